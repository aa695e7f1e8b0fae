/** Copies the address of the meeting, without anybody's own link. */
import { CopyButton } from '@mantine/core'
import { IconCheck, IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from '../styles/room-view.module.css'

const ICON_PX = 18

export function CopyLink({ number }: { number: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={`${location.origin}/join/${number}`}>
      {({ copied, copy }) => (
        <button type="button" className={classes['textButton']} onClick={copy}>
          {copied ? <IconCheck size={ICON_PX} aria-hidden /> : <IconLink size={ICON_PX} aria-hidden />}
          <span role="status">{t(copied ? 'room.copied' : 'room.copyLink')}</span>
        </button>
      )}
    </CopyButton>
  )
}

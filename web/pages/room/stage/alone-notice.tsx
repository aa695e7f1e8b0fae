/** Nobody else is here: how others find their way. */
import { useTranslation } from 'react-i18next'
import { CopyLink } from './copy-link.tsx'
import classes from '../styles/room-view.module.css'

export function AloneNotice({ number }: { number: string }) {
  const { t } = useTranslation()
  return (
    <div className={classes['alone']}>
      <p>
        <strong>{t('room.alone')}</strong>
        <span>{t('room.aloneText')}</span>
      </p>
      <CopyLink number={number} />
    </div>
  )
}

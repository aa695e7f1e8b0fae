/** Tells screen readers what others see: who comes and goes, what is written, that it is recorded. */
import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import type { Room } from '../connection/room.ts'
import { useRecordedState } from '../connection/use-recorded-state.ts'

export function Announcer({ room }: { room: Room }) {
  const { t } = useTranslation()
  const news = useStored(room.news)
  const recorded = useRecordedState(room)
  return (
    <>
      <VisuallyHidden role="log" aria-live="polite">
        {news && ('text' in news ? t(`room.news.${news.kind}`, news) : t(`room.news.${news.kind}`, news))}
      </VisuallyHidden>
      <VisuallyHidden role="status">
        {recorded === 'on' && t('room.news.recorded')}
        {recorded === 'paused' && t('room.news.paused')}
      </VisuallyHidden>
    </>
  )
}

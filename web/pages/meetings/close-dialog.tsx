/** Before a meeting is closed by hand: what that causes. It cannot be taken back, so it is not done with one click. */
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { closeMeeting, type Meeting } from '../../api/meetings.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toastDone } from '../../components/toast.tsx'

export function CloseDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation()
  const { id, topic, isActive, isRecurring } = meeting
  const close = useMutation({
    mutationFn: () => closeMeeting(id),
    onSuccess: () => {
      toastDone(t('meetings.close.done', { topic }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('meetings.close.title', { topic })}
      consequences={[
        ...(isActive ? [t('meetings.close.inside')] : []),
        t('meetings.close.hook'),
        t('meetings.close.summary'),
        t(isRecurring ? 'meetings.close.series' : 'meetings.close.forGood'),
      ]}
      action={t('meetings.close.button')}
      isBusy={close.isPending}
      error={close.error}
      onConfirm={() => close.mutate()}
      onClose={onClose}
    />
  )
}

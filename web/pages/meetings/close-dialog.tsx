/** Before a meeting is closed by hand: what that causes. It cannot be taken back, so it is not done with one click. */
import { Button, Group, List, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { closeMeeting, type Meeting } from '../../api/meetings.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { toastDone } from '../../components/toast.tsx'
import { Dialog } from '../../components/dialog.tsx'

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
    <Dialog onClose={onClose} title={t('meetings.close.title', { topic })}>
      <Stack>
        {close.error && <ProblemNotice error={close.error} />}
        <List size="sm">
          {isActive && <List.Item>{t('meetings.close.inside')}</List.Item>}
          <List.Item>{t('meetings.close.hook')}</List.Item>
          <List.Item>{t('meetings.close.summary')}</List.Item>
          <List.Item>{t(isRecurring ? 'meetings.close.series' : 'meetings.close.forGood')}</List.Item>
        </List>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button data-autofocus loading={close.isPending} onClick={() => close.mutate()}>
            {t('meetings.close.button')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

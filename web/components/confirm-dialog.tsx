/** The question before something that cannot be taken back, or that causes more than one sees: what it causes, then one button. */
import { Button, Group, List, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'
import { ProblemNotice } from './problem-notice.tsx'

interface ConfirmDialogProps {
  title: string
  /** In sentences. */
  consequences: readonly string[]
  action: string
  /** It takes something away. */
  isDestructive?: boolean
  isBusy?: boolean
  error?: unknown
  onConfirm: () => void
  onClose: () => void
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, consequences, action, isDestructive = false, isBusy = false } = props
  const { error = null, onConfirm, onClose } = props
  const { t } = useTranslation()
  return (
    <Dialog onClose={onClose} title={title}>
      <Stack>
        {error !== null && <ProblemNotice error={error} />}
        <List size="sm">
          {consequences.map((consequence) => (
            <List.Item key={consequence}>{consequence}</List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            data-autofocus
            color={isDestructive ? 'red' : undefined}
            loading={isBusy}
            onClick={onConfirm}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

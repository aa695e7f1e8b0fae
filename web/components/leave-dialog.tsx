/** The question before input is lost. */
import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'

export function LeaveDialog({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog onClose={onStay} title={t('forms.leaveTitle')}>
      <Text mb="lg">{t('forms.leaveText')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onLeave}>
          {t('forms.leave')}
        </Button>
        <Button data-autofocus onClick={onStay}>
          {t('forms.stay')}
        </Button>
      </Group>
    </Dialog>
  )
}

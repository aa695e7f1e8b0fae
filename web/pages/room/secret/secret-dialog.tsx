/** What the code of a meeting off the record is for. */
import { Code, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../components/dialog.tsx'

/** @param code null: there is no key yet */
export function SecretDialog({ code, onClose }: { code: string | null; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog onClose={onClose} title={t('room.secret.title')}>
      <Stack>
        <Text size="sm">{t('room.secret.text')}</Text>
        <Code block fz="xl" ta="center">
          {code ?? '…'}
        </Code>
        <Text size="sm">{t('room.secret.compare')}</Text>
        <Text size="sm" c="dimmed">
          {t('room.secret.limits')}
        </Text>
      </Stack>
    </Dialog>
  )
}

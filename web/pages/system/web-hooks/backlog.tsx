/** What waits for a web hook, and since when; nothing where nothing waits. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Health } from '../../../api/web-hooks.ts'
import { LocalTime } from '../../../components/local-time.tsx'

export function Backlog({ health: { backlog, kept, oldestPendingAt } }: { health: Health }) {
  const { t } = useTranslation()
  if (backlog === 0) return null
  return (
    <Text size="xs" mt={4}>
      {t('webHooks.waiting', { count: backlog })}
      {kept > 0 && ` ${t('webHooks.keptCount', { count: kept })}`}
      {oldestPendingAt && (
        <>
          {' '}
          {t('webHooks.oldest')} <LocalTime at={oldestPendingAt} format="relative" />
        </>
      )}
    </Text>
  )
}

/** Scopes in short: `meetings` where both reading and writing are allowed, `meetings:read` where only one is. */
import { Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isEverything, resources, type Scope } from './scopes.ts'

export function ScopeList({ scopes }: { scopes: readonly Scope[] }) {
  const { t } = useTranslation()
  if (isEverything(scopes)) return <Text size="sm">{t('apiKeys.allScopes')}</Text>
  const shown = resources.flatMap((resource) => {
    const granted = scopes.filter((scope) => scope.startsWith(`${resource}:`))
    return granted.length === 2 ? [resource] : granted
  })
  return (
    <Group gap={4}>
      {shown.map((scope) => (
        <Badge key={scope} variant="light" color="gray" tt="none" fw={500}>
          {scope}
        </Badge>
      ))}
    </Group>
  )
}

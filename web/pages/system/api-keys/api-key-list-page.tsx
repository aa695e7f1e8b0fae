/** The keys with which machines call the API: what each may do, when it was last used; to be revoked here. */
import { Badge, Button, Code, Group, Text } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { accountsQuery, type ApiKey, apiKeysQuery, revokeApiKey } from '../../../api/administration.ts'
import { useList } from '../../../api/list-query.ts'
import { deleteWithUndo, useHeldIds } from '../../../api/undo.tsx'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { ScopeList } from './scope-list.tsx'
import { LinkButton } from '../../../components/links.tsx'

export function ApiKeyListPage() {
  const { t } = useTranslation()
  const list = useList(apiKeysQuery)
  const held = useHeldIds()
  const columns = useColumns()
  const add = (
    <LinkButton to="/system/api-keys/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('apiKeys.add')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={t('shell.places.apiKeys')} purpose={t('apiKeys.purpose')} actions={add} />
      <DataTable
        caption={t('shell.places.apiKeys')}
        columns={columns}
        list={{ ...list, rows: list.rows.filter(({ id }) => !held.has(id)) }}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            icon={<IconKey size={32} />}
            title={t('apiKeys.none')}
            text={t('apiKeys.noneText')}
            action={add}
          />
        }
      />
    </>
  )
}

function useColumns(): Column<ApiKey>[] {
  const { t } = useTranslation()
  const accounts = useList(accountsQuery)
  const nameOf = (id: string | null) => accounts.rows.find((account) => account.id === id)?.name
  return [
    {
      key: 'name',
      title: t('apiKeys.name'),
      render: ({ name, prefix, level, accountId }) => (
        <>
          {name}
          <Group gap={6} mt={2}>
            <Code>{prefix}…</Code>
            <Text size="xs" c="dimmed">
              {nameOf(accountId) ?? t(`apiKeys.levels.${level}`)}
            </Text>
          </Group>
        </>
      ),
    },
    { key: 'scopes', title: t('apiKeys.scopes'), render: ({ scopes }) => <ScopeList scopes={scopes} /> },
    {
      key: 'used',
      title: t('apiKeys.lastUsed'),
      render: ({ lastUsedAt }) =>
        lastUsedAt ? <LocalTime at={lastUsedAt} format="relative" /> : t('apiKeys.neverUsed'),
    },
    {
      key: 'made',
      title: t('common.created'),
      render: ({ createdAt }) => <LocalTime at={createdAt} format="date" />,
    },
    {
      key: 'revoke',
      title: t('common.actions'),
      isActions: true,
      render: (key) => <RevokeButton apiKey={key} />,
    },
  ]
}

function RevokeButton({ apiKey: { id, name, revokedAt } }: { apiKey: ApiKey }) {
  const { t } = useTranslation()
  if (revokedAt) {
    return (
      <Badge color="gray" variant="light" tt="none">
        {t('apiKeys.revoked')}
      </Badge>
    )
  }
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t('apiKeys.revokeWhat', { name })}
      onClick={() =>
        deleteWithUndo({
          ids: [id],
          message: t('apiKeys.revokedWhat', { name }),
          send: (isLeaving) => revokeApiKey(id, isLeaving),
        })
      }
    >
      {t('apiKeys.revoke')}
    </Button>
  )
}

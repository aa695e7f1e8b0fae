/** The people who sign in. */
import { Group, Text } from '@mantine/core'
import {
  IconAddressBook,
  IconBan,
  IconCircleCheck,
  IconMail,
  IconShieldLock,
  IconUserPlus,
} from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Account, accountsQuery, type User, usersQuery } from '../../../api/administration.ts'
import { useList } from '../../../api/list-query.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { LinkButton } from '../../../components/links.tsx'

const route = getRouteApi('/signed-in/system/administration/users')

export function UserListPage() {
  const { t } = useTranslation()
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useList(usersQuery({ q }))
  const accounts = useList(accountsQuery)
  const columns: Column<User>[] = [
    {
      key: 'name',
      title: t('users.name'),
      render: ({ username, email }) => (
        <>
          {username}
          <Text size="sm" c="dimmed" fw={400}>
            {email}
          </Text>
        </>
      ),
    },
    { key: 'role', title: t('users.role'), render: ({ role }) => t(`shell.roles.${role}`) },
    ...(accounts.rows.length > 1 ? [accountColumn(t('users.account'), accounts.rows)] : []),
    { key: 'state', title: t('users.state'), render: (user) => <UserState user={user} /> },
    {
      key: 'made',
      title: t('common.created'),
      render: ({ createdAt }) => <LocalTime at={createdAt} format="date" />,
    },
  ]
  const add = (
    <LinkButton to="/system/users/new" leftSection={<IconUserPlus size={18} aria-hidden />}>
      {t('users.invite')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={t('shell.places.users')} purpose={t('users.purpose')} actions={add} />
      <SearchField
        label={t('users.search')}
        value={q ?? ''}
        onSearch={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
      />
      <DataTable
        caption={t('shell.places.users')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        linkTo={({ id }) => ({ to: '/system/users/$id', params: { id } })}
        empty={
          <EmptyState
            icon={<IconAddressBook size={32} />}
            title={t('users.none')}
            text={t('users.noneText')}
          />
        }
      />
    </>
  )
}

function accountColumn(title: string, accounts: readonly Account[]): Column<User> {
  return {
    key: 'account',
    title,
    render: ({ accountId }) => accounts.find(({ id }) => id === accountId)?.name ?? '–',
  }
}

function UserState({ user: { disabledAt, hasPassword, totpEnabled } }: { user: User }) {
  const { t } = useTranslation()
  const [state, tone, icon] = disabledAt
    ? (['disabled', 'quiet', IconBan] as const)
    : hasPassword
      ? (['active', 'good', IconCircleCheck] as const)
      : (['invited', 'waiting', IconMail] as const)
  return (
    <Group gap={6}>
      <StateBadge tone={tone} icon={icon}>
        {t(`users.states.${state}`)}
      </StateBadge>
      {totpEnabled && (
        <StateBadge tone="quiet" icon={IconShieldLock}>
          {t('users.secondFactor')}
        </StateBadge>
      )}
    </Group>
  )
}

/** The tenants of the instance. */
import { IconBuilding, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Account, accountsQuery } from '../../../api/administration.ts'
import { useList } from '../../../api/list-query.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { ObjectId } from '../../../components/object-id.tsx'
import { LinkButton } from '../../../components/links.tsx'

export function AccountListPage() {
  const { t } = useTranslation()
  const list = useList(accountsQuery)
  const columns: Column<Account>[] = [
    { key: 'name', title: t('accounts.name'), render: ({ name }) => name },
    { key: 'id', title: 'accountId', render: ({ id }) => <ObjectId id={id} /> },
    {
      key: 'made',
      title: t('common.created'),
      render: ({ createdAt }) => <LocalTime at={createdAt} format="date" />,
    },
  ]
  const add = (
    <LinkButton to="/system/accounts/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('accounts.add')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={t('shell.places.accounts')} purpose={t('accounts.purpose')} actions={add} />
      <DataTable
        caption={t('shell.places.accounts')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        linkTo={({ id }) => ({ to: '/system/accounts/$id', params: { id } })}
        empty={
          <EmptyState
            icon={<IconBuilding size={32} />}
            title={t('accounts.none')}
            text={t('accounts.purpose')}
          />
        }
      />
    </>
  )
}

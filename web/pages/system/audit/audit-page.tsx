/** Who changed what, newest first. What is looked for stands in the URL. */
import { Code, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { auditQuery, type AuditEvent } from '../../../api/administration.ts'
import { useList } from '../../../api/list-query.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { SearchField } from '../../../components/search-field.tsx'
import { ObjectId } from '../../../components/object-id.tsx'
import classes from './audit-page.module.css'
import { auditWords } from './audit-words.ts'

/** The key of the environment, which stands in no table. */
const ADMIN_KEY = 'admin'

const route = getRouteApi('/signed-in/system/administration/audit')

export function AuditPage() {
  const { t } = useTranslation()
  const { action } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useList(auditQuery({ action }))
  const columns: Column<AuditEvent>[] = [
    { key: 'at', title: t('audit.at'), render: ({ at }) => <LocalTime at={at} />, width: '170px' },
    { key: 'action', title: t('audit.action'), render: ({ action: code }) => <Action code={code} /> },
    { key: 'actor', title: t('audit.actor'), render: (event) => <Actor event={event} /> },
    { key: 'subject', title: t('audit.subject'), render: (event) => <Subject event={event} /> },
    { key: 'details', title: t('audit.details'), render: ({ details }) => <Details details={details} /> },
  ]
  return (
    <>
      <PageHeader title={t('shell.places.audit')} purpose={t('audit.purpose')} />
      <SearchField
        label={t('audit.search')}
        value={action ?? ''}
        onSearch={(text) => void navigate({ search: { action: text || undefined }, replace: true })}
      />
      <DataTable
        caption={t('shell.places.audit')}
        columns={columns}
        list={list}
        rowKey={({ id }) => String(id)}
        empty={
          <EmptyState icon={<IconHistory size={32} />} title={t('audit.none')} text={t('audit.noneText')} />
        }
      />
    </>
  )
}

/** In words where these pages have them; the code below, because that is what one searches for. */
function Action({ code }: { code: string }) {
  const { t } = useTranslation()
  const words = auditWords(code, t)
  if (words === null) return <Code>{code}</Code>
  return (
    <>
      {words}
      <Text size="xs" c="dimmed" lang="en">
        {code}
      </Text>
    </>
  )
}

function Subject({ event: { subject, subjectName } }: { event: AuditEvent }) {
  if (subjectName === null) return <ObjectId id={subject} />
  return (
    <span title={subject} style={{ overflowWrap: 'anywhere' }}>
      {subjectName}
    </span>
  )
}

function Actor({ event: { actor, actorName } }: { event: AuditEvent }) {
  const { t } = useTranslation()
  const [kind = '', id = ''] = actor.split(':')
  if (kind === 'server') return t('audit.server')
  const name = actorName ?? (id === ADMIN_KEY ? 'ADMIN_API_KEY' : t('audit.gone'))
  return (
    <div title={id}>
      {name}
      <Text size="xs" c="dimmed">
        {kind === 'user' ? t('audit.user') : t('audit.apiKey')}
      </Text>
    </div>
  )
}

function Details({ details }: { details: AuditEvent['details'] }) {
  const { t } = useTranslation()
  if (Object.keys(details).length === 0) return '–'
  return (
    <details className={classes['details']}>
      <summary>{t('audit.show')}</summary>
      <Code block>{JSON.stringify(details, null, 2)}</Code>
    </details>
  )
}

/** The log of calls, live: what was told to whom, and how it went. Filters stand in the URL, to be kept and shared. */
import { Button, Center, Text } from '@mantine/core'
import { IconArrowUp, IconBroadcast, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Delivery, DeliveryFilter } from '../../../api/deliveries.ts'
import { useLiveList } from '../../../api/live-list.ts'
import { type WebHook, webHooksQuery } from '../../../api/web-hooks.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { UrlText } from '../../../components/url-text.tsx'
import { millisecondWords } from '../../../components/duration-words.ts'
import { TextLink } from '../../../components/links.tsx'
import { ObjectId } from '../../../components/object-id.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { DeliveryFilters } from './delivery-filters.tsx'
import { DeliveryStateBadge } from './delivery-state-badge.tsx'

const route = getRouteApi('/signed-in/system/deliveries')

export function DeliveryListPage() {
  const { t } = useTranslation()
  const filter = route.useSearch()
  const navigate = route.useNavigate()
  const { data: webHooks } = useQuery(webHooksQuery)
  const list = useLiveList<Delivery>({
    path: '/deliveries',
    filter,
    // What leaves the state that is looked for is shown as what it has become.
    streamFilter: { ...filter, state: undefined, status: undefined },
    isWanted: ({ state }) => filter.status === undefined && (filter.state ?? state) === state,
    isBeingRead,
    event: 'delivery',
    idOf: ({ id }) => id,
  })
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <>
      <PageHeader
        title={t('deliveries.title')}
        purpose={t('deliveries.purpose')}
        actions={
          list.isLive && (
            <StateBadge tone="good" icon={IconBroadcast}>
              {t('deliveries.live')}
            </StateBadge>
          )
        }
      />
      <DeliveryFilters
        filter={filter}
        webHooks={webHooks ?? []}
        onChange={(changed: DeliveryFilter) => void navigate({ search: changed, replace: true })}
      />
      <DataTable
        caption={t('deliveries.title')}
        columns={useColumns(webHooks ?? [])}
        list={list}
        rowKey={({ id }) => id}
        linkTo={({ id }) => ({ to: '/system/deliveries/$id', params: { id } })}
        notice={list.newCount > 0 && <NewRows count={list.newCount} onShow={list.showNew} />}
        empty={
          <EmptyState
            icon={<IconSend size={32} />}
            title={isFiltered ? t('deliveries.noneFound') : t('deliveries.none')}
            text={isFiltered ? t('deliveries.noneFoundText') : t('deliveries.noneText')}
          />
        }
      />
    </>
  )
}

/**
 * Scrolled down, under the pointer, or steered through by keyboard. What counts the new rows belongs to it: it must not
 * vanish while the pointer is on its way there, nor because it moved the rows from under the pointer.
 */
function isBeingRead(): boolean {
  return (
    window.scrollY > 0 ||
    document.querySelector('div:has(> table > tbody):is(:hover, :focus-within)') !== null
  )
}

function NewRows({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useTranslation()
  return (
    <Center p="xs" role="status">
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconArrowUp size={14} aria-hidden />}
        onClick={onShow}
      >
        {t('deliveries.newRows', { count })}
      </Button>
    </Center>
  )
}

function useColumns(webHooks: WebHook[]): Column<Delivery>[] {
  const { t } = useTranslation()
  const urls = new Map(webHooks.map(({ id, url }) => [id, url]))
  const to = (id: string | null) => {
    if (id === null) return t('deliveries.unsaved')
    const url = urls.get(id)
    return url ? <UrlText url={url} /> : t('deliveries.deletedWebHook')
  }
  return [
    {
      key: 'event',
      title: t('deliveries.event'),
      render: ({ event, isTest, resendOf }) => (
        <>
          {event}
          {isTest && <Note>{t('deliveries.testCall')}</Note>}
          {resendOf && <Note>{t('deliveries.resent')}</Note>}
        </>
      ),
    },
    {
      key: 'state',
      title: t('deliveries.state'),
      render: ({ state, nextAttemptAt, attemptCount }) => (
        <>
          <DeliveryStateBadge state={state} />
          {nextAttemptAt && attemptCount !== null && attemptCount > 0 && (
            <Note>
              {t('deliveries.nextTry')} <LocalTime at={nextAttemptAt} format="until" />
            </Note>
          )}
        </>
      ),
    },
    {
      key: 'tries',
      title: t('deliveries.tries'),
      render: ({ attemptCount }) => attemptCount,
      isNumber: true,
    },
    {
      key: 'answer',
      title: t('deliveries.answer'),
      render: ({ lastAttempt }) =>
        lastAttempt && (
          <>
            {lastAttempt.status ?? t('deliveries.noAnswer')}
            {lastAttempt.durationMs !== null && <Note>{millisecondWords(lastAttempt.durationMs)}</Note>}
          </>
        ),
    },
    {
      key: 'to',
      title: t('deliveries.to'),
      render: ({ webHookId, lastAttempt }) => (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {lastAttempt?.url ? <UrlText url={lastAttempt.url} /> : to(webHookId)}
        </Text>
      ),
    },
    {
      key: 'meeting',
      title: t('deliveries.meeting'),
      isAboveLink: true,
      render: ({ meeting, meetingIds: [first, ...others] }) =>
        first && (
          <>
            {meeting ? (
              <>
                <TextLink to="/meetings/$id" params={{ id: first }} size="sm">
                  {meeting.topic}
                </TextLink>
                <Note>{meeting.meetingId}</Note>
              </>
            ) : (
              <ObjectId id={first} />
            )}
            {others.length > 0 && <Note>{t('deliveries.moreMeetings', { count: others.length })}</Note>}
          </>
        ),
    },
    { key: 'at', title: t('deliveries.madeAt'), render: ({ createdAt }) => <LocalTime at={createdAt} /> },
  ]
}

function Note({ children }: { children: React.ReactNode }) {
  return (
    <Text size="xs" c="dimmed" fw={400} component="span" display="block">
      {children}
    </Text>
  )
}

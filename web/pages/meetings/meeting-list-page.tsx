/**
 * Meetings: those to come, those that are open, those that are past. Several can be chosen and deleted together, which
 * is one call of the web hook. What one looks for stands in the URL.
 */
import { Button, Checkbox, Group, Text } from '@mantine/core'
import { IconCalendarPlus, IconCalendarTime, IconRepeat, IconTrash } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useList } from '../../api/list-query.ts'
import { type Meeting, meetingsQuery } from '../../api/meetings.ts'
import { useHeldIds } from '../../api/undo.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkButton } from '../../components/links.tsx'
import { LocalTime } from '../../components/local-time.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { heldIdOf } from './delete-with-undo.ts'
import { MeetingState } from './meeting-state.tsx'
import { StateTabs } from './state-tabs.tsx'
import { useRecurrenceWords } from './use-recurrence-words.ts'

const route = getRouteApi('/signed-in/meetings')

export function MeetingListPage() {
  const { t } = useTranslation()
  const { state = 'upcoming', q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useList(meetingsQuery({ state, q }))
  const held = useHeldIds()
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set())
  const [isDeleting, setDeleting] = useState(false)
  const rows = list.rows.filter((row) => !held.has(row.id) && !held.has(heldIdOf(row.id, row.startTime)))
  const chosen = rows.filter(({ id }, index) => chosenIds.has(id) && isFirst(rows, index))
  const columns = useColumns(chosenIds, setChosenIds)
  const schedule = (
    <LinkButton to="/meetings/new" leftSection={<IconCalendarPlus size={18} aria-hidden />}>
      {t('meetings.schedule')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={t('meetings.title')} purpose={t('meetings.purpose')} actions={schedule} />
      <StateTabs current={state} q={q} />
      <SearchField
        label={t('meetings.search')}
        value={q ?? ''}
        onSearch={(text) =>
          void navigate({ search: (former) => ({ ...former, q: text || undefined }), replace: true })
        }
      />
      <DataTable
        caption={t(`meetings.tabs.${state}`)}
        columns={columns}
        list={{ ...list, rows }}
        rowKey={({ id, startTime }) => `${id} ${startTime}`}
        linkTo={({ id, startTime, isClosed, isRecurring }) => ({
          to: '/meetings/$id',
          params: { id },
          search: isClosed && isRecurring ? { start: startTime } : {},
        })}
        notice={chosen.length > 0 && <ChosenBar count={chosen.length} onDelete={() => setDeleting(true)} />}
        empty={
          <EmptyState
            icon={<IconCalendarTime size={32} />}
            title={q ? t('common.nothingFound') : t(`meetings.none.${state}`)}
            text={q ? t('meetings.noneFoundText') : t(`meetings.noneText.${state}`)}
            action={q || state === 'closed' ? undefined : schedule}
          />
        }
      />
      {isDeleting && (
        <DeleteDialog
          meetings={chosen}
          onClose={() => setDeleting(false)}
          onDelete={() => setChosenIds(new Set())}
        />
      )}
    </>
  )
}

/** Of a series several occurrences may be listed. */
function isFirst(rows: Meeting[], index: number): boolean {
  return rows.findIndex(({ id }) => id === rows[index]?.id) === index
}

function ChosenBar({ count, onDelete }: { count: number; onDelete: () => void }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" p="sm" role="status">
      <Text size="sm">{t('meetings.chosen', { count })}</Text>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={onDelete}
      >
        {t('meetings.deleteChosen', { count })}
      </Button>
    </Group>
  )
}

function useColumns(
  chosenIds: ReadonlySet<string>,
  setChosenIds: (ids: ReadonlySet<string>) => void,
): Column<Meeting>[] {
  const { t } = useTranslation()
  function choose(id: string, isChosen: boolean): void {
    const others = [...chosenIds].filter((other) => other !== id)
    setChosenIds(new Set(isChosen ? [...others, id] : others))
  }
  return [
    { key: 'topic', title: t('meetings.topic'), render: ({ topic }) => topic },
    { key: 'when', title: t('meetings.when'), render: (meeting) => <When meeting={meeting} /> },
    {
      key: 'number',
      title: t('meetings.number'),
      render: ({ meetingId }) => <span style={{ whiteSpace: 'nowrap' }}>{meetingId}</span>,
    },
    {
      key: 'invited',
      title: t('meetings.invited'),
      isNumber: true,
      render: ({ invitedParticipants }) => invitedParticipants.length,
    },
    { key: 'state', title: t('meetings.state'), render: (meeting) => <MeetingState meeting={meeting} /> },
    {
      key: 'choose',
      title: t('meetings.choose'),
      isActions: true,
      render: ({ id, topic }) => (
        <Checkbox
          aria-label={t('meetings.chooseWhat', { topic })}
          checked={chosenIds.has(id)}
          onChange={({ currentTarget }) => choose(id, currentTarget.checked)}
        />
      ),
    },
  ]
}

function When({ meeting }: { meeting: Meeting }) {
  const repeats = useRecurrenceWords(meeting)
  return (
    <div>
      <LocalTime at={meeting.startTime} zone={meeting.timezone} />
      {repeats && (
        <Text size="xs" c="dimmed">
          <IconRepeat size={12} aria-hidden /> {repeats}
        </Text>
      )}
    </div>
  )
}

/**
 * When a series takes place from now on, with what single occurrences have for themselves: each can be changed, moved or
 * cancelled from here.
 */
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconCalendarOff, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { comingOccurrencesQuery, type Meeting, type Occurrence } from '../../api/meetings.ts'
import { useHeldIds } from '../../api/undo.tsx'
import { LinkButton } from '../../components/links.tsx'
import { absolute, LocalTime } from '../../components/local-time.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { heldIdOf } from './delete-with-undo.ts'
import classes from './meeting-page.module.css'
import { Section } from './section.tsx'

const DeleteDialog = lazy(() =>
  import('./delete-dialog.tsx').then((module) => ({ default: module.DeleteDialog })),
)

const SHOWN_AT_FIRST = 5

export function OccurrencesSection({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation()
  const held = useHeldIds()
  const [shown, setShown] = useState(SHOWN_AT_FIRST)
  const [cancelled, setCancelled] = useState<Occurrence | null>(null)
  const { data, error } = useQuery(comingOccurrencesQuery(meeting))
  const occurrences = data?.filter(({ originalStart }) => !held.has(heldIdOf(meeting.id, originalStart)))
  return (
    <Section title={t('meetings.occurrences.title')}>
      {error && !data && <ProblemNotice error={error} />}
      {!data && !error && <Skeleton height={160} />}
      <ul className={classes['plain']}>
        {occurrences?.slice(0, shown).map((occurrence) => (
          <OccurrenceItem
            key={occurrence.originalStart}
            meeting={meeting}
            occurrence={occurrence}
            onCancel={() => setCancelled(occurrence)}
          />
        ))}
      </ul>
      {occurrences && occurrences.length > shown && (
        <div>
          <Button size="sm" variant="default" onClick={() => setShown(occurrences.length)}>
            {t('common.showMore')}
          </Button>
        </div>
      )}
      {cancelled && (
        <Suspense>
          <DeleteDialog
            meetings={[meeting]}
            start={cancelled.originalStart}
            onClose={() => setCancelled(null)}
            onDelete={() => {}}
          />
        </Suspense>
      )}
    </Section>
  )
}

interface OccurrenceItemProps {
  meeting: Meeting
  occurrence: Occurrence
  onCancel: () => void
}

function OccurrenceItem({ meeting, occurrence, onCancel }: OccurrenceItemProps) {
  const { t } = useTranslation()
  const { originalStart, startTime, topic, state, isChanged } = occurrence
  const when = absolute(new Date(startTime))
  return (
    <li className={classes['item']}>
      <div>
        <Text size="sm" fw={500} td={state === 'cancelled' ? 'line-through' : undefined}>
          <LocalTime at={startTime} zone={meeting.timezone} />
        </Text>
        {topic !== meeting.topic && <Text size="sm">{topic}</Text>}
        {originalStart !== startTime && (
          <Text size="xs" c="dimmed">
            {t('meetings.occurrences.instead')} <LocalTime at={originalStart} />
          </Text>
        )}
      </div>
      {state === 'cancelled' ? (
        <StateBadge tone="quiet" icon={IconCalendarOff}>
          {t('meetings.occurrences.cancelled')}
        </StateBadge>
      ) : (
        <Group gap={6} ml="auto" justify="flex-end">
          {isChanged && (
            <StateBadge tone="active" icon={IconPencil}>
              {t('meetings.occurrences.changed')}
            </StateBadge>
          )}
          <LinkButton
            to="/meetings/$id/edit"
            params={{ id: meeting.id }}
            search={{ scope: 'occurrence', start: originalStart }}
            size="compact-sm"
            variant="default"
            aria-label={t('meetings.occurrences.edit', { when })}
          >
            {t('common.edit')}
          </LinkButton>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('meetings.occurrences.cancel', { when })}
            onClick={onCancel}
          >
            {t('meetings.occurrences.cancelOne')}
          </Button>
        </Group>
      )}
    </li>
  )
}

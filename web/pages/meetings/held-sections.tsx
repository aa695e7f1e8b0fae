/**
 * What was held: of a series the occurrences that are over, each a link; of the one that is shown its summary and its
 * recording, or why they are not there yet.
 */
import { Skeleton, Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useList } from '../../api/list-query.ts'
import type { Meeting } from '../../api/meetings.ts'
import { recordingsQuery } from '../../api/recordings.ts'
import { type Summary, summariesQuery } from '../../api/summaries.ts'
import { TextLink } from '../../components/links.tsx'
import { LocalTime } from '../../components/local-time.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import classes from './meeting-page.module.css'
import { Section } from './section.tsx'

/** Fetched only for meetings that have them. */
const SummarySection = lazy(() =>
  import('./summary-section.tsx').then((module) => ({ default: module.SummarySection })),
)
const RecordingSection = lazy(() =>
  import('./recording-section.tsx').then((module) => ({ default: module.RecordingSection })),
)

interface HeldSectionsProps {
  meeting: Meeting
  start: string | undefined
}

export function HeldSections({ meeting, start = meeting.startTime }: HeldSectionsProps) {
  const { t } = useTranslation()
  const isHeld = meeting.isClosed || start !== meeting.startTime
  const summaries = useList(summariesQuery(meeting.id, isHeld ? start : null))
  const recordings = useList(recordingsQuery(meeting.id))
  const summary = summaries.rows.find(({ startTime }) => startTime === start)
  const recording = recordings.rows.find(({ startTime }) => startTime === start)
  const others = summaries.rows.filter(({ startTime }) => startTime !== start)
  return (
    <>
      {summaries.error !== null && <ProblemNotice error={summaries.error} />}
      {isHeld && summaries.isPending && <Skeleton height={240} />}
      {isHeld && !summaries.isPending && !summary && <SummaryToCome />}
      <Suspense fallback={<Skeleton height={240} />}>
        {summary && <SummarySection key={summary.id} id={summary.id} timezone={meeting.timezone} />}
        {recording && <RecordingSection key={recording.id} id={recording.id} />}
      </Suspense>
      {isHeld && meeting.isRecorded && !recording && !recordings.isPending && (
        <Section title={t('meetings.recording.title')}>
          <Text size="sm" c="dimmed">
            {t('meetings.recording.none')}
          </Text>
        </Section>
      )}
      {others.length > 0 && <HeldOccurrences meeting={meeting} summaries={others} />}
    </>
  )
}

function SummaryToCome() {
  const { t } = useTranslation()
  return (
    <Section title={t('meetings.summary.title')}>
      <Text size="sm" c="dimmed" role="status">
        {t('meetings.summary.toCome')}
      </Text>
    </Section>
  )
}

function HeldOccurrences({ meeting, summaries }: { meeting: Meeting; summaries: Summary[] }) {
  const { t } = useTranslation()
  return (
    <Section title={t('meetings.held')}>
      <ul className={classes['plain']}>
        {summaries.map(({ id, startTime, participants }) => (
          <li key={id} className={classes['item']}>
            <TextLink to="/meetings/$id" params={{ id: meeting.id }} search={{ start: startTime }} size="sm">
              <LocalTime at={startTime} zone={meeting.timezone} />
            </TextLink>
            <Text size="sm" c="dimmed" ml="auto">
              {t('meetings.summary.people', { count: participants.length })}
            </Text>
            <IconChevronRight size={16} aria-hidden />
          </li>
        ))}
      </ul>
    </Section>
  )
}

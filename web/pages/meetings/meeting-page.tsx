/**
 * One meeting: its state as it changes, who is invited, what was held of it, and what was told about it. Of a series
 * the occurrence that is on or next is shown; with `?start=` one that was held.
 */
import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Meeting, meetingQuery } from '../../api/meetings.ts'
import { TextLink } from '../../components/links.tsx'
import { LocalTime } from '../../components/local-time.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { DocumentsSection } from './documents-section.tsx'
import { HeldSections } from './held-sections.tsx'
import { HookTimeline } from './hook-timeline.tsx'
import { InviteesSection } from './invitees-section.tsx'
import { MeetingActions } from './meeting-actions.tsx'
import { MeetingFacts } from './meeting-facts.tsx'
import classes from './meeting-page.module.css'
import { MeetingState } from './meeting-state.tsx'
import { OccurrencesSection } from './occurrences-section.tsx'
import { Section } from './section.tsx'

const route = getRouteApi('/signed-in/meetings/$id')

export function MeetingPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const { start } = route.useSearch()
  const { data: answer, error } = useQuery(meetingQuery(id))
  if (error && !answer) return <ProblemNotice error={error} />
  if (!answer) return <Skeleton height={480} />
  const { data: meeting } = answer
  return (
    <>
      <PageHeader
        title={meeting.topic}
        trail={[
          <TextLink key="list" to="/meetings" size="sm">
            {t('meetings.title')}
          </TextLink>,
        ]}
        purpose={<When meeting={meeting} start={start} />}
        actions={<MeetingActions meeting={meeting} start={start} />}
      />
      <div className={classes['columns']}>
        <Stack gap="lg">
          <HeldSections meeting={meeting} start={start} />
          {meeting.agenda !== '' && (
            <Section title={t('meetings.agenda')}>
              <div className={classes['text']}>{meeting.agenda}</div>
            </Section>
          )}
          {meeting.isRecurring && !meeting.isClosed && <OccurrencesSection meeting={meeting} />}
          <HookTimeline meeting={meeting} />
        </Stack>
        <Stack gap="lg">
          <MeetingFacts meeting={meeting} />
          <InviteesSection meeting={meeting} />
          <DocumentsSection meeting={meeting} />
        </Stack>
      </div>
    </>
  )
}

function When({ meeting, start }: { meeting: Meeting; start: string | undefined }) {
  const isHeld = start !== undefined && start !== meeting.startTime
  const state = isHeld ? { isActive: false, isClosed: true, isOpen: false } : meeting
  return (
    <>
      <LocalTime at={start ?? meeting.startTime} zone={meeting.timezone} /> <MeetingState meeting={state} />
    </>
  )
}

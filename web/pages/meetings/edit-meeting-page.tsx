/**
 * Edits a meeting; of a series first says what is meant: one occurrence, it and all that follow, or everything. The
 * choice stands in the URL. Only what was changed is sent.
 */
import { Alert, Paper, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import {
  type Change,
  comingOccurrencesQuery,
  type Meeting,
  meetingQuery,
  type Occurrence,
  readComingOccurrences,
  readMeeting,
  updateMeeting,
} from '../../api/meetings.ts'
import { TextLink } from '../../components/links.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useApiForm } from '../../components/use-api-form.ts'
import { MeetingForm } from './meeting-form.tsx'
import { changesOf, fieldOf, valuesOf } from './meeting-values.ts'
import { firstChange, isNamed, ScopeChoice } from './scope-choice.tsx'
import { usePastedInvitees, withPasted } from './use-pasted-invitees.ts'

const route = getRouteApi('/signed-in/meetings/$id/edit')

export function EditMeetingPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: answer, error } = useQuery({ ...meetingQuery(id), refetchInterval: false })
  const meetingRead = answer?.data
  const isSeries = meetingRead?.isRecurring === true && !meetingRead.isClosed
  const { data: occurrences } = useQuery({
    ...comingOccurrencesQuery(meetingRead ?? { id, startTime: '' }),
    enabled: isSeries,
  })
  if (error) return <ProblemNotice error={error} />
  if (!answer || (isSeries && !occurrences)) return <Skeleton height={480} />
  const { data: meeting } = answer
  const change = search.scope ? search : { ...firstChange(meeting), ...search }
  return (
    <>
      <PageHeader
        title={t('meetings.editTitle', { topic: meeting.topic })}
        trail={[
          <TextLink key="list" to="/meetings" size="sm">
            {t('meetings.title')}
          </TextLink>,
          <TextLink key="meeting" to="/meetings/$id" params={{ id }} size="sm">
            {meeting.topic}
          </TextLink>,
        ]}
      />
      <Stack gap="lg">
        {meeting.isRecurring && !meeting.isClosed && (
          <Paper withBorder p="lg">
            <ScopeChoice
              label={t('meetings.editScope')}
              meeting={meeting}
              value={change}
              onChange={(next) => void navigate({ search: next, replace: true })}
            />
          </Paper>
        )}
        {meeting.isClosed ? (
          <Alert color="gray">{t('meetings.closedStays')}</Alert>
        ) : (
          <>
            {change.scope === 'following' && <Alert color="brand">{t('meetings.splits')}</Alert>}
            <EditForm
              key={`${change.scope} ${change.start}`}
              answer={answer}
              change={change}
              occurrence={occurrenceOf(change, occurrences)}
            />
          </>
        )}
      </Stack>
    </>
  )
}

/** The one that is changed by itself. */
function occurrenceOf({ scope, start }: Change, occurrences: Occurrence[] = []): Occurrence | null {
  if (scope !== 'occurrence' || start === undefined) return null
  return occurrences.find((each) => isNamed(each, start)) ?? null
}

interface EditFormProps {
  answer: Answer<Meeting>
  change: Change
  occurrence: Occurrence | null
}

function EditForm({ answer, change, occurrence }: EditFormProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  // As it was when one began; what others change meanwhile is shown when it collides.
  const [{ data: meeting, etag }] = useState(answer)
  const { id } = meeting
  const start = change.scope === 'series' || !change.start ? undefined : new Date(change.start)
  const [former, setFormer] = useState(() => valuesOf(meeting, start, occurrence))
  const form = useApiForm({
    initialValues: former,
    fieldOf,
    save: (values, version) => updateMeeting(id, changesOf(former, values), change, version),
    onSaved: (saved) => {
      const isSplitOff = saved.id !== id
      toastDone(isSplitOff ? t('meetings.splitOff', { number: saved.meetingId }) : t('meetings.saved'))
      return navigate({ to: '/meetings/$id', params: { id: saved.id } })
    },
    version: {
      etag,
      reload: async () => {
        const theirs = await readMeeting(id)
        const occurrences = occurrence ? await readComingOccurrences(id, theirs.data.startTime) : []
        const values = valuesOf(theirs.data, start, occurrenceOf(change, occurrences))
        setFormer(values)
        return { values, etag: theirs.etag }
      },
    },
  })
  const pasted = usePastedInvitees(form.fields)
  return (
    <MeetingForm
      form={withPasted(form, pasted)}
      pasted={pasted}
      accountId={meeting.accountId}
      isOccurrence={change.scope === 'occurrence'}
      submitLabel={t('common.save')}
      cancel={
        <TextLink to="/meetings/$id" params={{ id }}>
          {t('common.cancel')}
        </TextLink>
      }
    />
  )
}

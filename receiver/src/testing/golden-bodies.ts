/**
 * For tests: the golden bodies as they are documented, and furnished ones in which every list has an element and
 * every nullable field a value, so that the shapes of elements are met, too. Not part of the published package.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HookName, HookPayloads } from '../contract/hook-names.ts'

const EXAMPLES = join(import.meta.dirname, '../../examples')

const exampleNames: Readonly<Record<HookName, string>> = {
  onMeetingScheduled: 'meeting',
  onMeetingUpdated: 'meeting',
  onMeetingClosed: 'meeting',
  onMeetingDeleted: 'meetings-deleted',
  onMeetingSummaryCreated: 'meeting-summary',
  onMeetingRecordingCreated: 'meeting-recording-prepared',
}

/** The bytes of the hook's golden body. */
export function goldenBytes(hook: HookName): Buffer {
  return readFileSync(join(EXAMPLES, `${exampleNames[hook]}.json`))
}

/** The hook's golden body, parsed again on each call, so that a test may change it. */
export function goldenBody<Hook extends HookName>(hook: Hook): HookPayloads[Hook] {
  const body: HookPayloads[Hook] = JSON.parse(goldenBytes(hook).toString())
  return body
}

/** The hook's golden body with something in every list and in every nullable field. */
export function furnishedBody(hook: HookName): HookPayloads[HookName] {
  if (hook === 'onMeetingDeleted') {
    return goldenBody(hook).flatMap((meeting) => [meeting, { ...meeting, ...furniture }])
  }
  if (hook === 'onMeetingSummaryCreated') {
    const { responseCode, data } = goldenBody(hook)
    const meetingQuestions = [{ question: 'When?', askedBy: 'Participant 1', answers: ['Now', 'Later'] }]
    const pdf = 'https://meet.example.com/files/summary.pdf'
    return { responseCode, data: { ...data, documents: furniture.documents, pdf, meetingQuestions } }
  }
  if (hook === 'onMeetingRecordingCreated') return goldenBody(hook)
  return { ...goldenBody(hook), ...furniture }
}

const furniture: Pick<
  HookPayloads['onMeetingScheduled'],
  | 'invitedParticipants'
  | 'recurring'
  | 'documents'
  | 'meetingPermissionId'
  | 'dtClosedAt'
  | 'dialInConferenceRoom'
  | 'dialInNumbers'
  | 'dialInPin'
  | 'sipProxy'
  | 'sipDomain'
> = {
  invitedParticipants: [{ name: 'Ada', email: 'ada@example.com', role: 'host', language: 'en' }],
  recurring: {
    frequencyType: 'monthly',
    frequency: 2,
    monthlyPattern: 'dayOfWeek',
    endsType: 'after',
    endsOn: '2022-04-13T12:18:07.211Z',
    endsAfter: 5,
  },
  documents: [
    {
      id: '5f48a701ee0c388a879bffa7',
      name: 'Plan.pdf',
      mimeType: 'application/pdf',
      size: 4096,
      url: 'https://meet.example.com/files/plan.pdf',
    },
  ],
  meetingPermissionId: 'default',
  dtClosedAt: '2022-04-07T10:00:00.000Z',
  dialInConferenceRoom: '4711',
  dialInNumbers: ['+41 44 000 00 00'],
  dialInPin: '0815',
  sipProxy: 'sip.example.com',
  sipDomain: 'example.com',
}

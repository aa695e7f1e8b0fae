/**
 * The body of a test call: the documented sample of its hook, with plausible values of now in place of the printed
 * ones, so that a receiver's own checks of times and ids pass as they will with real calls. Held against the contract
 * before it is used. Pure.
 */
import meetingSample from '../../../receiver/examples/meeting.json' with { type: 'json' }
import recordingSample from '../../../receiver/examples/meeting-recording-prepared.json' with { type: 'json' }
import summarySample from '../../../receiver/examples/meeting-summary.json' with { type: 'json' }
import deletedSample from '../../../receiver/examples/meetings-deleted.json' with { type: 'json' }
import { assertDocumentedBody } from '../../../receiver/src/contract/check-body.ts'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'

export interface SampleSource {
  whitelabelId: string
  accountId: string
  publicUrl: string
  now: Date
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MEETING_MINUTES = 60
const TOPIC = 'Test call'

export function sampleBody(hook: HookName, source: SampleSource): Buffer {
  const body = Buffer.from(JSON.stringify(samples[hook](source)))
  assertDocumentedBody(hook, body)
  return body
}

const samples: Readonly<Record<HookName, (source: SampleSource) => unknown>> = {
  onMeetingScheduled: (source) => ({ ...meetingSample, ...planned(source) }),
  onMeetingUpdated: (source) => ({ ...meetingSample, ...planned(source) }),
  onMeetingClosed: (source) => ({ ...meetingSample, ...closed(source) }),
  onMeetingDeleted: (source) => [{ ...deletedSample[0]!, ...planned(source) }],
  onMeetingSummaryCreated: (source) => ({ ...summarySample, data: summary(source) }),
  onMeetingRecordingCreated: ({ publicUrl }) => ({
    ...recordingSample,
    mergedRecordingUrl: `${publicUrl}/api/v1/recordings/${recordingSample.meetingSummaryId}/file?token=test-call`,
  }),
}

function planned({ whitelabelId, accountId, now }: SampleSource) {
  const start = nextHour(now)
  return {
    topic: TOPIC,
    startTime: start.toISOString(),
    endTime: after(start, MEETING_MINUTES).toISOString(),
    duration: String(MEETING_MINUTES),
    recurring: { ...meetingSample.recurring, endsOn: now.toISOString() },
    dtClosedAt: null,
    whitelabelId,
    accountId,
    isActive: false,
    isClosed: false,
    isOpen: false,
  }
}

function closed(source: SampleSource) {
  const start = after(source.now, -MEETING_MINUTES)
  return {
    ...planned(source),
    startTime: start.toISOString(),
    endTime: source.now.toISOString(),
    dtClosedAt: source.now.toISOString(),
    isClosed: true,
  }
}

/** The printed times, moved as a whole so that the last person left just now. */
function summary({ accountId, now }: SampleSource) {
  const { data } = summarySample
  const last = Math.max(
    ...data.participants.flatMap(({ durations }) => durations.map((each) => each.timestamp)),
  )
  const moved = now.getTime() - last
  return {
    ...data,
    participants: data.participants.map(({ name, durations, info }) => ({
      name,
      durations: durations.map(({ action, timestamp }) => ({ action, timestamp: timestamp + moved })),
      info,
    })),
    dayTimestamp: Math.floor(now.getTime() / DAY_MS) * DAY_MS,
    accountId,
    sfuHostname: '',
  }
}

function nextHour(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + 1) / HOUR_MS) * HOUR_MS)
}

function after(time: Date, minutes: number): Date {
  return new Date(time.getTime() + minutes * MINUTE_MS)
}

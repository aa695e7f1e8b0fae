/**
 * Changes a meeting by a merge patch: all of it, or of a series one occurrence, or one and all that follow.
 *
 * A patch is judged by what the meeting shows: what it leaves as it was shown is no change, stores nothing and fires
 * nothing. A change raises the version, raises the SEQUENCE where calendars must be told, and records
 * `onMeetingUpdated` in the same transaction. A closed meeting cannot be changed any more; while somebody is or has
 * been inside, start, time zone, type and room stay.
 */
import type { Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { invalid } from '../platform/errors.ts'
import { recordAudit } from '../accounts/audit.ts'
import { meetingClosed } from './close-meeting.ts'
import { lockMeetingAndCurrent } from './find-meeting.ts'
import { findTarget } from './find-target.ts'
import { named, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import type { MeetingInput } from './meeting-input.ts'
import { requireVersion, type ExpectedVersions } from '../platform/expected-versions.ts'
import { isRecurring } from './series.ts'
import type { ShownMeeting } from './show-meeting.ts'
import { updateFollowing } from './update-following.ts'
import { updateOccurrence } from './update-occurrence.ts'
import { updateSeries } from './update-series.ts'

type ChangeScope = 'occurrence' | 'following' | 'series'

export interface ChangeOptions {
  scope?: ChangeScope
  /** `startTime` of the occurrence that `occurrence` and `following` mean. */
  start?: string
  /** Of `If-Match`; null: whichever is stored. */
  expectedVersions?: ExpectedVersions
}

/** Throws InvalidInput where an occurrence is named and nobody said what of the series is meant. */
export function checkScope({ scope, ...options }: ChangeOptions): ChangeOptions & { scope: ChangeScope } {
  if (scope === undefined && options.start !== undefined) {
    throw invalid(
      '/scope',
      'Is needed with start: "occurrence", or "following" for it and all that follow. For all of the series leave out start.',
      'required',
    )
  }
  return { ...options, scope: scope ?? 'series' }
}

export async function updateMeeting(
  context: Context,
  tx: Transaction,
  caller: Caller,
  reference: string,
  patch: MeetingInput,
  options: ChangeOptions = {},
): Promise<ShownMeeting> {
  const { scope, start, expectedVersions = null } = checkScope(options)
  const { meeting, current } = await lockMeetingAndCurrent(tx, caller, reference)
  if (!current) throw meetingClosed()
  requireVersion('meeting', meeting.version, expectedVersions)
  const shown = await changeScope(context, tx, caller, meeting, current, patch, { scope, start })
  if (shown.meeting.id === meeting.id && shown.version === meeting.version) return shown
  const details = { ...named(meeting), scope, start, fields: Object.keys(patch) }
  await recordAudit(tx, caller, 'meeting.updated', meeting.id, details, meeting.account_id)
  return shown
}

async function changeScope(
  context: Context,
  tx: Transaction,
  caller: Caller,
  meeting: MeetingRow,
  current: OccurrenceRow,
  patch: MeetingInput,
  { scope, start }: Pick<ChangeOptions, 'scope' | 'start'>,
): Promise<ShownMeeting> {
  if (scope === 'series') return updateSeries(context, tx, meeting, current, patch)
  const target = await findTarget(tx, meeting, start)
  if (target.occurrence.state === 'closed') throw meetingClosed()
  if (!isRecurring(meeting)) return updateSeries(context, tx, meeting, current, patch)
  if (scope === 'occurrence') return updateOccurrence(context, tx, meeting, target, patch)
  return updateFollowing(context, tx, caller, meeting, current, target.occurrence, patch)
}

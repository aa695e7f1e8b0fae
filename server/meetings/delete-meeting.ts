/**
 * Deletes a meeting, or of a series one occurrence, or one and all that follow.
 *
 * Only the end of the whole `id` is `onMeetingDeleted`; a series that goes on without some of its occurrences was
 * updated. An occurrence that has had somebody inside is closed first, and told of as closed. One that is closed
 * already stays: it is deleted with its series. Where nothing at all would be left, the meeting itself is deleted.
 */
import type { Caller } from '../accounts/caller.ts'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, sendAlong, type Transaction } from '../platform/database/database.ts'
import { splitSeries } from '../calendar/split-series.ts'
import { meetingClosed } from './close-meeting.ts'
import { closeOccurrence } from './close-occurrence.ts'
import { removeMeetings } from './delete-meetings.ts'
import { endSeriesBefore } from './end-series.ts'
import { lockMeeting, shownOccurrence } from './find-meeting.ts'
import { findTarget, type Target } from './find-target.ts'
import { hasBeenUsed, named, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { requireVersion } from '../platform/expected-versions.ts'
import { isRecurring, lastClosed, lockCurrent, oneOccurrence, seriesOf } from './series.ts'
import { recordMeetingEvent, showMeeting } from './show-meeting.ts'
import { changeMeeting } from './store-meeting.ts'
import { findAhead, makeNextCurrent } from './next-current.ts'
import { tellAll } from './tell-invitees.ts'
import { checkScope, type ChangeOptions } from './update-meeting.ts'

export async function deleteMeeting(
  context: Context,
  tx: Transaction,
  caller: Caller,
  reference: string,
  options: ChangeOptions = {},
): Promise<void> {
  const { scope, start, expectedVersions = null } = checkScope(options)
  const meeting = await lockMeeting(tx, caller, reference)
  requireVersion('meeting', meeting.version, expectedVersions)
  const details = { ...named(meeting), scope, start }
  await recordAudit(tx, caller, 'meeting.deleted', meeting.id, details, meeting.account_id)
  if (scope === 'series') return removeMeetings(context, tx, [meeting])
  const target = await findTarget(tx, meeting, start)
  if (!isRecurring(meeting)) return removeMeetings(context, tx, [meeting])
  const current = await lockCurrent(tx, meeting.id)
  if (!current || target.occurrence.state === 'closed') throw meetingClosed()
  if (scope === 'occurrence') return deleteOccurrence(context, tx, meeting, current, target)
  return deleteFollowing(context, tx, meeting, current, target.occurrence)
}

async function deleteOccurrence(
  context: Context,
  tx: Transaction,
  former: MeetingRow,
  current: OccurrenceRow,
  { occurrence, stored }: Target,
): Promise<void> {
  const isCurrent = occurrence.id === current.id
  const ahead = isCurrent ? await findAhead(tx, former, occurrence.recurrence_start) : null
  const isLast = isCurrent && !ahead
  if (isLast && !(await lastClosed(tx, former.id))) return removeMeetings(context, tx, [former])
  const held = isCurrent && hasBeenUsed(current)
  const open = held ? await closeAndForget(context, tx, former, current) : former

  if (stored) sendAlong(tx, tx.deleteFrom('occurrences').where('id', '=', occurrence.id).execute())
  insertTombstone(tx, occurrence)
  if (!held) makeNextCurrent(context, tx, open, ahead)
  const meeting = changeMeeting(tx, open, { newSequence: true })
  if (!held) await tellAll(context, tx, 'cancellation', { meeting, occurrence, alone: true })
  const shown = await showMeeting(context, tx, meeting, await shownOccurrence(tx, meeting.id))
  const subject = oneOccurrence(former, occurrence, 'occurrence-cancelled')
  await recordMeetingEvent(context, tx, 'onMeetingUpdated', shown, subject)
  announceOnCommit(tx, 'meeting-changed', meeting.id)
}

async function deleteFollowing(
  context: Context,
  tx: Transaction,
  former: MeetingRow,
  current: OccurrenceRow,
  target: OccurrenceRow,
): Promise<void> {
  const { kept } = splitSeries(seriesOf(former), target.recurrence_start)
  const isCurrent = target.id === current.id
  if (!kept || (isCurrent && !(await lastClosed(tx, former.id)))) {
    return removeMeetings(context, tx, [former])
  }
  const held = isCurrent && hasBeenUsed(current)
  const open = held ? await closeAndForget(context, tx, former, current) : former
  if (held) await tx.deleteFrom('occurrences').where('id', '=', current.id).execute()
  const { shown } = await endSeriesBefore(context, tx, open, target, kept)
  await recordMeetingEvent(context, tx, 'onMeetingUpdated', shown, oneOccurrence(former, target, 'following'))
  announceOnCommit(tx, 'meeting-changed', former.id)
}

/** It was held, so it is told of as closed; what was recorded of it goes. */
async function closeAndForget(
  context: Context,
  tx: Transaction,
  former: MeetingRow,
  current: OccurrenceRow,
): Promise<MeetingRow> {
  const { meeting } = await closeOccurrence(context, tx, former, current, 'deleted')
  const path = `recordings/${meeting.id}/${current.id}`
  sendAlong(tx, tx.insertInto('removed_files').values({ path }).execute())
  return meeting
}

/** Keeps the rule of the series from having it again. */
function insertTombstone(tx: Transaction, occurrence: OccurrenceRow): void {
  const { id, meeting_id, recurrence_start, start_time, end_time } = occurrence
  const tombstone = {
    id,
    meeting_id,
    recurrence_start,
    start_time,
    end_time,
    state: 'cancelled' as const,
  }
  sendAlong(tx, tx.insertInto('occurrences').values(tombstone).execute())
}

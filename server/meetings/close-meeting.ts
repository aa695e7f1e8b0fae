/**
 * Closes a meeting by hand: only while it is open. One that is not open yet is deleted instead; one that is closed
 * stays closed. Two who close at once are served one after the other, by the meeting's lock: the second finds it
 * closed, and of a series finds the next occurrence, which is not open yet.
 */
import type { Caller } from '../accounts/caller.ts'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { closeOccurrence } from './close-occurrence.ts'
import { lockMeetingAndCurrent } from './find-meeting.ts'
import { isOpen, named, opensAt, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { requireVersion, type ExpectedVersions } from '../platform/expected-versions.ts'
import type { ShownMeeting } from './show-meeting.ts'

/** @returns the Meeting with the times of the occurrence that was closed. */
export async function closeMeeting(
  context: Context,
  tx: Transaction,
  caller: Caller,
  reference: string,
  expectedVersions: ExpectedVersions = null,
): Promise<ShownMeeting> {
  const { meeting, current } = await lockMeetingAndCurrent(tx, caller, reference)
  return closeLocked(context, tx, caller, meeting, current, expectedVersions)
}

/** The same with the meeting and its current occurrence locked already, by anyone who may close it. */
export async function closeLocked(
  context: Context,
  tx: Transaction,
  by: Pick<Caller, 'actor'>,
  meeting: MeetingRow,
  current: OccurrenceRow | undefined,
  expectedVersions: ExpectedVersions = null,
): Promise<ShownMeeting> {
  if (!current) throw meetingClosed()
  requireVersion('meeting', meeting.version, expectedVersions)
  const settings = context.settings.current()
  if (!isOpen(current, settings, context.clock.now())) {
    const opens = opensAt(current, settings).toISOString()
    throw new Conflict(
      'meeting-not-open',
      `This meeting cannot be closed before it opens, which is at ${opens}. To call it off, delete it.`,
      { opensAt: opens },
    )
  }
  const { shown } = await closeOccurrence(context, tx, meeting, current, 'by-hand')
  await recordAudit(tx, by, 'meeting.closed', meeting.id, named(meeting), meeting.account_id)
  return shown
}

export function meetingClosed(): Conflict {
  return new Conflict(
    'meeting-closed',
    'This meeting is closed and cannot be changed any more. Schedule a new one.',
  )
}

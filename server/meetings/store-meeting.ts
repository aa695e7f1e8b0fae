/**
 * Writes drafts into rows: a new meeting with its first occurrence, and the columns that drafts become. The rows are
 * known before they are stored, so nobody waits for the statements: they are sent along, and fail the commit.
 */
import type { Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import { DrawnTwice, sendAlong, violates, type Transaction } from '../platform/database/database.ts'
import { icsToken, meetingNumber, objectId } from '../platform/ids.ts'
import { unstoredOccurrence } from './find-target.ts'
import { closeDueAt, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import type { Invitee, MeetingDraft } from './meeting-draft.ts'
import { recurringColumns } from './series.ts'

/** What the columns' defaults say of the powers of hosts. */
const DEFAULT_POWERS = {
  lobby: 'nobody',
  entry_before_host: true,
  muted_on_entry: 'fromFive',
  may_unmute: true,
} as const

/** Everything of the draft that stands in the meeting's own row, but for where its series begins. */
export function draftColumns(draft: MeetingDraft) {
  return {
    topic: draft.topic,
    agenda: draft.agenda,
    type: draft.type,
    timezone: draft.timezone,
    duration_minutes: draft.durationMinutes,
    ...recurringColumns(draft.recurring),
    is_recorded: draft.isRecorded,
    is_dialin: draft.isDialin,
    video_resolution: draft.videoResolution,
    room_id: draft.roomId,
  }
}

/** A new meeting, made at `now` as its draft says too, with its first occurrence as the current one. */
export function insertMeeting(
  context: Context,
  tx: Transaction,
  caller: Caller,
  accountId: string,
  draft: MeetingDraft,
  now: Date,
): { meeting: MeetingRow; occurrence: OccurrenceRow } {
  const meeting: MeetingRow = {
    id: objectId(now),
    number: meetingNumber(),
    account_id: accountId,
    ...draftColumns(draft),
    series_start: draft.startTime,
    added_by_user_id: caller.userId,
    added_by_email: caller.email,
    added_by_username: caller.username,
    ical_sequence: 0,
    ics_token: icsToken(),
    is_demo: false,
    is_promo: false,
    version: 1,
    created_at: now,
    ...DEFAULT_POWERS,
  }
  const sent = tx.insertInto('meetings').values(meeting).execute()
  sendAlong(tx, sent.catch(drawAgain))
  insertInvitees(tx, meeting.id, draft.invitees)
  return { meeting, occurrence: insertCurrent(context, tx, meeting, draft.startTime) }
}

/** Sixteen random digits meet others' rarely. */
function drawAgain(error: unknown): never {
  throw violates(error, 'meetings_number_key')
    ? new DrawnTwice('The meeting number is taken', { cause: error })
    : error
}

/** The occurrence that the rule puts at `start`, as the one that people join next. */
export function insertCurrent(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  start: Date,
): OccurrenceRow {
  const unused = unstoredOccurrence(meeting, start)
  const occurrence: OccurrenceRow = {
    ...unused,
    state: 'current',
    close_due_at: closeDueAt(unused, context.settings.current()),
  }
  sendAlong(tx, tx.insertInto('occurrences').values(occurrence).execute())
  return occurrence
}

export function replaceInvitees(tx: Transaction, meetingId: string, invitees: Invitee[]): void {
  sendAlong(tx, tx.deleteFrom('invitees').where('meeting_id', '=', meetingId).execute())
  insertInvitees(tx, meetingId, invitees)
}

function insertInvitees(tx: Transaction, meetingId: string, invitees: Invitee[]): void {
  if (invitees.length === 0) return
  sendAlong(tx, tx.insertInto('invitees').values(inviteeRows(meetingId, invitees)).execute())
}

/** As they are stored. */
export function inviteeRows(meetingId: string, invitees: Invitee[]) {
  return invitees.map(({ name, email, role, language }, position) => ({
    meeting_id: meetingId,
    position,
    name,
    email,
    role,
    language,
  }))
}

/** The rest of a meeting's stored change: its version rises, and its SEQUENCE where calendars must be told. */
export function changeMeeting(
  tx: Transaction,
  meeting: MeetingRow,
  { newSequence, ...columns }: { newSequence: boolean } & Partial<Omit<MeetingRow, 'id'>>,
): MeetingRow {
  const changed = {
    ...columns,
    version: meeting.version + 1,
    ical_sequence: meeting.ical_sequence + (newSequence ? 1 : 0),
  }
  sendAlong(tx, tx.updateTable('meetings').set(changed).where('id', '=', meeting.id).execute())
  return { ...meeting, ...changed }
}

/**
 * Writes drafts into rows: a new meeting with its first occurrence, and the columns that drafts become.
 */
import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { icsToken, meetingNumber, objectId } from '../platform/ids.ts'
import { closeDueAt, minutesAfter, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import type { Invitee, MeetingDraft } from './meeting-draft.ts'
import { recurringColumns } from './series.ts'

/** Sixteen random digits meet others' rarely; a whole run of them does not happen. */
const NUMBER_TRIES = 5

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
export async function insertMeeting(
  context: Context,
  tx: Transaction,
  caller: Caller,
  accountId: string,
  draft: MeetingDraft,
  now: Date,
): Promise<{ meeting: MeetingRow; occurrence: OccurrenceRow }> {
  const meeting = await insertUnderFreeNumber(tx, {
    id: objectId(now),
    account_id: accountId,
    ...draftColumns(draft),
    series_start: draft.startTime,
    added_by_user_id: caller.userId,
    added_by_email: caller.email,
    added_by_username: caller.username,
    ical_sequence: 0,
    ics_token: icsToken(),
    created_at: now,
  })
  await replaceInvitees(tx, meeting.id, draft.invitees)
  return { meeting, occurrence: await insertCurrent(context, tx, meeting, draft.startTime) }
}

async function insertUnderFreeNumber(
  tx: Transaction,
  columns: Omit<Insertable<Tables['meetings']>, 'number'>,
): Promise<MeetingRow> {
  for (let attempt = 0; attempt < NUMBER_TRIES; attempt++) {
    const meeting = await tx
      .insertInto('meetings')
      .values({ ...columns, number: meetingNumber() })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (meeting) return meeting
  }
  throw new Error(`No free meeting number was found in ${NUMBER_TRIES} tries`)
}

/** The occurrence that the rule puts at `start`, as the one that people join next. */
export async function insertCurrent(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  start: Date,
): Promise<OccurrenceRow> {
  const times = { start_time: start, end_time: minutesAfter(start, meeting.duration_minutes) }
  const unused = { ...times, first_joined_at: null, last_left_at: null }
  return tx
    .insertInto('occurrences')
    .values({
      id: randomUUID(),
      meeting_id: meeting.id,
      recurrence_start: start,
      ...times,
      state: 'current',
      close_due_at: closeDueAt(unused, context.settings.current()),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function replaceInvitees(
  tx: Transaction,
  meetingId: string,
  invitees: Invitee[],
): Promise<void> {
  await tx.deleteFrom('invitees').where('meeting_id', '=', meetingId).execute()
  if (invitees.length === 0) return
  const rows = invitees.map((invitee, position) => ({ meeting_id: meetingId, position, ...invitee }))
  await tx.insertInto('invitees').values(rows).execute()
}

/** The rest of a meeting's stored change: its version rises, and its SEQUENCE where calendars must be told. */
export async function changeMeeting(
  tx: Transaction,
  meeting: MeetingRow,
  { newSequence, ...columns }: { newSequence: boolean } & Partial<Omit<MeetingRow, 'id'>>,
): Promise<MeetingRow> {
  return tx
    .updateTable('meetings')
    .set({
      ...columns,
      version: meeting.version + 1,
      ical_sequence: meeting.ical_sequence + (newSequence ? 1 : 0),
    })
    .where('id', '=', meeting.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

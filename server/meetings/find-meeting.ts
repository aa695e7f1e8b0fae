/**
 * Finds a meeting by what people and machines call it: its 24 hex digits, or the sixteen digits however they
 * are set apart. A meeting that the caller may not see does not exist for them.
 */
import type { Caller } from '../accounts/caller.ts'
import { maySeeMeeting } from '../accounts/visible-meetings.ts'
import { assertTransaction, type Queries, type Transaction } from '../platform/database/database.ts'
import { completeFault, NotFound, type InputError } from '../platform/errors.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'
import { findCurrent, lastClosed } from './series.ts'

const OBJECT_ID = /^[0-9a-f]{24}$/
const MEETING_NUMBER = /^(\d{4})(\d{4})(\d{4})(\d{4})$/
/** What people put between the digits: blanks, dashes of any kind, dots. */
const BETWEEN_DIGITS = /[\s.\p{Pd}]/gu
const REFERENCE_MAX_LENGTH = 60

type Key = { column: 'id' | 'number'; value: string }

function keyOf(reference: string): Key | null {
  if (OBJECT_ID.test(reference)) return { column: 'id', value: reference }
  if (reference.length > REFERENCE_MAX_LENGTH) return null
  const groups = MEETING_NUMBER.exec(reference.replaceAll(BETWEEN_DIGITS, ''))
  return groups && { column: 'number', value: groups.slice(1).join('-') }
}

/** Whoever asks: for people who come with a number instead of credentials. */
export async function findMeetingByReference(
  queries: Queries,
  reference: string,
): Promise<MeetingRow | undefined> {
  const key = keyOf(reference)
  if (!key) return undefined
  return queries.selectFrom('meetings').selectAll().where(key.column, '=', key.value).executeTakeFirst()
}

/** Throws NotFound `meeting-not-found`. */
export async function findMeeting(queries: Queries, caller: Caller, reference: string): Promise<MeetingRow> {
  const meeting = await findMeetingByReference(queries, reference)
  const isTheirs =
    meeting && (await maySeeMeeting(queries, caller, { id: meeting.id, accountId: meeting.account_id }))
  if (!isTheirs) throw meetingNotFound()
  return meeting
}

/**
 * The same, and nobody else changes the meeting until the transaction ends. All operations take this lock first, then
 * those of occurrences, so that they wait for each other and never in a circle. It leaves out only what must go on
 * beside it: whoever holds an occurrence may add a summary or a recording, which refer to the meeting.
 */
export async function lockMeeting(tx: Transaction, caller: Caller, reference: string): Promise<MeetingRow> {
  assertTransaction(tx)
  const { id } = await findMeeting(tx, caller, reference)
  const meeting = await tx
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!meeting) throw meetingNotFound()
  return meeting
}

/** What a meeting shows of itself: the current occurrence, or the last one where all are closed. */
export async function shownOccurrence(queries: Queries, meetingId: string): Promise<OccurrenceRow> {
  const current = await findCurrent(queries, meetingId)
  const occurrence = current ?? (await lastClosed(queries, meetingId))
  // Deleted between two reads.
  if (!occurrence) throw meetingNotFound()
  return occurrence
}

/** `errors`: where in a request the unknown ones stand. */
export function meetingNotFound(errors?: InputError[]): NotFound {
  return new NotFound(
    'meeting-not-found',
    'There is no such meeting, or it belongs to another account. Check its number or id.',
    errors && { errors: errors.map(completeFault) },
  )
}

/**
 * Finds a meeting by what people and machines call it: its 24 hex digits, or the sixteen digits however they
 * are set apart. A meeting that the caller may not see does not exist for them.
 */
import type { Caller } from '../accounts/caller.ts'
import { isVisibleTo } from '../accounts/visible-meetings.ts'
import { assertTransaction, type Queries, type Transaction } from '../platform/database/database.ts'
import { completeFault, NotFound, type InputError } from '../platform/errors.ts'
import type { MeetingRow, OccurrenceRow } from './meeting.ts'

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

/** Anyone who asks: for people who come with a number instead of credentials. */
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
  const key = keyOf(reference)
  if (!key) throw meetingNotFound()
  const meeting = await queries
    .selectFrom('meetings as m')
    .selectAll('m')
    .where(`m.${key.column}`, '=', key.value)
    .where(isVisibleTo(caller))
    .executeTakeFirst()
  if (!meeting) throw meetingNotFound()
  return meeting
}

/**
 * The same, and nobody else changes the meeting until the transaction ends. All operations take this lock first, then
 * those of occurrences, so that they wait for each other and never in a circle. It leaves out only what must go on
 * beside it: the process that holds an occurrence may add a summary or a recording, which refer to the meeting.
 */
export async function lockMeeting(tx: Transaction, caller: Caller, reference: string): Promise<MeetingRow> {
  assertTransaction(tx)
  const key = keyOf(reference)
  const meeting = key && (await lockByKey(tx, caller, key))
  if (!meeting) throw meetingNotFound()
  return meeting
}

/** The same, with the occurrence that people join next, locked too; undefined where none is left. */
export async function lockMeetingAndCurrent(
  tx: Transaction,
  caller: Caller,
  reference: string,
): Promise<{ meeting: MeetingRow; current: OccurrenceRow | undefined }> {
  assertTransaction(tx)
  const key = keyOf(reference)
  if (!key) throw meetingNotFound()
  const [meeting, current] = await Promise.all([
    lockByKey(tx, caller, key),
    tx
      .selectFrom('occurrences as o')
      .selectAll('o')
      .where('o.meeting_id', '=', (query) =>
        query
          .selectFrom('meetings as m')
          .select('m.id')
          .where(`m.${key.column}`, '=', key.value)
          .where(isVisibleTo(caller)),
      )
      .where('o.state', '=', 'current')
      .forUpdate('o')
      .executeTakeFirst(),
  ])
  if (!meeting) throw meetingNotFound()
  return { meeting, current }
}

function lockByKey(tx: Transaction, caller: Caller, { column, value }: Key): Promise<MeetingRow | undefined> {
  return tx
    .selectFrom('meetings as m')
    .selectAll('m')
    .where(`m.${column}`, '=', value)
    .where(isVisibleTo(caller))
    .forNoKeyUpdate('m')
    .executeTakeFirst()
}

/**
 * What a meeting shows of itself: the current occurrence, or the last one where all are closed. Those that were closed
 * lie before the current one.
 */
export async function shownOccurrence(queries: Queries, meetingId: string): Promise<OccurrenceRow> {
  const occurrence = await queries
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('state', 'in', ['current', 'closed'])
    .orderBy('recurrence_start', 'desc')
    .limit(1)
    .executeTakeFirst()
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

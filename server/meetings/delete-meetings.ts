/**
 * Deletes meetings, one or several, all or none: one `onMeetingDeleted` for all of them.
 *
 * One that is not closed and has had somebody inside is closed first, with its own `onMeetingClosed` in the same
 * transaction; the deleted element shows what it was in the end. Everything that belongs to a meeting goes with it:
 * a pending summary or merge finds nothing any more, and files are taken off the storage after the commit. Its events
 * and their deliveries stay.
 *
 * Rows are removed before `onMeetingDeleted` is recorded. A transaction that is just about to record something else about one of
 * the meetings holds the lock of an occurrence: they are waited for, and the deletion stays the meeting's last event.
 */
import { sql } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import {
  announceOnCommit,
  assertTransaction,
  sendAlong,
  type Transaction,
} from '../platform/database/database.ts'
import { readDatabaseTime } from '../platform/database/database-time.ts'
import { InvalidInput, NotFound, type InputError } from '../platform/errors.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { closeOccurrence, type Closing } from './close-occurrence.ts'
import { findMeeting, lockMeeting, meetingNotFound, shownOccurrence } from './find-meeting.ts'
import { hasBeenUsed, named, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { loadAttached, type MeetingView } from './meeting-view.ts'
import { deletedForHooks, presentDeleted, readInstance } from './present-meeting.ts'
import { isRecurring } from './series.ts'
import { findRowsFrom } from './shift-occurrences.ts'
import { changeMeeting } from './store-meeting.ts'
import { chooseAhead } from './next-current.ts'
import { tellAll } from './tell-invitees.ts'

/** @returns the ids, of 24 hex digits, in the order given. Throws NotFound with a pointer at each unknown one. */
export async function deleteMeetings(
  context: Context,
  tx: Transaction,
  caller: Caller,
  references: string[],
): Promise<string[]> {
  assertTransaction(tx)
  const ids = await resolve(tx, caller, references)
  const locked = await Promise.all([...ids].sort().map((id) => lockMeeting(tx, caller, id)))
  const byId = new Map(locked.map((meeting) => [meeting.id, meeting]))
  const meetings = ids.map((id) => byId.get(id)!)
  requireOneAccount(meetings)
  await removeMeetings(context, tx, meetings)
  for (const meeting of meetings) {
    await recordAudit(tx, caller, 'meeting.deleted', meeting.id, named(meeting), meeting.account_id)
  }
  return ids
}

/** Of meetings that are locked, one or more of one account. */
export async function removeMeetings(
  context: Context,
  tx: Transaction,
  meetings: MeetingRow[],
): Promise<void> {
  const ids = meetings.map(({ id }) => id)
  const isOfThem = sql<boolean>`meeting_id = any(${ids}::text[])`
  const [, closedAt, instance, attached, shown, ahead] = await Promise.all([
    tx.selectFrom('occurrences').select('id').where(isOfThem).orderBy('id').forUpdate().execute(),
    readDatabaseTime(tx, context.clock),
    readInstance(context, tx),
    loadAttached(tx, ids),
    Promise.all(ids.map((id) => shownOccurrence(tx, id))),
    Promise.all(meetings.map((meeting) => findRowsFrom(tx, meeting.id, meeting.series_start))),
  ])
  const elements = []
  for (const [index, meeting] of meetings.entries()) {
    const occurrence = shown[index]!
    const closing = {
      closedAt,
      attached: attached(meeting.id),
      ahead: chooseAhead(meeting, ahead[index]!, occurrence.recurrence_start),
    }
    const view = await finalState(context, tx, meeting, occurrence, closing)
    elements.push(deletedForHooks(presentDeleted(view, instance)))
  }

  sendAlong(
    tx,
    tx
      .deleteFrom('meetings')
      .where(sql<boolean>`id = any(${ids}::text[])`)
      .execute(),
  )
  const folders = ids.flatMap((id) => [`documents/${id}`, `recordings/${id}`, `summaries/${id}`])
  const removed = folders.map((path) => ({ path }))
  sendAlong(tx, tx.insertInto('removed_files').values(removed).execute())
  await recordEvent(tx, context.clock, {
    hook: 'onMeetingDeleted',
    accountId: meetings[0]!.account_id,
    meetingIds: ids,
    changes: meetings.map((meeting) => (isRecurring(meeting) ? 'series' : null)),
    payload: elements,
  })
  for (const id of ids) announceOnCommit(tx, 'meeting-ended', id)
}

/** Closes it where somebody has been inside, and calls it off where it was still to be held. */
async function finalState(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  shown: OccurrenceRow,
  closing: Closing,
): Promise<MeetingView> {
  let occurrence = shown
  let stored = meeting
  if (shown.state === 'current') {
    const wasUsed = hasBeenUsed(shown)
    if (wasUsed) {
      const closed = await closeOccurrence(context, tx, meeting, shown, 'deleted', closing)
      occurrence = closed.occurrence
      stored = closed.meeting
    }
    stored = changeMeeting(tx, stored, { newSequence: true })
    const isHeld = wasUsed && !isRecurring(meeting)
    const told = { meeting: stored, occurrence }
    if (!isHeld) await tellAll(context, tx, 'cancellation', told, closing.attached.invitees)
  }
  return { meeting: stored, occurrence, ...closing.attached, isActive: false }
}

async function resolve(tx: Transaction, caller: Caller, references: string[]): Promise<string[]> {
  const ids: string[] = []
  const unknown: InputError[] = []
  const repeated: InputError[] = []
  const found = await Promise.all(references.map((reference) => findId(tx, caller, reference)))
  for (const [index, id] of found.entries()) {
    if (id === null)
      unknown.push({
        pointer: `/ids/${index}`,
        code: 'no-such-meeting',
        detail: 'There is no such meeting.',
      })
    else if (ids.includes(id)) {
      repeated.push({
        pointer: `/ids/${index}`,
        code: 'repeated',
        detail: `Names the same meeting as /ids/${ids.indexOf(id)}.`,
      })
    } else ids.push(id)
  }
  if (unknown.length > 0) throw meetingNotFound(unknown)
  if (repeated.length > 0) throw new InvalidInput(repeated)
  return ids
}

/** null: there is none for the caller. */
async function findId(tx: Transaction, caller: Caller, reference: string): Promise<string | null> {
  try {
    return (await findMeeting(tx, caller, reference)).id
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

/** One call tells of all of them, and a web hook of one account must not be told of another's meetings. */
function requireOneAccount(meetings: MeetingRow[]): void {
  const errors = meetings.flatMap(({ account_id }, index) =>
    account_id === meetings[0]!.account_id
      ? []
      : [
          {
            pointer: `/ids/${index}`,
            code: 'other' as const,
            detail: 'Belongs to another account than the first. Delete it apart.',
          },
        ],
  )
  if (errors.length > 0) throw new InvalidInput(errors)
}

/**
 * Deletes meetings, one or several, all or none: one `onMeetingDeleted` for all of them.
 *
 * One that is not closed and has had somebody inside is closed first, with its own `onMeetingClosed` in the same
 * transaction; the deleted element shows what it was in the end. Everything that belongs to a meeting goes with it:
 * a pending summary or merge finds nothing any more, and files are taken off the storage after the commit. Its events
 * and their deliveries stay.
 *
 * Rows are removed before `onMeetingDeleted` is recorded. Whoever is just about to record something else about one of
 * the meetings holds the lock of an occurrence: they are waited for, and the deletion stays the meeting's last event.
 */
import type { Caller } from '../accounts/caller.ts'
import { recordAudit } from '../accounts/record-audit.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, assertTransaction, type Transaction } from '../platform/database/database.ts'
import { InvalidInput, NotFound, type InputError } from '../platform/errors.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { closeOccurrence } from './close-occurrence.ts'
import { findMeeting, lockMeeting, meetingNotFound, shownOccurrence } from './find-meeting.ts'
import { hasBeenUsed, named, type MeetingRow } from './meeting.ts'
import { loadView } from './meeting-view.ts'
import { deletedForHooks, presentDeleted, readInstance, type Instance } from './present-meeting.ts'
import { isRecurring, lockCurrent } from './series.ts'
import { changeMeeting } from './store-meeting.ts'
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
  const locked = new Map<string, MeetingRow>()
  for (const id of [...ids].sort()) locked.set(id, await lockMeeting(tx, caller, id))
  const meetings = ids.map((id) => locked.get(id)!)
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
  await tx
    .selectFrom('occurrences')
    .select('id')
    .where('meeting_id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const instance = await readInstance(context, tx)
  const elements = []
  for (const meeting of meetings) elements.push(await finalState(context, tx, meeting, instance))

  await tx.deleteFrom('meetings').where('id', 'in', ids).execute()
  const folders = ids.flatMap((id) => [`documents/${id}`, `recordings/${id}`, `summaries/${id}`])
  await tx
    .insertInto('removed_files')
    .values(folders.map((path) => ({ path })))
    .execute()
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
async function finalState(context: Context, tx: Transaction, meeting: MeetingRow, instance: Instance) {
  const current = await lockCurrent(tx, meeting.id)
  let occurrence = current ?? (await shownOccurrence(tx, meeting.id))
  let stored = meeting
  if (current && hasBeenUsed(current)) {
    const closed = await closeOccurrence(context, tx, meeting, current, 'deleted')
    occurrence = closed.occurrence
    stored = closed.meeting
  }
  if (current) {
    stored = await changeMeeting(tx, stored, { newSequence: true })
    const isHeld = hasBeenUsed(current) && !isRecurring(meeting)
    if (!isHeld) await tellAll(context, tx, 'cancellation', { meeting: stored, occurrence })
  }
  const view = await loadView(tx, stored, occurrence)
  return deletedForHooks(presentDeleted(view, instance))
}

async function resolve(tx: Transaction, caller: Caller, references: string[]): Promise<string[]> {
  const ids: string[] = []
  const unknown: InputError[] = []
  const repeated: InputError[] = []
  for (const [index, reference] of references.entries()) {
    const id = await findMeeting(tx, caller, reference).then(
      (meeting) => meeting.id,
      (error: unknown) => {
        if (error instanceof NotFound) return null
        throw error
      },
    )
    if (id === null)
      unknown.push({ pointer: `/ids/${index}`, code: 'no-such-meeting', detail: 'There is no such meeting.' })
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

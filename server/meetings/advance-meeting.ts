/**
 * Moves a meeting of a sandbox account through time, for the tests of those who listen: what it waits for (opening,
 * closing by itself, its summary, the merge of its recording) comes as if the clock had advanced. What is shown of it
 * stays, `startTime` included, and no event tells of the move: those that follow are real ones.
 *
 * Moved are the current occurrence and what occurrences that are closed still wait for. One step may be long enough for
 * all of it: an occurrence that closes late by this clock has its summary counted from when it was due to close.
 */
import { sql } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import { isSandbox } from '../accounts/accounts.ts'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { Conflict, invalid } from '../platform/errors.ts'
import { lockMeeting, shownOccurrence } from './find-meeting.ts'
import { named, type OccurrenceRow } from './meeting.ts'
import { refreshCloseDue } from './refresh-close-due.ts'
import { lockCurrent } from './series.ts'
import { showMeeting, type ShownMeeting } from './show-meeting.ts'

/** As the database has it. */
const ADVANCED_LIMIT_SECONDS = 315_360_000

export async function advanceMeeting(
  context: Context,
  tx: Transaction,
  caller: Caller,
  reference: string,
  seconds: number,
): Promise<ShownMeeting> {
  const meeting = await lockMeeting(tx, caller, reference)
  if (!(await isSandbox(tx, meeting.account_id))) throw notSandbox()
  const current = await lockCurrent(tx, meeting.id)
  if (current) await advanceCurrent(context, tx, current, seconds)
  const step = sql`make_interval(secs => ${seconds})`
  await sql`
    update occurrences set summary_due_at = greatest(summary_due_at - ${step}, least(summary_due_at, closed_at))
    where meeting_id = ${meeting.id} and summary_due_at is not null`.execute(tx)
  await sql`
    update recordings set merge_due_at = greatest(merge_due_at - ${step}, least(merge_due_at, created_at))
    where meeting_id = ${meeting.id} and state = 'waiting'`.execute(tx)
  await recordAudit(
    tx,
    caller,
    'meeting.advanced',
    meeting.id,
    { ...named(meeting), seconds },
    meeting.account_id,
  )
  return showMeeting(context, tx, meeting, await shownOccurrence(tx, meeting.id))
}

async function advanceCurrent(
  context: Context,
  tx: Transaction,
  { id, advanced_seconds }: OccurrenceRow,
  seconds: number,
): Promise<void> {
  const advanced = advanced_seconds + seconds
  if (advanced > ADVANCED_LIMIT_SECONDS) {
    const maximum = ADVANCED_LIMIT_SECONDS - advanced_seconds
    throw invalid('/seconds', `This meeting can be moved by ${maximum} seconds more.`, 'maximum', { maximum })
  }
  await tx.updateTable('occurrences').set({ advanced_seconds: advanced }).where('id', '=', id).execute()
  await refreshCloseDue(context, tx, id)
}

function notSandbox(): Conflict {
  return new Conflict(
    'not-a-sandbox',
    'Only meetings of a sandbox account can be moved through time. An administrator marks an account as one.',
  )
}

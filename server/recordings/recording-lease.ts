/**
 * The lease under which one process merges one recording. It stands in the recording's row, by the database's time:
 * the process that holds its token may write what becomes of the merge, and nobody else. A process that dies stops renewing it,
 * and another one takes over; what the dead one would still have written comes to nothing.
 *
 * Each renewal also says how far the merge is. Where the row has gone, or has another token, the merge is for nobody
 * any more, and is broken off.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import type { MergeProgress } from './merge-progress.ts'
import type { SessionPlace } from './part-places.ts'

const LEASE_SECONDS = 60
const RENEWAL_INTERVAL_MS = 1_000

export interface MergeClaim {
  recordingId: string
  leaseToken: string
  place: SessionPlace
  /** From 1. */
  attempt: number
}

/** Waiting and due, or abandoned by the process that was merging it; of `recordings`, or as it is called there. */
export function isDue({ clock }: Context, recordings = 'recordings') {
  const now = databaseTime(clock)
  // As long as a server records it, or has files of it that are no parts yet, there is a lease.
  return sql<boolean>`(state = 'waiting' and merge_due_at <= ${now}
    and not exists (select from recorder_leases l where l.occurrence_id = ${sql.ref(`${recordings}.occurrence_id`)})
    or state = 'merging' and leased_until < ${now})`
}

/**
 * Takes turns among accounts: of those with a recording that is due, the one whose latest merge began longest ago; of
 * that account, the recording that has waited longest. Else one account with many recordings, or long ones, would keep
 * all others waiting. Null: there is none that nobody else is just taking.
 */
export async function claimDueRecording(context: Context): Promise<MergeClaim | null> {
  const leaseToken = randomUUID()
  const { rows } = await sql<{
    id: string
    meeting_id: string
    occurrence_id: string
    merge_attempts: number
  }>`
    update recordings set state = 'merging', lease_token = ${leaseToken}, leased_until = ${leaseEnd(context)},
      merge_attempts = merge_attempts + 1, merge_began_at = ${databaseTime(context.clock)}, reason = null
    where id = (
      select id from recordings r where ${isDue(context, 'r')}
      order by (select max(o.merge_began_at) from recordings o where o.account_id = r.account_id) nulls first,
        merge_due_at, id
      limit 1 for update of r skip locked)
    returning id, meeting_id, occurrence_id, merge_attempts`.execute(context.database.queries)
  const [row] = rows
  if (!row) return null
  return {
    recordingId: row.id,
    leaseToken,
    place: { meetingId: row.meeting_id, sessionToken: row.occurrence_id },
    attempt: row.merge_attempts,
  }
}

export interface HeldLease {
  /** Aborts when the lease is lost: taken over, or the recording was deleted. */
  readonly lost: AbortSignal
  /** Written down with the next renewal. */
  setProgress(progress: MergeProgress): void
  /** Resolves when no renewal is under way any more; the lease then runs out by itself. */
  stopRenewing(): Promise<void>
}

/** Renews the lease from now on. */
export function holdLease(context: Context, claim: MergeClaim): HeldLease {
  const { recordingId } = claim
  const lost = new AbortController()
  let progress: MergeProgress | null = null
  let renewal: Promise<void> | undefined

  async function renewOrLose(): Promise<void> {
    try {
      if (await renew(context, claim, progress)) return
      lost.abort(new Error('The recording was deleted, or is merged by another process'))
    } catch (error) {
      context.logger.debug({ err: error, recordingId }, 'The lease of a merge was not renewed')
    } finally {
      renewal = undefined
    }
  }

  const timer = setInterval(() => void (renewal ??= renewOrLose()), RENEWAL_INTERVAL_MS)
  return {
    lost: lost.signal,
    setProgress: (now) => void (progress = now),
    async stopRenewing() {
      clearInterval(timer)
      await renewal
    },
  }
}

async function renew(
  context: Context,
  { recordingId, leaseToken }: MergeClaim,
  progress: MergeProgress | null,
): Promise<boolean> {
  const { numUpdatedRows } = await context.database.queries
    .updateTable('recordings')
    .set({
      leased_until: leaseEnd(context),
      ...(progress && { progress: progress.fraction, seconds_left: progress.secondsLeft }),
    })
    .where('id', '=', recordingId)
    .where('lease_token', '=', leaseToken)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function leaseEnd({ clock }: Context) {
  return sql<Date>`${databaseTime(clock)} + make_interval(secs => ${LEASE_SECONDS})`
}

/**
 * Holds back whoever guesses. Each attempt is counted before it is looked at, under the lock of its subject's row, so
 * that a hundred guesses at once are a hundred attempts; a success takes its own count back. Beyond the free ones
 * each further attempt locks its subject, twice as long every time, for every process. A day without an attempt
 * forgets all.
 *
 * Subjects: `email:` and `address:` for sign-ins, `keys:` (per address) for API keys. One-time links and sessions are
 * 256 random bits; there is nothing to guess. A locked e-mail address is refused even with the right password: an
 * answer would tell a guesser that it was right.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { TooManyRequests } from './authentication-errors.ts'
import { databaseTime } from '../platform/database/database-time.ts'

export type Subject = `${'email' | 'address' | 'keys'}:${string}`

export interface AttemptPolicy {
  freeAttempts: number
  firstLockSeconds: number
  longestLockSeconds: number
}

const POLICIES: Record<string, AttemptPolicy> = {
  email: { freeAttempts: 5, firstLockSeconds: 15, longestLockSeconds: 900 },
  address: { freeAttempts: 20, firstLockSeconds: 15, longestLockSeconds: 900 },
  keys: { freeAttempts: 20, firstLockSeconds: 1, longestLockSeconds: 60 },
}

const FORGOTTEN_AFTER_SECONDS = 86_400
const SUBJECT_MAX_LENGTH = 400

/** For how long the subject is locked after its so many-th attempt in a row; 0: not at all. */
export function lockSeconds(attempts: number, policy: AttemptPolicy): number {
  if (attempts < policy.freeAttempts) return 0
  return Math.min(policy.firstLockSeconds * 2 ** (attempts - policy.freeAttempts), policy.longestLockSeconds)
}

/** Counts an attempt. @throws TooManyRequests while the subject is locked; that is not counted. */
export async function takeAttempt({ database, clock, logger }: Context, subject: Subject): Promise<void> {
  const policy = policyOf(subject)
  await database.transaction(async (tx) => {
    const now = databaseTime(clock)
    await sql`insert into sign_in_failures (subject, failures, locked_until)
      values (${cut(subject)}, 1, ${now}) on conflict do nothing`.execute(tx)
    const { rows } = await sql<{ failures: number; locked_for: number }>`
      select failures, extract(epoch from locked_until - ${now})::float8 as locked_for
      from sign_in_failures where subject = ${cut(subject)} for update`.execute(tx)
    const { failures, locked_for: lockedForSeconds } = rows[0]!
    if (lockedForSeconds > 0) throw heldBack(lockedForSeconds)
    const attempts = lockedForSeconds < -FORGOTTEN_AFTER_SECONDS ? 1 : failures
    const seconds = lockSeconds(attempts, policy)
    if (seconds > 0) logger.warn({ kind: kindOf(subject), attempts, seconds }, 'Attempts are held back')
    await sql`
      update sign_in_failures set failures = ${attempts + 1},
        locked_until = ${now} + make_interval(secs => ${seconds})
      where subject = ${cut(subject)}`.execute(tx)
  })
}

export async function isHeldBack({ database, clock }: Context, subject: Subject): Promise<boolean> {
  const { rows } = await sql`
    select from sign_in_failures
    where subject = ${cut(subject)} and locked_until > ${databaseTime(clock)}`.execute(database.queries)
  return rows.length > 0
}

/** The attempt was a success: it does not count. */
export async function takeAttemptBack({ database, clock }: Context, subject: Subject): Promise<void> {
  await sql`update sign_in_failures set failures = greatest(failures - 1, 1), locked_until = ${databaseTime(clock)}
    where subject = ${cut(subject)}`.execute(database.queries)
}

/** Whoever it was has proved to be the right one: all earlier attempts are forgotten. */
export async function forgetAttempts({ database }: Context, subject: Subject): Promise<void> {
  await sql`delete from sign_in_failures where subject = ${cut(subject)}`.execute(database.queries)
}

function heldBack(forSeconds: number): TooManyRequests {
  const seconds = Math.ceil(forSeconds)
  return new TooManyRequests(
    'too-many-attempts',
    `There were too many failed attempts. The next one is possible in ${seconds} s.`,
    seconds,
  )
}

function policyOf(subject: Subject): AttemptPolicy {
  return POLICIES[kindOf(subject)]!
}

function kindOf(subject: Subject): string {
  return subject.slice(0, subject.indexOf(':'))
}

function cut(subject: Subject): string {
  return subject.slice(0, SUBJECT_MAX_LENGTH)
}

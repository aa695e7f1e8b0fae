/**
 * Holds back who guesses. A guess is counted before it is looked at, so that many at once are as many guesses,
 * and taken back where it was right: limits hold wrong guesses only. Beyond the free ones the subject is locked, twice
 * as long every time, for every process. A day without a lock forgets the earlier ones.
 *
 * Subjects:
 * - `email`, with `network`: somebody who signs in from a browser that nobody knows. A locked address is refused even
 *   with the right password: an answer would tell a guesser that it was right.
 * - `browser`: the same from a browser that has signed in as this user before (`known-browser`). Strangers who guess
 *   at an address do not keep its owner out.
 * - `user`: somebody who is signed in, or has a one-time link, and is asked for a password or a code once more.
 * - `keys`: a network from which wrong API keys come. A right one is never refused: keys are 256 random bits, and
 *   there is nothing to guess; the limit only makes wrong ones cheap to answer.
 *
 * Counted by `rate-limiter-flexible` in PostgreSQL, by the system's clock: the library knows no other.
 */
import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Context } from '../platform/context.ts'
import type { Database } from '../platform/database/database.ts'
import { TooManyRequests } from './authentication-errors.ts'

type Kind = 'email' | 'network' | 'browser' | 'user' | 'keys'
export type Subject = `${Kind}:${string}`

interface Policy {
  freeGuesses: number
  firstLockSeconds: number
  longestLockSeconds: number
}

const POLICIES: Record<Kind, Policy> = {
  email: { freeGuesses: 5, firstLockSeconds: 15, longestLockSeconds: 3600 },
  network: { freeGuesses: 20, firstLockSeconds: 15, longestLockSeconds: 3600 },
  browser: { freeGuesses: 5, firstLockSeconds: 15, longestLockSeconds: 3600 },
  user: { freeGuesses: 5, firstLockSeconds: 15, longestLockSeconds: 3600 },
  keys: { freeGuesses: 20, firstLockSeconds: 1, longestLockSeconds: 60 },
}

const FORGOTTEN_AFTER_SECONDS = 86_400
const LOCKS_LIMIT = 1_000

/** For how long the so many-th lock in a row lasts. */
export function lockSeconds(locks: number, { firstLockSeconds, longestLockSeconds }: Policy): number {
  return Math.min(firstLockSeconds * 2 ** (locks - 1), longestLockSeconds)
}

interface Limiters {
  guesses: RateLimiterPostgres
  locks: RateLimiterPostgres
}

const limitersOf = new WeakMap<Database, Record<Kind, Limiters>>()

/** Counts a guess. @throws TooManyRequests while the subject is locked */
export async function takeAttempt({ database, logger }: Context, subject: Subject): Promise<void> {
  const { kind, key } = read(subject)
  const policy = POLICIES[kind]
  const { guesses, locks } = limiters(database)[kind]
  const refused = await refusal(guesses, key)
  if (!refused) return
  // The first guess too many locks; those after it find the lock.
  if (refused.consumedPoints !== policy.freeGuesses + 1) {
    throw heldBack(policy, Math.min(refused.msBeforeNext / 1000, policy.longestLockSeconds))
  }
  const { consumedPoints: count } = await locks.penalty(key)
  const seconds = lockSeconds(count, policy)
  await guesses.block(key, seconds)
  logger.warn({ kind, locks: count, seconds }, 'Attempts are held back')
  throw heldBack(policy, seconds)
}

/** The guess was right: it does not count. */
export async function takeAttemptBack({ database }: Context, subject: Subject): Promise<void> {
  const { kind, key } = read(subject)
  await limiters(database)[kind].guesses.reward(key)
}

/** It was the right person: all earlier guesses are forgotten. */
export async function forgetAttempts({ database }: Context, subject: Subject): Promise<void> {
  const { kind, key } = read(subject)
  const { guesses, locks } = limiters(database)[kind]
  await guesses.delete(key)
  await locks.delete(key)
}

async function refusal(limiter: RateLimiterPostgres, key: string): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key)
    return null
  } catch (error) {
    if (error instanceof RateLimiterRes) return error
    throw error
  }
}

function limiters(database: Database): Record<Kind, Limiters> {
  const known = limitersOf.get(database)
  if (known) return known
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: database.pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: FORGOTTEN_AFTER_SECONDS,
    })
  const made = Object.fromEntries(
    Object.entries(POLICIES).map(([kind, { freeGuesses }]) => [
      kind,
      { guesses: limiter(kind, freeGuesses), locks: limiter(`${kind}-locks`, LOCKS_LIMIT) },
    ]),
  ) as Record<Kind, Limiters>
  limitersOf.set(database, made)
  return made
}

/** What people type may be long, and is nobody's business in this table. */
function read(subject: Subject): { kind: Kind; key: string } {
  const colon = subject.indexOf(':')
  const key = createHash('sha256').update(subject).digest('base64url')
  return { kind: subject.slice(0, colon) as Kind, key }
}

function heldBack({ freeGuesses }: Policy, forSeconds: number): TooManyRequests {
  const seconds = Math.max(1, Math.ceil(forSeconds))
  return new TooManyRequests(
    'too-many-attempts',
    `There were too many failed attempts. The next one is possible in ${seconds} s.`,
    freeGuesses,
    seconds,
  )
}

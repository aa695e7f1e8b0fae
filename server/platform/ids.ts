/**
 * Identifiers, passed in. Meetings, rooms, users, accounts and summaries carry 24 hex digits (4 bytes of seconds,
 * then 8 of randomness, the shape of a MongoDB ObjectId), so they sort by creation. Events, deliveries and whatever
 * lives in a partitioned table carry a UUIDv7, whose time lets a look-up prune partitions.
 */
import { randomBytes, randomFillSync, randomInt, randomUUID } from 'node:crypto'

const OBJECT_ID_RANDOM_BYTES = 8
const MEETING_NUMBER_GROUPS = 4
const MEETING_NUMBER_GROUP_LIMIT = 10_000
const UUID_V7_RANDOM_BYTES = 10
const POOL_BYTES = UUID_V7_RANDOM_BYTES * 512

/** 24 hex digits that sort by the second of `now`. */
export function objectId(now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  return seconds.toString(16).padStart(8, '0') + randomBytes(OBJECT_ID_RANDOM_BYTES).toString('hex')
}

// Drawn many at a time: each draw costs a system call's worth, and thousands of ids are made per second.
const pool = Buffer.alloc(POOL_BYTES)
let poolAt = POOL_BYTES

/** A UUIDv7 (RFC 9562): 48 bits of epoch milliseconds, then randomness. */
export function timeOrderedUuid(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, '0')
  if (poolAt === POOL_BYTES) {
    randomFillSync(pool)
    poolAt = 0
  }
  const random = pool.subarray(poolAt, (poolAt += UUID_V7_RANDOM_BYTES))
  random[0] = (random[0]! & 0x0f) | 0x70
  random[2] = (random[2]! & 0x3f) | 0x80
  const rest = random.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
}

/** The number people type to join: sixteen digits as `dddd-dddd-dddd-dddd`. Unique by a constraint, not by luck. */
export function meetingNumber(): string {
  const group = () => String(randomInt(MEETING_NUMBER_GROUP_LIMIT)).padStart(4, '0')
  return Array.from({ length: MEETING_NUMBER_GROUPS }, group).join('-')
}

/** Two random UUIDs joined by `-`: the capability in the URL of a meeting's calendar file. */
export function icsToken(): string {
  return `${randomUUID()}-${randomUUID()}`
}

/** A capability of 256 bits, URL-safe. */
export function secretToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What delivery.md says about order, as a judge of what a listener saw; it knows nothing of how the engine works.
 *
 * A call is one event for one web hook. Those before it are the unfinished calls of the same receiver that share a
 * meeting with it and have an earlier number there, or are of the same event and an older web hook. Each of them holds
 * it back, until its own first failure, or the wait of the one held, is older than the hold limit of the one held.
 *
 * The calls of a web hook that is switched off do not go out and hold nobody back. Those of one whose breaker is open
 * go out one at a time, as probes, and hold others back until the breaker has been open for longer than the hold limit
 * of the one held.
 *
 * The clock stands still while calls go out, and is moved in between. So at each rest two things can be said: anyone who
 * arrived was allowed to (`arrived`), and anyone who was due and did not arrive was held by somebody (`rest`).
 */
const LOOKED_AT_AGAIN_MS = 1_000

export interface WebHookUnderTest {
  path: string
  receiver: string
  hook: string
  holdMs: number
  /** Older web hooks go first where both serve one event. */
  age: number
  isOff: boolean
  /** Since when its breaker is open, as the database had it at the latest rest, or has it now. */
  openSince: number | null
}

export interface Call {
  key: string
  webHook: WebHookUnderTest
  /** The event's number in each of its meetings. */
  numbers: Map<string, number>
  dueAt: number
  attempts: number
  firstFailedAt: number | null
  /** Earliest and latest time at which it may have been found held. */
  heldSince: { earliest: number; latest: number | null } | null
  state: 'waiting' | 'in flight' | 'delivered'
  /** When it went out the last time. */
  wentOutAt: number | null
}

export interface LaneOracle {
  expect(call: Pick<Call, 'key' | 'webHook' | 'numbers'>, now: number): void
  arrived(key: string, now: number): void
  /** `retryInMs` null: it succeeded. */
  answered(key: string, now: number, retryInMs: number | null): void
  rest(now: number): void
  unfinished(): Call[]
  attempts(key: string): number
  /** What broke the rules, in words. */
  readonly faults: string[]
}

export function createLaneOracle(): LaneOracle {
  const calls = new Map<string, Call>()
  const faults: string[] = []

  function before(call: Call): Call[] {
    return [...calls.values()].filter(
      (other) =>
        other !== call && other.state !== 'delivered' && !other.webHook.isOff && isBefore(other, call),
    )
  }

  function call(key: string): Call {
    const found = calls.get(key)
    if (!found) throw new Error(`nobody expected a call ${key}`)
    return found
  }

  return {
    expect({ key, webHook, numbers }, now) {
      calls.set(key, {
        key, webHook, numbers, dueAt: now, attempts: 0, firstFailedAt: null, heldSince: null,
        state: 'waiting', wentOutAt: null,
      }) // prettier-ignore
      const made = call(key)
      if (before(made).length > 0) made.heldSince = { earliest: now, latest: null }
    },
    arrived(key, now) {
      const made = call(key)
      if (made.state !== 'waiting') faults.push(`${key} arrived while it was ${made.state}`)
      if (made.webHook.isOff) faults.push(`${key} arrived while its web hook was switched off`)
      if (made.dueAt > now) faults.push(`${key} arrived ${made.dueAt - now} ms before it was due`)
      for (const other of before(made)) {
        const allowed =
          isPast(other.firstFailedAt, made, now) ||
          isPast(made.heldSince?.earliest, made, now) ||
          isPast(other.webHook.openSince, made, now)
        if (!allowed) faults.push(`${key} overtook ${other.key}, which was ${other.state}`)
      }
      made.state = 'in flight'
      made.attempts += 1
      made.wentOutAt = now
    },
    answered(key, now, retryInMs) {
      const made = call(key)
      if (retryInMs === null) {
        made.state = 'delivered'
        return
      }
      made.state = 'waiting'
      made.firstFailedAt ??= now
      made.dueAt = now + retryInMs
    },
    rest(now) {
      for (const waiting of calls.values()) {
        if (waiting.state === 'in flight') faults.push(`${waiting.key} was still in flight at rest`)
        if (waiting.state !== 'waiting' || waiting.dueAt > now || waiting.webHook.isOff) continue
        if (waiting.webHook.openSince !== null) continue
        const others = before(waiting)
        // One in flight holds whatever the limit, and anyone who it held is looked at again within a second.
        const isHeld = others.some(
          (other) =>
            (other.wentOutAt !== null && other.wentOutAt > now - LOOKED_AT_AGAIN_MS) ||
            !(
              isPast(other.firstFailedAt, waiting, now) ||
              isPast(waiting.heldSince?.latest, waiting, now) ||
              isPast(other.webHook.openSince, waiting, now)
            ),
        )
        if (!isHeld) faults.push(`${waiting.key} was due, nobody held it, and it did not go out`)
        waiting.heldSince ??= { earliest: now, latest: now }
        waiting.heldSince.latest ??= now
      }
    },
    unfinished: () => [...calls.values()].filter((made) => made.state !== 'delivered'),
    attempts: (key) => call(key).attempts,
    faults,
  }
}

function isBefore(a: Call, b: Call): boolean {
  if (a.webHook.receiver !== b.webHook.receiver) return false
  for (const [meeting, number] of b.numbers) {
    const other = a.numbers.get(meeting)
    if (other === undefined) continue
    if (other < number || (other === number && a.webHook.age < b.webHook.age)) return true
  }
  return false
}

function isPast(since: number | null | undefined, held: Call, now: number): boolean {
  return since !== null && since !== undefined && since <= now - held.webHook.holdMs
}

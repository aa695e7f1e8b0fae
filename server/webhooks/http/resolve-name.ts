/**
 * Name look-ups for new sockets, so arranged that a name whose DNS is dead costs other names nothing.
 *
 * The system's resolver is asked (it knows the hosts file and search domains, which a pure DNS client does not), and
 * it runs in Node's thread pool of four: four names that wait for their time-out would stop every other look-up. So
 * look-ups of one name that run at the same time are one, and a name that was slow twice in a row looks up in a lane
 * of its own until it is quick again. Answers are shared, never kept: every new socket asks again.
 */
import { promises as dns, type LookupAddress } from 'node:dns'

/** Resolvers wait 5 s for an answer that does not come; anything below half of that was answered. */
const SLOW_LOOKUP_MS = 2_500
const SLOW_TIMES = 2
const SLOW_LANE_WIDTH = 2
const SLOW_NAMES_LIMIT = 1_000

/** All addresses of a name. Rejects with a system error (`ENOTFOUND`, `EAI_AGAIN`). */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>

export const systemLookup: Lookup = (hostname) => dns.lookup(hostname, { all: true, order: 'verbatim' })

/** Wraps `lookup`: concurrent questions for a name are asked once, and slow names wait for each other only. */
export function createNameResolver(lookup: Lookup, monotonicNow: () => number): Lookup {
  const asked = new Map<string, Promise<LookupAddress[]>>()
  const slowCounts = new Map<string, number>()
  const lane: Array<() => void> = []
  let laneInUse = 0

  async function enterLane(): Promise<void> {
    if (laneInUse < SLOW_LANE_WIDTH) laneInUse += 1
    else await new Promise<void>((resolve) => lane.push(resolve))
  }

  function leaveLane(): void {
    const next = lane.shift()
    if (next) next()
    else laneInUse -= 1
  }

  async function ask(hostname: string): Promise<LookupAddress[]> {
    const isSlow = (slowCounts.get(hostname) ?? 0) >= SLOW_TIMES
    if (isSlow) await enterLane()
    const startedAt = monotonicNow()
    try {
      return await lookup(hostname)
    } finally {
      remember(hostname, monotonicNow() - startedAt)
      asked.delete(hostname)
      if (isSlow) leaveLane()
    }
  }

  function remember(hostname: string, tookMs: number): void {
    const count = slowCounts.get(hostname) ?? 0
    slowCounts.delete(hostname)
    if (tookMs < SLOW_LOOKUP_MS) return
    slowCounts.set(hostname, count + 1)
    if (slowCounts.size > SLOW_NAMES_LIMIT) slowCounts.delete(slowCounts.keys().next().value!)
  }

  return (hostname) => {
    const shared = asked.get(hostname)
    if (shared) return shared
    const answer = ask(hostname)
    asked.set(hostname, answer)
    return answer
  }
}

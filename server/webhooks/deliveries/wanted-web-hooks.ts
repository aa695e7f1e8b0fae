/**
 * Which web hooks are worth a claim, and how much of each. In memory, a matter of speed only: the claim itself knows
 * better, and a web hook that is forgotten here is found again by looking.
 *
 * A web hook is asked for when something of it may be due and at least half of its slots are free: many small claims
 * cost more than a few large ones. While its outcomes are being stored its row is locked, and nothing is asked for. One that could not be looked at (another process has its row, or its limits say
 * no) is asked again after a growing while, and then left to the next nudge.
 */
import type { Claim } from './claim-deliveries.ts'

const DEFAULT_LIMIT = 10
const ASK_AGAIN_MIN_MS = 4
const ASK_AGAIN_TIMES = 7
const LEFT_ALONE_MS = 4

interface WantedWebHook {
  wanted: boolean
  inFlight: number
  isBeingStored: boolean
  limit: number
  refusals: number
  notBeforeMs: number
}

export interface Wanted {
  add(webHookIds: Iterable<string>): void
  /** What to ask for now, in turn, at most `total` in all. */
  freeSlots(total: number): Map<string, number>
  /** The same of these web hooks, by their limits from now on, once so many calls of each are stored. */
  freeAfter(
    stored: ReadonlyMap<string, number>,
    limits: ReadonlyMap<string, number>,
    total: number,
  ): Map<string, number>
  claimed(asked: ReadonlyMap<string, number>, claim: Claim): void
  finished(webHookId: string): void
  /** Outcomes of these are being stored. @returns to be called when they are. */
  storing(webHookIds: Iterable<string>): () => void
  /** When something can be asked for, by the monotonic clock; Infinity: only after a nudge or an outcome. */
  readyAtMs(): number
  isEmpty(): boolean
}

export function createWanted(): Wanted {
  const hooks = new Map<string, WantedWebHook>()

  function hookOf(id: string): WantedWebHook {
    let hook = hooks.get(id)
    if (!hook)
      hooks.set(
        id,
        (hook = {
          wanted: false,
          inFlight: 0,
          isBeingStored: false,
          limit: DEFAULT_LIMIT,
          refusals: 0,
          notBeforeMs: 0,
        }),
      )
    return hook
  }

  function hasRoom({ inFlight, isBeingStored, limit }: WantedWebHook): boolean {
    return !isBeingStored && inFlight <= Math.floor(limit) / 2
  }

  function* askable(): Generator<[string, WantedWebHook]> {
    const now = performance.now()
    for (const entry of hooks) {
      if (entry[1].wanted && entry[1].notBeforeMs <= now && hasRoom(entry[1])) yield entry
    }
  }

  return {
    add(webHookIds) {
      for (const id of webHookIds) {
        const hook = hookOf(id)
        hook.wanted = true
        hook.refusals = 0
        hook.notBeforeMs = 0
      }
    },
    freeSlots(total) {
      const free = new Map<string, number>()
      let left = total
      for (const [id, hook] of askable()) {
        if (left <= 0) break
        const slots = Math.min(left, Math.max(1, Math.floor(hook.limit) - hook.inFlight))
        free.set(id, slots)
        left -= slots
      }
      // A web hook that was asked for goes to the end of the row.
      for (const id of free.keys()) {
        const hook = hooks.get(id)!
        hooks.delete(id)
        hooks.set(id, hook)
      }
      return free
    },
    freeAfter(stored, limits, total) {
      const free = new Map<string, number>()
      let left = total
      for (const [id, limit] of limits) {
        const hook = hookOf(id)
        if (!hook.wanted || left <= 0) continue
        const room = Math.floor(limit) - (hook.inFlight - (stored.get(id) ?? 0))
        if (room < 1) continue
        free.set(id, Math.min(left, room))
        left -= Math.min(left, room)
      }
      return free
    },
    claimed(asked, claim) {
      for (const { web_hook_id } of claim.deliveries) hookOf(web_hook_id).inFlight++
      for (const [id, slots] of asked) {
        const hook = hookOf(id)
        const found = claim.hooks.get(id)
        if (!found) {
          hook.wanted = ++hook.refusals < ASK_AGAIN_TIMES
          hook.notBeforeMs = performance.now() + ASK_AGAIN_MIN_MS * 2 ** hook.refusals
          continue
        }
        hook.refusals = 0
        hook.limit = found.limit
        hook.wanted = found.leftAlone > 0 || found.chosen >= Math.min(slots, found.slots)
        hook.notBeforeMs = found.leftAlone > 0 ? performance.now() + LEFT_ALONE_MS : 0
      }
    },
    finished(webHookId) {
      hookOf(webHookId).inFlight--
    },
    storing(webHookIds) {
      const stored = [...new Set(webHookIds)].map(hookOf)
      for (const hook of stored) hook.isBeingStored = true
      return () => {
        for (const hook of stored) hook.isBeingStored = false
      }
    },
    readyAtMs() {
      let earliest = Infinity
      for (const hook of hooks.values())
        if (hook.wanted && hasRoom(hook)) earliest = Math.min(earliest, hook.notBeforeMs)
      return earliest
    },
    isEmpty() {
      for (const hook of hooks.values()) if (hook.wanted) return false
      return true
    },
  }
}

/**
 * The dispatcher: gets what is due to its receivers. One per process, any number of processes; PostgreSQL is all
 * they share.
 *
 * It turns two loops, so that the database works while calls are in flight, and calls are made while it works. One
 * claims for the web hooks that may have something due and have room, and sends what was claimed without waiting for
 * it; the other stores the outcomes that came in, and in the same round trip claims what may go out in their place. Claims and outcomes therefore gather into batches by themselves: the
 * busier, the larger. The claiming loop sleeps until a nudge (something was recorded here or elsewhere), room that
 * became free, or the time of the next retry; once in `LOOK_INTERVAL_MS` it looks for due deliveries that nobody told
 * it about.
 *
 * Guaranteed: nothing is sent before its claim has committed; a call whose outcome could not be stored (the database
 * is away) is stored when it is back, or made again by the process that takes over its lease, under the same id; at most
 * `IN_FLIGHT_LIMIT` calls are in flight or wait to be stored. `stop` lets calls in flight finish for `DRAIN_MS`, breaks
 * off the rest, and stores them as interrupted.
 */
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import { claimDeliveries, type Claim } from './claim-deliveries.ts'
import type { Completion } from './complete-deliveries.ts'
import type { FinishedCall } from './finished-call.ts'
import { createDispatchLoop } from './dispatch-loop.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'
import { createEventBodies } from './event-bodies.ts'
import { findDueWebHooks } from './find-due-web-hooks.ts'
import { createMakeCalls, type Lease } from './make-calls.ts'
import { storeOutcomes, type StoredOutcomes } from './store-outcomes.ts'
import type { Sender } from '../http/send-request.ts'
import type { WebHookCalls } from './web-hook-calls.ts'
import { createWanted } from './wanted-web-hooks.ts'

const IN_FLIGHT_LIMIT = 2_000
const CLAIM_LIMIT = 500
const COMPLETE_LIMIT = 500
const LOOK_INTERVAL_MS = 1_000
const DRAIN_MS = 8_000
/** At shutdown a database that is away is asked this often; then the leases run out, and others take over. */
const STORE_TRIES_AT_STOP = 5

export interface DispatcherOptions {
  /** For claims, which need not be durable, and for outcomes, which must. */
  claims: EngineConnection
  outcomes: EngineConnection
  /** The advisory lock that the session of `claims` holds: it says that this process lives. */
  process: number
  calls: WebHookCalls
  sender: Sender
  clock: Clock
  logger: Logger
  random?: () => number
  /** Waits between tries in seconds, of web hooks that have no schedule of their own. */
  retrySchedule: () => readonly number[]
  /** How long `stop` waits for calls in flight. */
  drainMs?: number
  onCompleted(completion: Completion, calls: FinishedCall[]): void
}

export interface Dispatcher {
  start(): void
  /** Something of these web hooks may be due; null: of any. */
  nudge(webHookIds: Iterable<string> | null): void
  /** Resolves when nothing is in flight and nothing is due; what tests await. */
  settle(): Promise<void>
  stop(): Promise<void>
  readonly inFlight: number
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { claims, outcomes, calls, clock, logger, random = Math.random, retrySchedule } = options
  const bodies = createEventBodies(claims)
  const makeCalls = createMakeCalls({ bodies, calls, clock, random, retrySchedule, onFinished })
  const wanted = createWanted()
  const emptyLeases: string[] = []
  /** Not stored yet, those that are being stored in front. */
  let finished: FinishedCall[] = []
  let inFlight = 0
  let state: 'new' | 'running' | 'draining' | 'stopped' = 'new'
  let isClaiming = false
  let ended: Promise<unknown> | undefined
  let lookAtMs = 0
  let nextRetryAtMs = Infinity
  /** Who asked before the latest look, and who asked since: only the former can be answered. */
  let settling: (() => void)[] = []
  let asking: (() => void)[] = []

  const claiming = createDispatchLoop({
    step: claimDue,
    nextAtMs: () => (room() > 0 ? Math.min(lookAtMs, nextRetryAtMs, wanted.readyAtMs()) : Infinity),
    isOver: () => state !== 'running',
    onError,
  })

  const storing = createDispatchLoop({
    step: storeFinished,
    nextAtMs: () => (finished.length > 0 ? 0 : Infinity),
    isOver: (failures) =>
      state === 'draining' &&
      !isClaiming &&
      inFlight === 0 &&
      (finished.length === 0 || failures >= STORE_TRIES_AT_STOP),
    onError,
  })

  function onError(error: unknown): void {
    logger.error(
      { err: error },
      'Deliveries are paused: the database does not answer. They go on when it is back.',
    )
  }

  function room(): number {
    return IN_FLIGHT_LIMIT - inFlight - finished.length
  }

  async function claimDue(): Promise<void> {
    if (state !== 'running') return
    if (performance.now() >= Math.min(lookAtMs, nextRetryAtMs)) await look()
    const free = wanted.freeSlots(Math.min(CLAIM_LIMIT, room()))
    if (free.size > 0) await claim(free)
    const isSettled = finished.length === 0 && inFlight === 0 && wanted.isEmpty()
    if (isSettled && nextRetryAtMs > performance.now()) settled()
  }

  async function look(): Promise<void> {
    lookAtMs = performance.now() + LOOK_INTERVAL_MS
    settling.push(...asking)
    asking = []
    nextRetryAtMs = Infinity
    wanted.add(await findDueWebHooks(claims, clock.databaseNow()))
  }

  async function claim(free: Map<string, number>): Promise<void> {
    const lease: Lease = { token: randomUUID(), claimedAtMs: performance.now(), left: 0 }
    const { process } = options
    const claimed = await claimDeliveries(claims, free, lease.token, process, clock.databaseNow())
    await send(free, claimed, lease)
  }

  async function send(asked: ReadonlyMap<string, number>, claimed: Claim, lease: Lease): Promise<void> {
    lease.left = claimed.deliveries.length
    wanted.claimed(asked, claimed)
    if (claimed.deliveries.length === 0) return
    inFlight += claimed.deliveries.length
    await makeCalls(claimed.deliveries, lease)
  }

  function onFinished(call: FinishedCall, lease: Lease): void {
    inFlight--
    lease.left--
    if (lease.left === 0) emptyLeases.push(lease.token)
    finished.push(call)
    // While draining nothing is claimed: only outcomes are waited for.
    if (state === 'running') storing.wake()
    else storing.wakeAtOnce()
  }

  async function storeFinished(): Promise<void> {
    if (finished.length === 0) return
    const batch = finished.slice(0, COMPLETE_LIMIT)
    // A lease goes with the last of its outcomes, or a crash in between would leave calls that nobody takes over.
    const leases = batch.length === finished.length ? emptyLeases.slice() : []
    const stored = wanted.storing(batch.map((call) => call.delivery.web_hook_id))
    try {
      const next = claimsNext(batch)
      const completion = await storeOutcomes(outcomes, batch, leases, clock.databaseNow(), next)
      finished = finished.slice(batch.length)
      emptyLeases.splice(0, leases.length)
      for (const call of batch) {
        wanted.finished(call.delivery.web_hook_id)
        const { retryInMs } = call.verdict
        if (retryInMs !== null) nextRetryAtMs = Math.min(nextRetryAtMs, performance.now() + retryInMs)
      }
      if (next && completion.claim) send(next.asked(), completion.claim, next.lease).catch(onError)
      wanted.add(completion.released)
      sayWhatWasNotStored(completion)
      options.onCompleted(completion, batch)
    } finally {
      stored()
    }
    claiming.wake()
  }

  function sayWhatWasNotStored({ cutShort, left }: StoredOutcomes): void {
    for (const { call, error } of cutShort) {
      const line = { err: error, delivery: call.delivery.id, webHook: call.delivery.web_hook_id }
      logger.warn(line, 'The answer to a web hook call could not be stored; its outcome was, without it')
    }
    for (const { call, error } of left) {
      const line = { err: error, delivery: call.delivery.id, webHook: call.delivery.web_hook_id }
      logger.error(line, 'The outcome of a web hook call could not be stored; the call is made again later')
    }
  }

  /** The web hooks whose outcomes are stored are given their next deliveries in the same round trip. */
  function claimsNext(batch: FinishedCall[]) {
    if (state !== 'running') return null
    const lease: Lease = { token: randomUUID(), claimedAtMs: performance.now(), left: 0 }
    const stored = new Map<string, number>()
    for (const { delivery } of batch)
      stored.set(delivery.web_hook_id, (stored.get(delivery.web_hook_id) ?? 0) + 1)
    let asked: ReadonlyMap<string, number> = new Map()
    return {
      lease,
      asked: () => asked,
      leaseToken: lease.token,
      process: options.process,
      free(limits: ReadonlyMap<string, number>) {
        // What is stored makes room for as many.
        const total = Math.min(CLAIM_LIMIT, room() + batch.length)
        lease.claimedAtMs = performance.now()
        asked = wanted.freeAfter(stored, limits, total)
        return asked
      },
    }
  }

  async function run(): Promise<void> {
    isClaiming = true
    const stored = storing.run()
    await claiming.run()
    isClaiming = false
    storing.wakeAtOnce()
    await stored
  }

  function settled(): void {
    const waiting = settling
    settling = []
    for (const resolve of waiting) resolve()
  }

  return {
    start() {
      state = 'running'
      ended = run()
    },
    nudge(webHookIds) {
      if (webHookIds) wanted.add(webHookIds)
      else lookAtMs = 0
      claiming.wake()
    },
    settle() {
      if (state !== 'running') return Promise.resolve()
      return new Promise((resolve) => {
        asking.push(resolve)
        lookAtMs = 0
        claiming.wake()
      })
    },
    async stop() {
      if (state !== 'running') return
      state = 'draining'
      claiming.wakeAtOnce()
      storing.wakeAtOnce()
      const timer = setTimeout(
        () => options.sender.abort('interrupted by shutdown'),
        options.drainMs ?? DRAIN_MS,
      )
      await ended
      clearTimeout(timer)
      state = 'stopped'
      settling.push(...asking)
      settled()
    },
    get inFlight() {
      return inFlight
    },
  }
}

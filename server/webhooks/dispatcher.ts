/**
 * The dispatcher: gets what is due to its receivers. One per process, any number of processes; PostgreSQL is all
 * they share.
 *
 * It turns one loop: store the outcomes that came in since the last turn, then claim for the web hooks that may have
 * something due and have room, then send what was claimed without waiting for it. Outcomes and claims therefore
 * gather into batches by themselves: the busier, the larger. The loop sleeps until a nudge (something was recorded
 * here or elsewhere), an outcome, or the time of the next retry; once in `LOOK_INTERVAL_MS` it looks for due
 * deliveries that nobody told it about.
 *
 * Guaranteed: nothing is sent before its claim has committed; a call whose outcome could not be stored (the database
 * is away) is stored when it is back, or made again by whoever takes over its lease, under the same id; at most
 * `IN_FLIGHT_LIMIT` calls are in flight, and no more outcomes than that wait. `stop` lets calls in flight finish for
 * `DRAIN_MS`, breaks off the rest, and stores them as interrupted.
 */
import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import { claimDeliveries, START_WITHIN_MS, type Claim, type ClaimedDelivery } from './claim-deliveries.ts'
import { completeDeliveries, type Completion, type FinishedCall } from './complete-deliveries.ts'
import type { EngineConnection } from './engine-connection.ts'
import { createEventBodies, type EventBody } from './event-bodies.ts'
import { finishedCall, unmadeCall } from './finished-call.ts'
import { findDueWebHooks } from './find-due-web-hooks.ts'
import { cannotCall, givenUp, interrupted, judgeCall } from './judge-call.ts'
import type { Sender } from './send-request.ts'
import type { MadeCall, PreparedWebHook, WebHookCalls } from './web-hook-calls.ts'
import { createWanted } from './wanted-web-hooks.ts'

const IN_FLIGHT_LIMIT = 2_000
const CLAIM_LIMIT = 500
const COMPLETE_LIMIT = 500
const LOOK_INTERVAL_MS = 1_000
const DRAIN_MS = 8_000
const ERROR_BACKOFF_MIN_MS = 50
const ERROR_BACKOFF_MAX_MS = 5_000
const TIMEOUT_MAX_MS = 2 ** 31 - 1
/** At shutdown a database that is away is asked this often; then the leases run out, and others take over. */
const STORE_TRIES_AT_STOP = 5

export interface DispatcherOptions {
  /** For claims, which need not be durable, and for outcomes, which must. */
  claims: EngineConnection
  outcomes: EngineConnection
  calls: WebHookCalls
  sender: Sender
  clock: Clock
  logger: Logger
  random?: () => number
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

interface Lease {
  token: string
  claimedAtMs: number
  left: number
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { claims, outcomes, calls, clock, logger, random = Math.random } = options
  const bodies = createEventBodies(claims)
  const wanted = createWanted()
  const emptyLeases: string[] = []
  let finished: FinishedCall[] = []
  let inFlight = 0
  let state: 'new' | 'running' | 'draining' | 'stopped' = 'new'
  let wake: () => void = () => {}
  let turning: Promise<void> | undefined
  let lookAtMs = 0
  let nextRetryAtMs = Infinity
  let failures = 0
  /** Who asked before the latest look, and who asked since: only the former can be answered. */
  let settling: (() => void)[] = []
  let asking: (() => void)[] = []

  async function run(): Promise<void> {
    while (state !== 'stopped') {
      try {
        await turn()
        failures = 0
      } catch (error) {
        failures++
        logger.error(
          { err: error },
          'Deliveries are paused: the database does not answer. They go on when it is back.',
        )
      }
      if (
        state === 'draining' &&
        inFlight === 0 &&
        (finished.length === 0 || failures >= STORE_TRIES_AT_STOP)
      )
        return
      await sleep()
    }
  }

  async function turn(): Promise<void> {
    if (finished.length > 0) await complete()
    if (state !== 'running') return
    if (performance.now() >= lookAtMs) await look()
    const free = wanted.freeSlots(Math.min(CLAIM_LIMIT, IN_FLIGHT_LIMIT - inFlight - finished.length))
    if (free.size > 0) await claim(free)
    if (finished.length === 0 && inFlight === 0 && wanted.isEmpty()) settled()
  }

  async function complete(): Promise<void> {
    const batch = finished.slice(0, COMPLETE_LIMIT)
    // A lease goes with the last of its outcomes, or a crash in between would leave calls that nobody takes over.
    const leases = batch.length === finished.length ? emptyLeases.slice() : []
    const completion = await completeDeliveries(outcomes, batch, leases, clock.databaseNow())
    finished = finished.slice(batch.length)
    emptyLeases.splice(0, leases.length)
    for (const call of batch) {
      wanted.finished(call.delivery.web_hook_id)
      const { retryInMs } = call.verdict
      if (retryInMs !== null) nextRetryAtMs = Math.min(nextRetryAtMs, performance.now() + retryInMs)
    }
    wanted.add(completion.released)
    options.onCompleted(completion, batch)
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
    const claimed = await claimDeliveries(claims, free, lease.token, clock.databaseNow())
    lease.left = claimed.deliveries.length
    wanted.claimed(free, claimed)
    if (claimed.deliveries.length === 0) return
    inFlight += claimed.deliveries.length
    await begin(claimed, lease)
  }

  /** Whatever happens here, each claimed delivery is sent or finished: the counters depend on it. */
  async function begin({ deliveries }: Claim, lease: Lease): Promise<void> {
    let events: ReadonlyMap<string, EventBody> = new Map()
    let hooks: ReadonlyMap<string, PreparedWebHook | string> = new Map()
    try {
      events = await bodies.read(deliveries.map((d) => d.event_id))
      hooks = await prepareHooks(deliveries)
    } finally {
      for (const delivery of deliveries) {
        const event = events.get(delivery.event_id)
        const hook = hooks.get(delivery.web_hook_id)
        const inTime = performance.now() - lease.claimedAtMs < START_WITHIN_MS
        if (event?.body && typeof hook === 'object' && inTime) send(delivery, event, hook, lease)
        else finish(unmade(delivery, event, hook, lease), lease)
      }
    }
  }

  /** @returns of each web hook what its calls need, or why it cannot be called, in words. */
  async function prepareHooks(deliveries: ClaimedDelivery[]): Promise<Map<string, PreparedWebHook | string>> {
    const hooks = new Map<string, PreparedWebHook | string>()
    for (const { web_hook_id: id, web_hook_version: version } of deliveries) {
      if (!hooks.has(id)) hooks.set(id, calls.prepared(id, version) ?? (await calls.prepare(id, version)))
    }
    return hooks
  }

  function send(delivery: ClaimedDelivery, event: EventBody, hook: PreparedWebHook, lease: Lease): void {
    const message = {
      id: delivery.event_id,
      hook: event.hook,
      body: event.body!,
      sequences: event.sequences,
      attempt: delivery.attempts,
      isTest: false,
    }
    calls.call(hook, message, (made) => finish(judged(delivery, event, hook, made, lease), lease))
  }

  function judged(
    delivery: ClaimedDelivery,
    event: EventBody,
    hook: PreparedWebHook,
    made: MadeCall,
    lease: Lease,
  ) {
    const verdict = judgeCall({
      result: made.result,
      failures: delivery.failures,
      timeoutMs: hook.timeoutMs,
      now: clock.now(),
      random: random(),
    })
    return finishedCall(delivery, lease.token, event.hook, made, verdict)
  }

  function unmade(
    delivery: ClaimedDelivery,
    event: EventBody | undefined,
    hook: PreparedWebHook | string | undefined,
    lease: Lease,
  ): FinishedCall {
    const verdict = () => {
      if (event?.body === null) return givenUp('The event was erased.')
      if (typeof hook !== 'string') return interrupted('The call was claimed but not begun; it is due again.')
      return cannotCall(hook, delivery.failures, clock.now(), random())
    }
    return unmadeCall(delivery, lease.token, event?.hook ?? null, verdict())
  }

  function finish(call: FinishedCall, lease: Lease): void {
    inFlight--
    lease.left--
    if (lease.left === 0) emptyLeases.push(lease.token)
    finished.push(call)
    wake()
  }

  function sleep(): Promise<void> {
    const now = performance.now()
    const backoffMs = failures > 0 ? Math.min(ERROR_BACKOFF_MIN_MS * 2 ** failures, ERROR_BACKOFF_MAX_MS) : 0
    if (nextRetryAtMs <= now) lookAtMs = 0
    const busy = finished.length > 0 || (state === 'running' && wanted.isReady(IN_FLIGHT_LIMIT - inFlight))
    // While draining nothing is claimed: only outcomes are waited for.
    const dueAtMs =
      state === 'running' ? Math.min(lookAtMs, nextRetryAtMs, wanted.readyAtMs()) : Number.POSITIVE_INFINITY
    const waitMs = backoffMs || (busy ? 0 : dueAtMs - now)
    if (waitMs <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(waitMs, TIMEOUT_MAX_MS))
      wake = () => {
        // A broken database is not asked again by every outcome that comes in.
        if (failures > 0 && state === 'running') return
        clearTimeout(timer)
        wake = () => {}
        resolve()
      }
    })
  }

  function settled(): void {
    const waiting = settling
    settling = []
    for (const resolve of waiting) resolve()
  }

  return {
    start() {
      state = 'running'
      turning = run()
    },
    nudge(webHookIds) {
      if (webHookIds) wanted.add(webHookIds)
      else lookAtMs = 0
      wake()
    },
    settle() {
      if (state !== 'running') return Promise.resolve()
      return new Promise((resolve) => {
        asking.push(resolve)
        lookAtMs = 0
        wake()
      })
    },
    async stop() {
      if (state !== 'running') return
      state = 'draining'
      failures = 0
      wake()
      const timer = setTimeout(
        () => options.sender.abort('interrupted by shutdown'),
        options.drainMs ?? DRAIN_MS,
      )
      await turning
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

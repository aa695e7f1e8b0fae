/**
 * From a claimed batch to finished calls: reads the events' bytes and how each web hook is called, sends, and judges
 * what comes back. Whatever happens, each claimed delivery is sent or finished, exactly once: the dispatcher's counters
 * depend on it.
 */
import type { Clock } from '../../platform/clock.ts'
import { START_WITHIN_MS, type ClaimedDelivery } from './claim-deliveries.ts'
import type { FinishedCall } from './finished-call.ts'
import type { EventBodies, EventBody } from './event-bodies.ts'
import { finishedCall, callNotMade } from './finished-call.ts'
import { cannotCall, givenUp, interrupted, judgeCall } from './judge-call.ts'
import type { MadeCall, PreparedWebHook, WebHookCalls } from './web-hook-calls.ts'

/** What a batch was claimed with. */
export interface Lease {
  token: string
  /** When the claim was sent, by the monotonic clock. */
  claimedAtMs: number
  /** How many of its deliveries are not finished. */
  left: number
}

export interface MakeCallsOptions {
  bodies: EventBodies
  calls: WebHookCalls
  clock: Clock
  random: () => number
  /** Waits between tries in seconds, of web hooks that have no schedule of their own. */
  retrySchedule: () => readonly number[]
  onFinished(call: FinishedCall, lease: Lease): void
}

export type MakeCalls = (deliveries: ClaimedDelivery[], lease: Lease) => Promise<void>

export function createMakeCalls(options: MakeCallsOptions): MakeCalls {
  const { bodies, calls, clock, random, retrySchedule, onFinished } = options

  async function makeCalls(deliveries: ClaimedDelivery[], lease: Lease): Promise<void> {
    /** Null: not read. */
    let events: ReadonlyMap<string, EventBody> | null = null
    let hooks: ReadonlyMap<string, PreparedWebHook | string> = new Map()
    try {
      events = await bodies.read(deliveries.map((d) => d.event_id))
      hooks = await prepareHooks(deliveries)
    } finally {
      for (const delivery of deliveries) {
        const event = events?.get(delivery.event_id)
        const isGone = events !== null && !event
        const hook = hooks.get(delivery.web_hook_id)
        const inTime = performance.now() - lease.claimedAtMs < START_WITHIN_MS
        if (event?.body && typeof hook === 'object' && inTime) send(delivery, event, hook, lease)
        else onFinished(notMade(delivery, isGone ? null : event, hook, lease), lease)
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
      occurrence: event.occurrence,
      changes: event.changes,
      attempt: delivery.attempts,
      isTest: false,
    }
    calls.call(hook, message, (made) => onFinished(judged(delivery, event, hook, made, lease), lease))
  }

  function judged(
    delivery: ClaimedDelivery,
    event: EventBody,
    hook: PreparedWebHook,
    made: MadeCall,
    lease: Lease,
  ): FinishedCall {
    const verdict = judgeCall({
      result: made.result,
      failures: delivery.failures,
      timeoutMs: hook.timeoutMs,
      schedule: hook.retrySchedule ?? retrySchedule(),
      now: clock.now(),
      random: random(),
    })
    return finishedCall(delivery, lease.token, event.hook, made, verdict)
  }

  /** @param event null: its row is gone; undefined: it was not read */
  function notMade(
    delivery: ClaimedDelivery,
    event: EventBody | null | undefined,
    hook: PreparedWebHook | string | undefined,
    lease: Lease,
  ): FinishedCall {
    const verdict = () => {
      if (event === null)
        return givenUp('The event of this call no longer exists. There is nothing left to send.')
      if (event?.body === null) return givenUp('The event was erased.')
      if (typeof hook !== 'string') return interrupted('The call was claimed but not begun; it is due again.')
      const { failures } = delivery
      return cannotCall(hook, { failures, schedule: retrySchedule(), now: clock.now(), random: random() })
    }
    return callNotMade(delivery, lease.token, event?.hook ?? null, verdict())
  }

  return makeCalls
}

/**
 * The engine of one process, put together: connections, sender, dispatcher, and the reconcilers that keep house
 * around them. Started and stopped as one.
 */
import type { KeyObject } from 'node:crypto'
import { Registry } from 'prom-client'
import type { Context } from '../platform/context.ts'
import type { Reconciler } from '../platform/reconciler.ts'
import { createDispatcher, type Dispatcher } from './deliveries/dispatcher.ts'
import { openEngineConnection } from '../platform/database/engine-connection.ts'
import { createEngineMetrics } from './watch/engine-metrics.ts'
import type { TargetPolicy } from './http/parse-target.ts'
import type { Lookup } from './http/resolve-name.ts'
import { createSender, type Sender } from './http/send-request.ts'
import { publicKeyOf } from './http/sign.ts'
import { createHousekeeping } from './watch/housekeeping.ts'
import { createCertificates } from './watch/keep-certificates.ts'
import { registerQueueMetrics } from './watch/queue-metrics.ts'
import { createFeed, type Feed } from './feed/read-feed.ts'
import { newProcess, takeLock, watchProcesses } from './deliveries/process-lock.ts'
import { reportCompletion } from './deliveries/report-completion.ts'
import { createWebHookCalls, type WebHookCalls } from './deliveries/web-hook-calls.ts'

export interface EngineOptions {
  context: Context
  policy: TargetPolicy
  userAgent: string
  proxyUrl?: string | null
  asymmetricKey: KeyObject
  /** Where Prometheus reads; without one, what is measured stays unread. */
  registry?: Registry
  lookup?: Lookup
  random?: () => number
  /** How long calls in flight may still take when the engine stops. */
  drainMs?: number
}

export interface Engine {
  readonly dispatcher: Dispatcher
  readonly calls: WebHookCalls
  readonly policy: TargetPolicy
  /** `whpk_…`: verifies the `v1a` signatures of all calls. */
  readonly publicKey: string
  readonly sender: Sender
  readonly feed: Feed
  readonly reconcilers: readonly Reconciler[]
  start(): void
  stop(): Promise<void>
}

export function createEngine(options: EngineOptions): Engine {
  const { context, policy, userAgent, proxyUrl, asymmetricKey, lookup, random, drainMs } = options
  const { database, vault, clock, logger } = context
  const { registry = new Registry() } = options
  const metrics = createEngineMetrics(registry, () => sender.inFlight)
  const process = newProcess()
  const claims = metrics.measureClaims(
    openEngineConnection(database.connectionString, { durable: false, onConnect: [takeLock(process)] }),
  )
  const outcomes = metrics.measureCompletions(
    openEngineConnection(database.connectionString, { durable: true }),
  )
  const feed = createFeed(database)
  registerQueueMetrics(registry, context, feed)
  const certificates = createCertificates(context)
  const sender = createSender({
    ...policy,
    userAgent,
    proxyUrl,
    lookup,
    onCertificate: (origin, validity) => certificates.saw(origin, validity),
  })
  const calls = createWebHookCalls({ queries: database.queries, vault, clock, sender, policy, asymmetricKey })
  const dispatcher = createDispatcher({
    claims,
    outcomes,
    process,
    calls,
    sender,
    clock,
    logger,
    random,
    retrySchedule: () => context.settings.current().retrySchedule,
    drainMs,
    onCompleted: (completion, finished) => {
      metrics.completed(finished)
      reportCompletion(context, completion, finished)
      if (finished.some(({ delivery, verdict }) => delivery.replay_id && verdict.finalState))
        housekeeping.replays.nudge()
    },
  })
  const housekeeping = createHousekeeping({
    context,
    outcomes,
    processes: watchProcesses(claims, process),
    dispatcher,
    metrics,
    certificates,
  })
  const { reconcilers } = housekeeping
  const unsubscribe = [
    database.announcements.on('deliveries', (ids) => dispatcher.nudge(ids)),
    database.announcements.on('replays', () => housekeeping.replays.nudge()),
    database.announcements.on('web-hooks', (ids) => housekeeping.webHooksChanged(ids)),
  ]

  return {
    dispatcher,
    calls,
    policy,
    publicKey: publicKeyOf(asymmetricKey),
    sender,
    feed,
    reconcilers,
    start() {
      dispatcher.start()
      for (const reconciler of reconcilers) reconciler.start()
    },
    async stop() {
      for (const off of unsubscribe) off()
      await Promise.all(reconcilers.map((reconciler) => reconciler.stop()))
      await dispatcher.stop()
      await sender.close()
      await Promise.all([claims.close(), outcomes.close()])
    },
  }
}

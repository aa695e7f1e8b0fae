/**
 * The reconcilers that keep house around the dispatcher: each reads its work from the database, so that it does not
 * matter which process runs it, or how many do.
 */
import type { Context } from '../../platform/context.ts'
import { createReconciler, type Reconciler, type RunResult } from '../../platform/reconciler.ts'
import type { Dispatcher } from '../deliveries/dispatcher.ts'
import { dropOldPartitions } from '../deliveries/drop-old-partitions.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'
import type { EngineMetrics } from './engine-metrics.ts'
import { finishDeleted } from '../deliveries/finish-without-call.ts'
import { forgetOldEpochs } from '../deliveries/forget-old-epochs.ts'
import type { Certificates } from './keep-certificates.ts'
import { lookForWarnings } from './look-for-warnings.ts'
import { moveLanes } from '../deliveries/move-lanes.ts'
import { queueReplays } from '../recovery/queue-replays.ts'
import type { ProcessWatch } from '../deliveries/process-lock.ts'
import { takeOverLeases } from '../deliveries/take-over-leases.ts'
import { wakeHeld } from '../deliveries/wake-held.ts'

/** With the time that a lock has to be free, the calls of a dead process go on within 3 s. */
const TAKE_OVER_INTERVAL_MS = 700
const TIDY_INTERVAL_MS = 10_000
const REPLAY_INTERVAL_MS = 5_000
const WARNINGS_INTERVAL_MS = 60_000
const RETENTION_INTERVAL_MS = 3_600_000

export interface Housekeeping {
  readonly replays: Reconciler
  readonly reconcilers: readonly Reconciler[]
  /** A web hook was changed, switched, deleted, or its breaker moved; null: any may have. */
  webHooksChanged(ids: ReadonlySet<string> | null): void
}

interface HousekeepingParts {
  context: Context
  outcomes: EngineConnection
  processes: ProcessWatch
  dispatcher: Dispatcher
  metrics: EngineMetrics
  certificates: Certificates
}

export function createHousekeeping(parts: HousekeepingParts): Housekeeping {
  const { context, outcomes, processes, dispatcher, metrics, certificates } = parts
  const { clock, logger } = context
  /** Whose held calls are worth a look. A hint: what is missed here is due again at its hold limit. */
  const changed = new Set<string>()
  const reconciler = (name: string, intervalMs: number, run: () => Promise<RunResult>) =>
    createReconciler({ name, intervalMs, logger, run })

  const leases = reconciler('Taking over expired leases', TAKE_OVER_INTERVAL_MS, async () => {
    const taken = await takeOverLeases(outcomes, await processes.dead(), clock.databaseNow())
    metrics.tookOver(taken.leases)
    if (taken.webHookIds.length > 0) dispatcher.nudge(taken.webHookIds)
    return taken.more ? 'more' : 'done'
  })
  const deleted = reconciler('Ending calls of deleted web hooks', TIDY_INTERVAL_MS, () =>
    finishDeleted(context),
  )
  const lanes = reconciler('Moving calls to another receiver', TIDY_INTERVAL_MS, () => moveLanes(context))
  const held = reconciler('Waking held calls', TIDY_INTERVAL_MS, async () => {
    for (const webHookId of changed) {
      const woken = await wakeHeld(context, webHookId)
      if (woken.length === 0) changed.delete(webHookId)
      else dispatcher.nudge(woken)
    }
    return changed.size > 0 ? 'more' : 'done'
  })
  const epochs = reconciler('Forgetting old epochs', TIDY_INTERVAL_MS, async () => {
    await forgetOldEpochs(context)
    return 'done'
  })
  const replays = reconciler('Queueing replays', REPLAY_INTERVAL_MS, () => queueReplays(context))
  const warnings = reconciler('Looking for warnings', WARNINGS_INTERVAL_MS, async () => {
    await certificates.keep()
    await lookForWarnings(context)
    return 'done'
  })
  const retention = reconciler('Retention', RETENTION_INTERVAL_MS, async () => {
    await dropOldPartitions(context)
    return 'done'
  })

  return {
    replays,
    reconcilers: [leases, deleted, lanes, held, epochs, replays, warnings, retention],
    webHooksChanged(ids) {
      for (const id of ids ?? []) changed.add(id)
      dispatcher.nudge(ids)
      for (const task of [deleted, lanes, held]) task.nudge()
    },
  }
}

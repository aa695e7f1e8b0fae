/**
 * Watches the log for those who look at it live. One look at the database per `LOOK_INTERVAL_MS` for all watchers
 * together, and none while nobody watches.
 *
 * A look finds what changed: log lines since the one before, and the newest live rows that are new or in another
 * state. Lines may become visible late, so each look goes back `OVERLAP_MS` and leaves out what it saw before. It is
 * a view, not a record: where more changed than a look takes (`CHANGES_LIMIT`), the watchers are told that there is a
 * gap, and read the list again. A watcher that was away is shown what changed since its mark, some of it twice; rows
 * are known by their id.
 */
import { sql } from 'kysely'
import type { Caller } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Queries } from '../../platform/database/database.ts'
import { lowestUuid } from '../../platform/database/partitions.ts'
import { readByIds, readLive, type DeliveryRow } from './delivery-queries.ts'
import { addDetails, describeDeliveries, visibleDeliveries, type Delivery } from './describe-deliveries.ts'
import { matches, type DeliveryFilter } from './list-deliveries.ts'
import { presentDelivery, stateOf, type DeliveryView } from './present-delivery.ts'

export interface DeliveryWatcher {
  caller: Caller
  filter: DeliveryFilter
  /** `mark`: what to name when coming back later. */
  onDelivery(delivery: DeliveryView, mark: string): void
  /** Something was left out: the list has to be read again. */
  onGap(mark: string): void
}

export interface DeliveryWatch {
  /** @param since a mark that was given before; null: from now on. @returns how to stop watching. */
  watch(watcher: DeliveryWatcher, since: string | null): Promise<() => void>
  stop(): void
}

interface Changes {
  deliveries: Delivery[]
  hasGap: boolean
  mark: string
}

const LOOK_INTERVAL_MS = 500
const OVERLAP_MS = 5_000
const CHANGES_LIMIT = 1_000
const NEWEST_LIVE_LIMIT = 200
const MARK = /^\d{13}$/

export function createDeliveryWatch(context: Context): DeliveryWatch {
  const watchers = new Set<DeliveryWatcher>()
  let timer: NodeJS.Timeout | undefined
  let seenLines = new Set<string>()
  let liveStates = new Map<number, string>()
  let isStopped = false

  async function look(): Promise<void> {
    const { queries } = context.database
    const mark = String(Date.now())
    const lines = await linesSince(queries, Date.now() - OVERLAP_MS)
    const live = await describeDeliveries(queries, (await readNewestLive(queries)).reverse())
    const ids = new Set(lines.filter((line) => !seenLines.has(line.id)).map((line) => line.delivery_id))
    for (const delivery of live) {
      if (liveStates.get(delivery.row.id) !== signature(delivery)) ids.add(delivery.row.id)
    }
    seenLines = new Set(lines.map((line) => line.id))
    liveStates = new Map(live.map((delivery) => [delivery.row.id, signature(delivery)]))
    if (ids.size > 0) await tell(context.database.queries, watchers, await readChanges(queries, ids, mark))
  }

  function schedule(): void {
    clearTimeout(timer)
    if (watchers.size === 0 || isStopped) return
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) =>
          context.logger.debug({ err: error }, 'The log could not be watched; it is looked at again'),
        )
        .finally(schedule)
    }, LOOK_INTERVAL_MS).unref()
  }

  return {
    async watch(watcher, since) {
      if (watchers.size === 0) await look()
      watchers.add(watcher)
      if (watchers.size === 1) schedule()
      if (since !== null && MARK.test(since))
        await catchUpWith(context.database.queries, watcher, Number(since))
      return () => {
        watchers.delete(watcher)
      }
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      watchers.clear()
    },
  }
}

interface Line {
  id: string
  delivery_id: number
}

/** The latest lines, newest first. */
async function linesSince(queries: Queries, time: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select id, delivery_id from delivery_log where id >= ${lowestUuid(time)}
    order by id desc limit ${CHANGES_LIMIT}`.execute(queries)
  return rows
}

async function readNewestLive(queries: Queries): Promise<DeliveryRow[]> {
  return (await readLive(queries, null, Number.MAX_SAFE_INTEGER, NEWEST_LIVE_LIMIT)).rows
}

async function readChanges(queries: Queries, ids: Set<number>, mark: string): Promise<Changes> {
  const newest = [...ids].sort((a, b) => b - a).slice(0, CHANGES_LIMIT)
  const rows = await readByIds(queries, newest)
  return {
    deliveries: await addDetails(queries, await describeDeliveries(queries, rows.reverse())),
    hasGap: ids.size >= CHANGES_LIMIT,
    mark,
  }
}

async function catchUpWith(queries: Queries, watcher: DeliveryWatcher, since: number): Promise<void> {
  const mark = String(Date.now())
  const lines = await linesSince(queries, since - OVERLAP_MS)
  const live = await readNewestLive(queries)
  const ids = new Set([...lines.map((line) => line.delivery_id), ...live.map((row) => row.id)])
  await tell(queries, [watcher], await readChanges(queries, ids, mark))
}

async function tell(
  queries: Queries,
  watchers: Iterable<DeliveryWatcher>,
  { deliveries, hasGap, mark }: Changes,
): Promise<void> {
  for (const { caller, filter, onDelivery, onGap } of watchers) {
    if (hasGap) onGap(mark)
    for (const delivery of await visibleDeliveries(queries, caller, deliveries)) {
      if (matches(filter, delivery)) onDelivery(presentDelivery(delivery, caller), mark)
    }
  }
}

/** What a watcher would see change. */
function signature(delivery: Delivery): string {
  const { state, reason, nextAttemptAt } = stateOf(delivery)
  return `${state} ${delivery.row.attempts} ${nextAttemptAt?.getTime() ?? ''} ${reason ?? ''}`
}

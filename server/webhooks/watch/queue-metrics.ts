/**
 * What Prometheus learns of the queue, which all processes share: each of them reports the same. Read from the
 * database when it asks, at most once in `REMEMBERED_MS`; where the database does not answer in time these gauges are
 * missing from the page, which is what an alert should look for, and the page is there all the same.
 */
import { Gauge, type Registry } from 'prom-client'
import type { Context } from '../../platform/context.ts'
import { readDepth, type QueueDepth } from './read-depth.ts'
import type { Feed, FeedLag } from '../feed/read-feed.ts'

const REMEMBERED_MS = 5_000
const READ_TIMEOUT_MS = 2_000

interface QueueReading extends QueueDepth {
  feedLag: FeedLag
}

export function registerQueueMetrics(
  registry: Registry,
  { database, clock, logger }: Context,
  feed: Feed,
): void {
  const read = remembered(() => clock.now().getTime(), readOrWarn)

  async function readQueue(): Promise<QueueReading> {
    const [depth, feedLag] = await Promise.all([readDepth(database.queries, clock), feed.lag()])
    return { ...depth, feedLag }
  }

  async function readOrWarn(): Promise<QueueReading | null> {
    try {
      return await withTimeout(readQueue())
    } catch (error) {
      logger.warn({ err: error }, 'The depth of the queue could not be read for /metrics')
      return null
    }
  }

  function gauge(name: string, help: string, valueOf: (reading: QueueReading) => number): void {
    const metric = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        const reading = await read()
        if (reading) this.set(valueOf(reading))
        else this.remove()
      },
    })
    registry.registerMetric(metric)
  }

  function gauges(
    name: string,
    help: string,
    valuesOf: (reading: QueueReading) => Record<string, number>,
  ): void {
    const metric = new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [],
      async collect() {
        const reading = await read()
        this.reset()
        for (const [state, value] of Object.entries(reading ? valuesOf(reading) : {})) {
          this.set({ state }, value)
        }
      },
    })
    registry.registerMetric(metric)
  }

  gauges(
    'webhook_deliveries',
    'Calls that are owed, over all processes, by state; of queues longer than a thousand, an estimate',
    ({ deliveries }) => deliveries,
  )
  gauges('webhook_web_hooks', 'Web hooks by health', ({ webHooks }) => webHooks)
  gauge(
    'webhook_oldest_pending_age_seconds',
    'Age of the oldest call that is owed and not paused; 0: none is',
    ({ oldestAgeSeconds }) => oldestAgeSeconds,
  )
  gauge(
    'webhook_feed_lag_events',
    'Places of the feed that are drawn and not served yet, because a transaction is under way',
    ({ feedLag }) => feedLag.ordinals,
  )
  gauge(
    'webhook_feed_lag_seconds',
    'For how long the feed has been waiting for a transaction that is under way',
    ({ feedLag }) => feedLag.seconds,
  )
}

/** All gauges of one page share one reading. */
function remembered<T>(now: () => number, read: () => Promise<T>): () => Promise<T> {
  let latest: { at: number; value: Promise<T> } | null = null
  return () => {
    if (latest && Math.abs(now() - latest.at) < REMEMBERED_MS) return latest.value
    const value = read()
    latest = { at: now(), value }
    return value
  }
}

function withTimeout<T>(value: Promise<T>): Promise<T> {
  const timeout = Promise.withResolvers<never>()
  const timer = setTimeout(() => timeout.reject(new Error('the database did not answer')), READ_TIMEOUT_MS)
  return Promise.race([value, timeout.promise]).finally(() => clearTimeout(timer))
}

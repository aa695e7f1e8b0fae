/**
 * One contender's run: its backlog at full speed, and then, in the same process, which is warm by now, a stream of
 * fresh calls, first at idle and then under load.
 */
import type { BenchDatabase } from './bench-database.ts'
import type { BenchRedis } from './bench-redis.ts'
import { startChild } from './child.ts'
import type { ContenderCommand, ContenderOptions, ContenderReport } from './contender-process.ts'
import type { Environment } from './contender.ts'
import { loadContender } from './contenders/index.ts'
import type { BenchListener } from './listener.ts'
import { cpuOf, cpuOfTree, peakMemoryOf, percentile } from './measure.ts'
import type { Shape } from './prepare-backlog.ts'

export interface RaceOptions {
  contender: string
  deliveries: number
  shape: Shape
  /** Calls per second of the two streams, and for how long each; none where 0 seconds. */
  idlePerSecond: number
  loadPerSecond: number
  streamSeconds: number
}

export interface Place {
  database: BenchDatabase
  redis: BenchRedis | null
  listener: BenchListener
}

export interface Latency {
  p50Ms: number
  p99Ms: number
}

export interface Result {
  deliveriesPerSecond: number
  /** CPU, µs a delivery. */
  serverMicroseconds: number
  databaseMicroseconds: number
  listenerMicroseconds: number
  peakMemoryBytes: number
  idle: Latency | null
  load: Latency | null
}

export const PROGRAM = new URL('contender-process.ts', import.meta.url)

export type Running = ReturnType<typeof startChild<ContenderCommand, ContenderReport>>

export async function race(options: RaceOptions, place: Place): Promise<Result> {
  const { contender, deliveries, shape } = options
  const { needs, prepare } = await loadContender(contender)
  const { database, redis, listener } = place
  const ownDatabase = needs === 'migrated' || needs === 'empty' ? await database.create(needs) : null
  const environment: Environment = {
    connectionString: ownDatabase ?? '',
    redisSocket: redis?.socket ?? '',
    origins: listener.origins,
    deliveries,
    shape,
  }
  await prepare(environment)
  const child = startChild<ContenderCommand, ContenderReport>(PROGRAM, {
    contender,
    environment,
  } satisfies ContenderOptions)
  await child.hear('ready')
  const storeCpu = () => (ownDatabase ? cpuOfTree(database.pid) : needs === 'redis' ? cpuOf(redis!.pid) : 0)
  const backlog = await workOff(child, listener, deliveries, storeCpu)
  const first = deliveries
  const count = (perSecond: number) => Math.round(perSecond * options.streamSeconds)
  const idle = await stream(child, listener, count(options.idlePerSecond), options.idlePerSecond, first)
  const load = await stream(child, listener, count(options.loadPerSecond), options.loadPerSecond, 2 * first)
  const stopped = child.hear('stopped')
  child.tell({ does: 'stop' })
  await stopped
  await child.stop()
  if (ownDatabase) await database.drop(ownDatabase)
  return { ...backlog, idle, load }
}

async function workOff(child: Running, listener: BenchListener, deliveries: number, storeCpu: () => number) {
  const { allCame } = await listener.expect(deliveries)
  const before = { server: cpuOf(child.pid), store: storeCpu(), listener: cpuOf(listener.pid) }
  const startedAtMs = performance.now()
  child.tell({ does: 'work' })
  await allCame
  const drained = child.hear('drained')
  child.tell({ does: 'drain' })
  await drained
  const seconds = (performance.now() - startedAtMs) / 1_000
  return {
    deliveriesPerSecond: deliveries / seconds,
    serverMicroseconds: (cpuOf(child.pid) - before.server) / deliveries,
    databaseMicroseconds: (storeCpu() - before.store) / deliveries,
    listenerMicroseconds: (cpuOf(listener.pid) - before.listener) / deliveries,
    peakMemoryBytes: peakMemoryOf(child.pid),
  }
}

/** From when a call could not get lost any more until it arrived; one that arrived even earlier took no time. */
export async function stream(
  child: Running,
  listener: BenchListener,
  count: number,
  perSecond: number,
  first: number,
): Promise<Latency | null> {
  if (count === 0) return null
  const { allCame } = await listener.expect(count)
  const streamed = child.hear('streamed')
  child.tell({ does: 'stream', count, perSecond, first })
  const { acknowledged } = await streamed
  await allCame
  const arrivals = new Map(await listener.arrivals())
  const tookMs = acknowledged.map(([id, atMs]) => Math.max(0, arrivals.get(id)! - atMs))
  return { p50Ms: percentile(tookMs, 0.5), p99Ms: percentile(tookMs, 0.99) }
}

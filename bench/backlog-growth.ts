/**
 *     npm run bench:backlog -- [--quick] [--write] [--rounds 3] [--sizes 10000,100000,1000000] [--measured 200000]
 *                              [--shape spread]
 *
 * Whether a delivery costs more the more of them wait: of a backlog of each size the first deliveries are worked off,
 * and what counts is what one of them costs PostgreSQL, how long its claim and its completion take, how many there are
 * a second, and whether the server's memory grows. The sizes take turns, in an order that turns around with every
 * round; the median of the rounds counts. `--quick` tries it out in half a minute, and its figures mean nothing.
 * `--write` puts the table and the chart into docs/.
 */
import { parseArgs } from 'node:util'
import { Pool } from 'pg'
import { startBenchDatabase } from './bench-database.ts'
import type { BacklogCommand, BacklogReport } from './backlog-process.ts'
import { COLORS, drawPanels } from './chart.ts'
import { startChild } from './child.ts'
import { urlOf, WEB_HOOKS } from './contender.ts'
import { startBenchListener } from './listener.ts'
import { cpuOfTree, median, residentMemoryOf } from './measure.ts'
import { addWebHook, openContext } from './open-context.ts'
import { prepareBacklog, type Shape } from './prepare-backlog.ts'
import { machine } from './report.ts'
import { readStored, type Stored, walBytes } from './storage.ts'
import { writeChart, writeSection } from './write-docs.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    sizes: { type: 'string' },
    measured: { type: 'string' },
    shape: { type: 'string', default: 'spread' },
  },
})
const usual = values.quick
  ? { rounds: 1, sizes: '1000,4000', measured: 2_000 }
  : { rounds: 3, sizes: '10000,100000,1000000', measured: 200_000 }
const rounds = Number(values.rounds ?? usual.rounds)
const sizes = (values.sizes ?? usual.sizes).split(',').map(Number)
const mostMeasured = Number(values.measured ?? usual.measured)
const shape: Shape = values.shape === 'adjacent' ? 'adjacent' : 'spread'
const SAMPLE_MS = 100
const MEBIBYTE = 2 ** 20

interface Result extends Stored {
  deliveriesPerSecond: number
  /** Processor time of PostgreSQL a delivery, all its processes. */
  databaseMicroseconds: number
  /** Time a delivery, as the engine waits for it. */
  claimMicroseconds: number
  completeMicroseconds: number
  /** Resident, after a fifth of what was measured, and the most after that. */
  earlyMemoryBytes: number
  lateMemoryBytes: number
  /** Write-ahead log a delivery: of recording it, in batches, and of working it off. */
  recordedWalBytes: number
  workedWalBytes: number
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const whole = (value: number) => Math.round(value).toLocaleString('en')
const database = await startBenchDatabase()
const listener = await startBenchListener()

async function prepare(size: number): Promise<{ connectionString: string; recordedWalBytes: number }> {
  const connectionString = await database.create('migrated')
  const context = await openContext(connectionString)
  const webHookIds: string[] = []
  for (let i = 0; i < WEB_HOOKS; i++) {
    const url = urlOf(listener.origins, i)
    webHookIds.push(await addWebHook(context, { event: 'onMeetingUpdated', url }))
  }
  const { pool } = context.database
  const before = await walBytes(pool)
  await prepareBacklog(pool, { deliveries: size, shape, webHookIds })
  const recordedWalBytes = ((await walBytes(pool)) - before) / size
  await context.database.close()
  return { connectionString, recordedWalBytes }
}

/** Looks at the memory until all have come. */
async function watchMemory(pid: number, allCame: Promise<unknown>): Promise<number[]> {
  const samples: number[] = []
  const timer = setInterval(() => samples.push(residentMemoryOf(pid)), SAMPLE_MS)
  await allCame
  clearInterval(timer)
  samples.push(residentMemoryOf(pid))
  return samples
}

async function measure(size: number): Promise<Result> {
  const measured = Math.min(size, mostMeasured)
  const { connectionString, recordedWalBytes } = await prepare(size)
  const pool = new Pool({ connectionString, max: 1 })
  const program = new URL('backlog-process.ts', import.meta.url)
  const child = startChild<BacklogCommand, BacklogReport>(program, connectionString, { logs: 'dropped' })
  await child.hear('ready')
  const { allCame } = await listener.expect(measured)
  const walBefore = await walBytes(pool)
  const cpuBefore = cpuOfTree(database.pid)
  const startedAtMs = performance.now()
  child.tell({ does: 'work' })
  const memory = await watchMemory(child.pid, allCame)
  const seconds = (performance.now() - startedAtMs) / 1_000
  const cpu = cpuOfTree(database.pid) - cpuBefore
  const workedWalBytes = ((await walBytes(pool)) - walBefore) / measured
  const told = child.hear('statements')
  child.tell({ does: 'tell-statements' })
  const { claimSeconds, completeSeconds } = await told
  const stopped = child.hear('stopped')
  child.tell({ does: 'stop' })
  await stopped
  await child.stop()
  const stored = await readStored(pool)
  await pool.end()
  await database.drop(connectionString)
  const early = Math.floor(memory.length / 5)
  return {
    deliveriesPerSecond: measured / seconds,
    databaseMicroseconds: cpu / measured,
    claimMicroseconds: (claimSeconds * 1e6) / measured,
    completeMicroseconds: (completeSeconds * 1e6) / measured,
    earlyMemoryBytes: memory[early]!,
    lateMemoryBytes: Math.max(...memory.slice(early)),
    recordedWalBytes,
    workedWalBytes,
    ...stored,
  }
}

const medianOf = (results: Result[], read: (result: Result) => number) => median(results.map(read))

function table(all: Map<number, Result[]>): string {
  const lines = [...all].map(([size, results]) => {
    const mebibytes = (read: (result: Result) => number) => whole(medianOf(results, read) / MEBIBYTE)
    const cells = [
      whole(size),
      whole(medianOf(results, (result) => result.deliveriesPerSecond)),
      whole(medianOf(results, (result) => result.databaseMicroseconds)),
      whole(medianOf(results, (result) => result.claimMicroseconds)),
      whole(medianOf(results, (result) => result.completeMicroseconds)),
      `${mebibytes((result) => result.earlyMemoryBytes)} → ${mebibytes((result) => result.lateMemoryBytes)}`,
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| pending | deliveries/s | PostgreSQL µs | claim µs | completion µs | server memory MiB |',
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n')
}

/** Of the largest backlog. */
function storageWords(all: Map<number, Result[]>): string {
  const results = [...all.values()].at(-1)!
  const bytes = (read: (result: Result) => number) => `${whole(medianOf(results, read))} bytes`
  return (
    `What is left behind, of the largest: ${bytes(({ bytesPerEvent }) => bytesPerEvent)} an event with its body and ` +
    `indexes, ${bytes(({ bytesPerTry }) => bytesPerTry)} a try in the delivery log. Write-ahead log a delivery: ` +
    `${bytes(({ recordedWalBytes }) => recordedWalBytes)} to record it, ${bytes(({ workedWalBytes }) => workedWalBytes)} to work it off.`
  )
}

function chart(all: Map<number, Result[]>): string {
  const panel = (title: string, read: (result: Result) => number, unit: string) => ({
    title,
    bars: [...all].map(([size, results]) => ({
      label: `${whole(size)} pending`,
      parts: [{ value: medianOf(results, read), color: COLORS.ours }],
      value: `${whole(medianOf(results, read))} ${unit}`,
    })),
  })
  return drawPanels('What a delivery costs with a growing backlog', [
    panel('Deliveries per second', (result) => result.deliveriesPerSecond, '/s'),
    panel('Processor time of PostgreSQL a delivery', (result) => result.databaseMicroseconds, 'µs'),
  ])
}

try {
  const all = new Map(sizes.map((size): [number, Result[]] => [size, []]))
  for (let round = 1; round <= rounds; round++) {
    for (const size of round % 2 === 1 ? sizes : sizes.toReversed()) {
      const result = await measure(size)
      all.get(size)!.push(result)
      say(`round ${round}: ${whole(size)} pending: ${whole(result.deliveriesPerSecond)} deliveries/s`)
    }
  }
  const words =
    `${machine(await database.version())} Median of ${rounds} rounds; ${WEB_HOOKS} web hooks at ${listener.origins.length} ` +
    `receivers, four events a meeting (${shape}); of each backlog the first ${whole(mostMeasured)} deliveries at most. ` +
    `Claim and completion: what the engine waits, for batches, a delivery. Memory: early, and the most after that.`
  const text = `${words}\n\n${table(all)}\n\n${storageWords(all)}\n`
  say(`\n${text}`)
  if (values.write) {
    await writeSection('backlog-growth', `${text}\n![By backlog](benchmarks-backlog-growth.svg)`)
    await writeChart(chart(all), 'backlog-growth')
  }
} finally {
  await listener.stop()
  await database.stop()
}

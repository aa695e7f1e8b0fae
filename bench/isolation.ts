/**
 *     npm run bench:isolation -- [--quick] [--write] [--rounds 3] [--backlog 10000] [--rate 100] [--seconds 30]
 *
 * What a receiver that hangs costs its neighbours. A stream of fresh calls goes to twenty healthy web hooks, from the
 * commit of each to its arrival, once alone and once beside a web hook whose receiver takes every call and never
 * answers, with so many deliveries pending for it. The two take turns at going first; what counts is the median of the
 * rounds. `--quick` tries it out in half a minute, and its figures mean nothing. `--write` puts the table and the chart
 * into docs/.
 */
import { parseArgs } from 'node:util'
import { startBenchDatabase } from './bench-database.ts'
import { COLORS, drawPanels } from './chart.ts'
import { startChild } from './child.ts'
import type { ContenderCommand, ContenderOptions, ContenderReport } from './contender-process.ts'
import { OURS } from './contenders/index.ts'
import { addFreshWebHooks } from './contenders/simplex-meeting.ts'
import { startBenchListener } from './listener.ts'
import { median } from './measure.ts'
import { addWebHook, openContext } from './open-context.ts'
import { prepareBacklog } from './prepare-backlog.ts'
import { PROGRAM, stream, type Latency } from './race.ts'
import { machine } from './report.ts'
import { writeChart, writeSection } from './write-docs.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    backlog: { type: 'string' },
    rate: { type: 'string', default: '100' },
    seconds: { type: 'string' },
  },
})
const sizes = values.quick
  ? { rounds: 1, backlog: 500, seconds: 4 }
  : { rounds: 3, backlog: 10_000, seconds: 30 }
const rounds = Number(values.rounds ?? sizes.rounds)
const backlog = Number(values.backlog ?? sizes.backlog)
const seconds = Number(values.seconds ?? sizes.seconds)
const perSecond = Number(values.rate)
/** The first calls of a process find nothing warm; they are not counted. */
const WARM_UP_CALLS = 200
const HANGING_POLL_MS = 50

interface Neighbours {
  alone: Latency[]
  beside: Latency[]
  /** Calls that the hanging receiver took. */
  hung: number[]
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const database = await startBenchDatabase()
const listener = await startBenchListener()

async function prepare(isBeside: boolean): Promise<string> {
  const connectionString = await database.create('migrated')
  const context = await openContext(connectionString)
  await addFreshWebHooks(context, listener.origins)
  if (isBeside) {
    const id = await addWebHook(context, { event: 'onMeetingUpdated', url: `${listener.hanging}/hooks` })
    await prepareBacklog(context.database.pool, { deliveries: backlog, shape: 'spread', webHookIds: [id] })
  }
  await context.database.close()
  return connectionString
}

async function measure(isBeside: boolean): Promise<Latency & { hung: number }> {
  const connectionString = await prepare(isBeside)
  const hungBefore = await listener.hangingCalls()
  const options: ContenderOptions = {
    contender: OURS,
    environment: {
      connectionString,
      redisSocket: '',
      origins: listener.origins,
      deliveries: 0,
      shape: 'spread',
    },
  }
  const child = startChild<ContenderCommand, ContenderReport>(PROGRAM, options, { logs: 'dropped' })
  await child.hear('ready')
  const working = child.hear('working')
  child.tell({ does: 'work' })
  await working
  const hung = async () => (await listener.hangingCalls()) - hungBefore
  while (isBeside && (await hung()) === 0)
    await new Promise((resolve) => setTimeout(resolve, HANGING_POLL_MS))
  await stream(child, listener, WARM_UP_CALLS, perSecond, 0)
  const latency = await stream(child, listener, Math.round(perSecond * seconds), perSecond, WARM_UP_CALLS)
  const taken = await hung()
  const stopped = child.hear('stopped')
  child.tell({ does: 'stop' })
  await stopped
  await child.stop()
  await database.drop(connectionString)
  return { ...latency!, hung: taken }
}

async function play(): Promise<Neighbours> {
  const all: Neighbours = { alone: [], beside: [], hung: [] }
  for (let round = 1; round <= rounds; round++) {
    for (const isBeside of round % 2 === 1 ? [false, true] : [true, false]) {
      const { hung, ...latency } = await measure(isBeside)
      all[isBeside ? 'beside' : 'alone'].push(latency)
      if (isBeside) all.hung.push(hung)
      say(`round ${round}: ${isBeside ? `beside (${hung} calls hung)` : 'alone'}: ${inWords(latency)}`)
    }
  }
  return all
}

const inWords = ({ p50Ms, p99Ms }: Latency) => `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`

const medianOf = (rounds: Latency[]): Latency => ({
  p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
})

function table(alone: Latency, beside: Latency): string {
  const cells = ({ p50Ms, p99Ms }: Latency) => `${p50Ms.toFixed(1)} | ${p99Ms.toFixed(1)}`
  const ratio = `${(beside.p50Ms / alone.p50Ms).toFixed(2)} | ${(beside.p99Ms / alone.p99Ms).toFixed(2)}`
  return [
    '| healthy web hooks, commit to arrival | p50 ms | p99 ms |',
    '| --- | ---: | ---: |',
    `| alone | ${cells(alone)} |`,
    `| beside one that hangs | ${cells(beside)} |`,
    `| ratio | ${ratio} |`,
  ].join('\n')
}

function chart(alone: Latency, beside: Latency): string {
  const panel = (title: string, read: (latency: Latency) => number) => ({
    title,
    bars: (
      [
        ['alone', alone, COLORS.others],
        ['beside one that hangs', beside, COLORS.ours],
      ] as const
    ).map(([label, latency, color]) => ({
      label,
      parts: [{ value: read(latency), color }],
      value: `${read(latency).toFixed(1)} ms`,
    })),
  })
  return drawPanels('A healthy web hook, alone and beside one whose receiver hangs', [
    panel('Commit to arrival, median', ({ p50Ms }) => p50Ms),
    panel('Commit to arrival, 99th percentile', ({ p99Ms }) => p99Ms),
  ])
}

try {
  const all = await play()
  const [alone, beside] = [medianOf(all.alone), medianOf(all.beside)]
  const words =
    `${machine(await database.version())} Median of ${rounds} rounds of ${seconds} s at ${perSecond} events/s, spread over ` +
    `twenty healthy web hooks. The web hook that hangs has ${backlog.toLocaleString('en')} deliveries pending, and each of ` +
    `its calls ends at its time limit of 15 s (${median(all.hung)} calls hung in a round, ten at a time until its breaker ` +
    `opened).`
  const text = `${words}\n\n${table(alone, beside)}\n`
  say(`\n${text}`)
  if (values.write) {
    await writeSection('isolation', `${text}\n![Alone and beside](benchmarks-isolation.svg)`)
    await writeChart(chart(alone, beside), 'isolation')
  }
} finally {
  await listener.stop()
  await database.stop()
}

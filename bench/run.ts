/**
 *     npm run bench -- [--quick] [--write] [--rounds 3] [--deliveries 60000] [--others 15000] [--only "pg-boss + fetch"]
 *                      [--stream-seconds 10] [--idle-rate 50] [--load-rate 500]
 *
 * Ours beside the ceiling and beside what a team would build instead, in one run, round by round, in an order that
 * turns around with every round; what counts is the median of the rounds. `--quick` tries everything out in about a
 * minute, and its figures mean nothing. `--write` puts the table and the chart into docs/.
 */
import { parseArgs } from 'node:util'
import { startBenchDatabase } from './bench-database.ts'
import { startBenchRedis } from './bench-redis.ts'
import { chart } from './chart.ts'
import { CEILING, CONTENDERS, loadContender, OURS } from './contenders/index.ts'
import { startBenchListener } from './listener.ts'
import { race, type Place, type RaceOptions } from './race.ts'
import { machine, summarize, table, type Row } from './report.ts'
import { writeChart, writeSection } from './write-docs.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    deliveries: { type: 'string' },
    others: { type: 'string' },
    only: { type: 'string', multiple: true },
    'stream-seconds': { type: 'string' },
    'idle-rate': { type: 'string', default: '50' },
    'load-rate': { type: 'string', default: '500' },
  },
})
const sizes = values.quick
  ? { rounds: 1, deliveries: 4_000, others: 2_000, streamSeconds: 2 }
  : { rounds: 3, deliveries: 60_000, others: 15_000, streamSeconds: 10 }
const rounds = Number(values.rounds ?? sizes.rounds)
const deliveries = Number(values.deliveries ?? sizes.deliveries)
const others = Number(values.others ?? sizes.others)
const streams = {
  idlePerSecond: Number(values['idle-rate']),
  loadPerSecond: Number(values['load-rate']),
  streamSeconds: Number(values['stream-seconds'] ?? sizes.streamSeconds),
}

interface Entry extends Row {
  options: RaceOptions
}

/** Ours runs in both shapes; the others keep no order, so that a shape means nothing to them. */
function entries(): Entry[] {
  const chosen = CONTENDERS.filter((name) => !values.only || values.only.includes(name))
  return chosen.flatMap((contender) => {
    const isQuick = contender === OURS || contender === CEILING
    const options: RaceOptions = {
      contender,
      deliveries: isQuick ? deliveries : others,
      shape: 'spread',
      ...streams,
    }
    const row = { results: [], skipped: null }
    if (contender !== OURS) return [{ contender, options, ...row }]
    return [
      { contender, options, ...row },
      {
        contender: `${OURS}, adjacent`,
        options: { ...options, shape: 'adjacent' as const, streamSeconds: 0 },
        results: [],
        skipped: null,
      },
    ]
  })
}

async function whyNot(contender: string, place: Place): Promise<string | null> {
  const { needs } = await loadContender(contender)
  if (needs === 'redis' && !place.redis) return 'there is no redis-server on PATH'
  return null
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const place: Place = {
  database: await startBenchDatabase(),
  redis: await startBenchRedis(),
  listener: await startBenchListener(),
}
try {
  const all = entries()
  for (const entry of all) entry.skipped = await whyNot(entry.options.contender, place)
  for (let round = 1; round <= rounds; round++) {
    for (const entry of round % 2 === 1 ? all : all.toReversed()) {
      if (entry.skipped) continue
      const result = await race(entry.options, place)
      entry.results.push(result)
      say(`round ${round}: ${entry.contender}: ${Math.round(result.deliveriesPerSecond)} deliveries/s`)
    }
  }
  const words =
    `${machine(await place.database.version())} Median of ${rounds} rounds; ` +
    `${deliveries.toLocaleString('en')} deliveries a round for ours and the ceiling, ${others.toLocaleString('en')} for the others; ` +
    `streams of ${streams.idlePerSecond}/s (idle) and ${streams.loadPerSecond}/s (load).`
  const text = `${words}\n\n${table(all)}\n`
  say(`\n${text}`)
  if (values.write) {
    await writeSection('race', `${text}\n![Deliveries per second, and what one costs](benchmarks.svg)`)
    await writeChart(chart(all.filter((entry) => entry.results.length > 0).map(summarize), OURS))
  }
} finally {
  await place.listener.stop()
  await place.redis?.stop()
  await place.database.stop()
}

/** From the results of all rounds to the table and the words that go into `docs/benchmarks.md`. */
import { cpus, release, totalmem } from 'node:os'
import { CEILING, OURS } from './contenders/index.ts'
import { median } from './measure.ts'
import type { Latency, Result } from './race.ts'

/** A contender with its results, or why it was skipped. */
export interface Row {
  contender: string
  results: Result[]
  skipped: string | null
}

export interface Summary {
  contender: string
  deliveriesPerSecond: number
  serverMicroseconds: number
  databaseMicroseconds: number
}

const MEBIBYTE = 2 ** 20
const whole = (value: number) => Math.round(value).toLocaleString('en')

export function summarize({ contender, results }: Row): Summary {
  const of = (read: (result: Result) => number) => median(results.map(read))
  return {
    contender,
    deliveriesPerSecond: of((result) => result.deliveriesPerSecond),
    serverMicroseconds: of((result) => result.serverMicroseconds),
    databaseMicroseconds: of((result) => result.databaseMicroseconds),
  }
}

export function table(rows: Row[]): string {
  const ours = rows.find(({ contender }) => contender.startsWith(OURS))
  const reference = ours && ours.results.length > 0 ? summarize(ours).deliveriesPerSecond : null
  const lines = rows.map((row) => (row.results.length === 0 ? skippedLine(row) : line(row, reference)))
  return [
    '| | deliveries/s | of ours | server µs | database µs | listener µs | memory MiB | idle p50 / p99 ms | load p50 / p99 ms |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n')
}

function line(row: Row, reference: number | null): string {
  const { contender, results } = row
  const { deliveriesPerSecond, serverMicroseconds, databaseMicroseconds } = summarize(row)
  const cells = [
    contender,
    whole(deliveriesPerSecond),
    reference === null ? '' : (deliveriesPerSecond / reference).toFixed(2),
    whole(serverMicroseconds),
    contender === CEILING ? '–' : whole(databaseMicroseconds),
    whole(median(results.map((result) => result.listenerMicroseconds))),
    whole(median(results.map((result) => result.peakMemoryBytes)) / MEBIBYTE),
    latency(results.map((result) => result.idle)),
    latency(results.map((result) => result.load)),
  ]
  return `| ${cells.join(' | ')} |`
}

function skippedLine({ contender, skipped }: Row): string {
  return `| ${contender} | skipped: ${skipped} | | | | | | | |`
}

function latency(rounds: (Latency | null)[]): string {
  const measured = rounds.filter((round) => round !== null)
  if (measured.length === 0) return '–'
  const of = (read: (round: Latency) => number) => median(measured.map(read)).toFixed(1)
  return `${of((round) => round.p50Ms)} / ${of((round) => round.p99Ms)}`
}

/** The machine, in one sentence. */
export function machine(postgresVersion: string): string {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return (
    `${new Date().toISOString().slice(0, 10)}, ${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, ` +
    `${memory} GiB, Linux ${release()}, Node ${process.versions.node}, PostgreSQL ${postgresVersion}.`
  )
}

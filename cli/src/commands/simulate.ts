/**
 * `simulate`: meetings by the hundred, each scheduled, changed and deleted through the API at a steady rate, so that the
 * listeners of an instance get what they would on a busy day. For instances that are there to be tried.
 */
import type { Command } from 'commander'
import { answerOf, connect, type Connection, operationsOf, type ServerOption } from '../api.ts'
import { EXIT_FAILED } from '../cli-error.ts'
import { examples, wholeNumber, withServer } from '../options.ts'
import { note, print } from '../output.ts'

const MEETINGS_LIMIT = 100_000
const RATE_LIMIT_PER_SECOND = 1_000
const IN_FLIGHT_LIMIT = 100
const FAULTS_SHOWN = 5

interface Options extends ServerOption {
  meetings: number
  rate: number
  keep?: boolean
  json?: boolean
}

export function addSimulate(program: Command): void {
  const command = withServer(program.command('simulate'))
    .description('schedule, change and delete many meetings')
    .option('--meetings <n>', 'how many', wholeNumber(MEETINGS_LIMIT), 100)
    .option('--rate <n>', 'how many of them are begun each second', wholeNumber(RATE_LIMIT_PER_SECOND), 10)
    .option('--keep', 'do not delete them')
    .action(run)
  examples(command, ['simulate --meetings 1000 --rate 50'])
}

async function run(options: Options): Promise<void> {
  const connection = connect(options)
  const start = performance.now()
  const faults: string[] = []
  const inFlight = new Set<Promise<void>>()
  let requests = 0
  const count = () => (requests += 1)
  for (let number = 1; number <= options.meetings; number += 1) {
    const dueMs = (1000 * (number - 1)) / options.rate - (performance.now() - start)
    if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs))
    while (inFlight.size >= IN_FLIGHT_LIMIT) await Promise.race(inFlight)
    const life: Promise<void> = live(connection, number, options.keep ?? false, count)
      .catch((error: unknown) => void faults.push(error instanceof Error ? error.message : String(error)))
      .finally(() => inFlight.delete(life))
    inFlight.add(life)
  }
  await Promise.all(inFlight)
  const seconds = Math.round((performance.now() - start) / 100) / 10
  const result = { meetings: options.meetings, requests, failed: faults.length, seconds }
  await print(
    options,
    result,
    () => `${result.meetings} meetings, ${requests} requests in ${seconds} s, ${faults.length} failed`,
  )
  for (const fault of faults.slice(0, FAULTS_SHOWN)) note(fault)
  if (faults.length > 0) process.exitCode = EXIT_FAILED
}

async function live(connection: Connection, number: number, keep: boolean, count: () => void): Promise<void> {
  const startTime = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString()
  const api = operationsOf(connection)
  const topic = `Simulation ${number}`
  count()
  const { id } = await answerOf(api.POST('/api/v1/meetings', { body: { topic, startTime } }))
  const params = { path: { id } }
  count()
  await answerOf(api.PATCH('/api/v1/meetings/{id}', { params, body: { topic: `${topic}, changed` } }))
  if (keep) return
  count()
  await answerOf(api.DELETE('/api/v1/meetings/{id}', { params }))
}

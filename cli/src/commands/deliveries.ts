/** `deliveries`: the log of calls, and one of them with its tries; or as it goes on. */
import { type Command, Option } from 'commander'
import type { paths } from '../api-description.ts'
import {
  answerOf,
  connect,
  type Json,
  list,
  openStream,
  operationsOf,
  refusalOf,
  type ServerOption,
} from '../api.ts'
import { examples, hookOption, moment, wholeNumber, withServer } from '../options.ts'
import { print } from '../output.ts'
import { readServerSentEvents } from '../server-sent-events.ts'

const STATES = ['pending', 'sending', 'held', 'paused', 'delivered', 'failed']
const DEFAULT_LIMIT = 50
const MOST = 100_000

type Query = NonNullable<paths['/api/v1/deliveries']['get']['parameters']['query']>

interface Options
  extends
    ServerOption,
    Pick<Query, 'webHook' | 'meeting' | 'event' | 'state' | 'status' | 'since' | 'until'> {
  limit: number
  follow?: boolean
  json?: boolean
}

export function addDeliveries(program: Command): void {
  const command = withServer(program.command('deliveries'))
    .description('the log of calls, newest first; with an id one of them, with its tries')
    .argument('[id]', 'a delivery')
    .option('--web-hook <id>', 'to this web hook')
    .option('--meeting <id>', 'about this meeting: its id or its sixteen digits')
    .addOption(hookOption())
    .addOption(new Option('--state <state>', 'in this state now').choices(STATES))
    .option('--status <code>', 'with this HTTP status', wholeNumber(599))
    .option('--since <time>', 'made at or after: a time, or 6h, 2d', moment)
    .option('--until <time>', 'made before', moment)
    .option('--limit <n>', 'how many', wholeNumber(MOST), DEFAULT_LIMIT)
    .option('--follow', 'go on as they change')
    .action(run)
  examples(command, ['deliveries --state failed --since 2d', 'deliveries --follow --json | jq .state'])
}

async function run(id: string | undefined, options: Options): Promise<void> {
  const connection = connect(options)
  const api = operationsOf(connection)
  if (id !== undefined) {
    const delivery = await answerOf(api.GET('/api/v1/deliveries/{id}', { params: { path: { id } } }))
    return print(options, delivery, () =>
      [describe(delivery), ...delivery.attempts.map(describeAttempt)].join('\n'),
    )
  }
  const { webHook, meeting, event, state, status, since, until, limit } = options
  const query = { webHook, meeting, event, state, status, since, until }
  if (!options.follow) {
    const deliveries = list(
      (page) => api.GET('/api/v1/deliveries', { params: { query: { ...query, ...page } } }),
      limit,
    )
    for await (const delivery of deliveries) {
      await print(options, delivery, () => describe(delivery))
    }
    return
  }
  const response = await openStream(connection, '/deliveries/stream', { query })
  if (!response.ok) throw await refusalOf(response)
  for await (const { event: name, data } of readServerSentEvents(response.body!)) {
    if (name !== 'delivery') continue
    const delivery: Json = JSON.parse(data)
    await print(options, delivery, () => describe(delivery))
  }
}

function describe({
  createdAt,
  id,
  event,
  state,
  attemptCount,
  nextAttemptAt,
  reason,
  isTest,
}: Json): string {
  const next = nextAttemptAt ? `  next try ${nextAttemptAt}` : ''
  const why = reason ? `  ${reason}` : ''
  return `${createdAt}  ${id}  ${event}${isTest ? ' (test)' : ''}  ${state}  ${attemptCount ?? '?'} tries${next}${why}`
}

function describeAttempt({ number, startedAt, durationMs, status, error }: Json): string {
  return `  ${number}  ${startedAt}  ${status ?? error ?? 'no answer'}  ${Math.round(durationMs ?? 0)} ms`
}

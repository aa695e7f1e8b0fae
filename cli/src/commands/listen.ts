/**
 * `listen`: forwards the server's events to a listener on this machine. It is this command that connects to the server,
 * so the machine needs no public address and no exception from the server's guards.
 *
 * What is forwarded is what real calls carry: the same bytes, the same headers, signed with this machine's secret. It is
 * no delivery: the server does not know the listener's answer, and nothing is tried again. A broken stream is opened
 * again after its last event.
 */
import type { Command } from 'commander'
import { type HookName, hookNames, isHookName } from '../../../receiver/src/contract/hook-names.ts'
import { signTestCall } from '../../../receiver/src/testing.ts'
import { connect, type Connection, type Json, list, openStream, operationsOf, refusalOf } from '../api.ts'
import { describeOutcome, makeCall, type Outcome } from '../call.ts'
import { CliError, EXIT_UNREACHABLE, EXIT_USAGE } from '../cli-error.ts'
import { examples, httpUrl, withServer } from '../options.ts'
import { note, print } from '../output.ts'
import { localSecret } from '../profile.ts'
import { readServerSentEvents } from '../server-sent-events.ts'

const RETRY_FIRST_MS = 500
const RETRY_LIMIT_MS = 30_000
const WEB_HOOKS_LIMIT = 200

interface Options {
  forwardTo?: string
  events?: string
  printJson?: boolean
  loadFromWebHooks?: boolean
  server?: string
  json?: boolean
}

/** Where an event goes, and how. */
interface Target {
  readonly method: string
  readonly url: string
}

export function addListen(program: Command): void {
  const command = withServer(program.command('listen'))
    .description("forward the server's events to a listener on this machine")
    .option('--forward-to <url>', 'the listener', httpUrl)
    .option('--events <list>', 'of these hooks only, separated by commas')
    .option('--print-json', 'print each body')
    .option(
      '--load-from-web-hooks',
      "call as the server's web hooks do: for their events, with their methods and paths",
    )
    .action(run)
  examples(command, [
    'listen --forward-to http://localhost:3000/hooks',
    'listen --forward-to http://localhost:3000 --load-from-web-hooks',
    'listen --print-json --events onMeetingClosed,onMeetingDeleted',
  ])
}

async function run(options: Options): Promise<void> {
  const connection = connect(options)
  const secret = localSecret()
  const events = readEvents(options.events)
  const targets = await readTargets(connection, options)
  if (options.forwardTo) note(`Signed with ${secret}, which the listener has to know.`)
  for await (const text of follow(connection)) {
    const event: Json = JSON.parse(text)
    if (!isHookName(event.event) || !events.includes(event.event)) continue
    const body = bodyIn(text)
    if (body === null) continue
    const called = targets(event.event)
    for (const target of called) {
      const outcome = await forward(event, body, target, secret)
      await show(event, body, { ...options, target, outcome })
    }
    if (called.length === 0) await show(event, body, options)
  }
}

function readEvents(listed: string | undefined): readonly HookName[] {
  if (listed === undefined) return hookNames
  return listed.split(',').map((name) => {
    if (isHookName(name.trim())) return name.trim() as HookName
    throw new CliError(`${name} is not a hook. They are: ${hookNames.join(', ')}`, EXIT_USAGE)
  })
}

/** Without `--load-from-web-hooks` every event goes to the one URL. */
async function readTargets(
  connection: Connection,
  { forwardTo, loadFromWebHooks }: Options,
): Promise<(event: HookName) => readonly Target[]> {
  if (!forwardTo) return () => []
  if (!loadFromWebHooks) return () => [{ method: 'POST', url: forwardTo }]
  const targets = new Map<string, Target[]>()
  const api = operationsOf(connection)
  const webHooks = list((query) => api.GET('/api/v1/web-hooks', { params: { query } }), WEB_HOOKS_LIMIT)
  for await (const { event, url, method, enabled } of webHooks) {
    if (!enabled) continue
    const { pathname, search } = new URL(url)
    const target = { method, url: new URL(pathname + search, forwardTo).href }
    targets.set(event, [...(targets.get(event) ?? []), target])
    note(`${event} → ${target.method} ${target.url}`)
  }
  return (event) => targets.get(event) ?? []
}

/** The texts of the events from now on, over as many connections as it takes. */
async function* follow(connection: Connection): AsyncGenerator<string> {
  let lastId = ''
  let waitMs = RETRY_FIRST_MS
  let isFirst = true
  for (;;) {
    try {
      const headers = lastId ? { 'last-event-id': lastId } : undefined
      const response = await openStream(connection, '/events/stream', { headers })
      if (!response.ok) throw await refusalOf(response)
      note(isFirst ? `Listening to ${connection.server}. Ctrl-C ends it.` : 'Listening again.')
      isFirst = false
      waitMs = RETRY_FIRST_MS
      for await (const { event, data, id } of readServerSentEvents(response.body!)) {
        if (event === 'event') yield data
        lastId = id
      }
    } catch (error) {
      if (error instanceof CliError && (isFirst || error.exitCode !== EXIT_UNREACHABLE)) throw error
      note(`The stream broke off (${error instanceof Error ? error.message : String(error)}).`)
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    waitMs = Math.min(2 * waitMs, RETRY_LIMIT_MS)
  }
}

/** The very bytes of the body, as the server spliced them into the event; null where it was erased. */
export function bodyIn(eventText: string): string | null {
  const start = eventText.indexOf(',"body":') + ',"body":'.length
  const body = eventText.slice(start, -1)
  return body === 'null' ? null : body
}

async function forward(event: Json, body: string, target: Target, secret: string): Promise<Outcome> {
  const headers: Record<string, string> = {}
  if (event.occurrence) headers['webhook-occurrence'] = event.occurrence
  if (event.change) headers['webhook-change'] = event.change
  const apiKey = process.env['SIMPLEX_MEETING_HOOK_KEY']
  const sequence = event.meetings.map((meeting: Json) => meeting.sequence)
  const call = await signTestCall({
    event: event.event,
    id: event.id,
    payload: body,
    sequence,
    secret,
    apiKey,
    headers,
  })
  return makeCall(target.url, { ...call, method: target.method })
}

async function show(
  event: Json,
  body: string,
  { json, printJson, target, outcome }: Options & { target?: Target; outcome?: Outcome },
): Promise<void> {
  const meetings = event.meetings.map((meeting: Json) => `${meeting.id}#${meeting.sequence}`).join(' ')
  const said = outcome ? `  ${describeOutcome(outcome)}` : ''
  await print({ json }, { ...event, target, outcome }, () => {
    const line = `${event.createdAt}  ${event.event}  ${meetings}${said}`
    return printJson ? `${line}\n${JSON.stringify(JSON.parse(body), null, 2)}` : line
  })
}

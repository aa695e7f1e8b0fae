/**
 * `trigger`: a call of a hook with its documented body. With `--to` it goes from this machine to a listener, signed with
 * this machine's secret, and no server is needed; without, the server makes test calls to its web hooks of that event.
 */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import { signTestCall } from '../../../receiver/src/testing.ts'
import { answerOf, connect, type Json, list, operationsOf } from '../api.ts'
import { describeOutcome, isSuccess, makeCall } from '../call.ts'
import { CliError, EXIT_FAILED, EXIT_UNREACHABLE, EXIT_USAGE } from '../cli-error.ts'
import { examples, hookArgument, httpUrl, withServer } from '../options.ts'
import { note, print } from '../output.ts'
import { localSecret } from '../profile.ts'

const WEB_HOOKS_LIMIT = 200

interface Options {
  to?: string
  method: string
  payload?: string
  webHook?: string
  server?: string
  json?: boolean
}

export function addTrigger(program: Command): void {
  const command = withServer(program.command('trigger'))
    .description('make a call of a hook with its documented body')
    .addArgument(hookArgument())
    .option('--to <url>', 'call this listener from here, without any server', httpUrl)
    .option('--method <method>', 'POST or PUT, with --to', 'POST')
    .option('--payload <file>', 'another body, with --to')
    .option('--web-hook <id>', 'only this web hook of the server')
    .action(run)
  examples(command, [
    'trigger onMeetingClosed --to http://localhost:3000/hooks',
    'trigger onMeetingDeleted   # the server makes a test call to each of its web hooks',
  ])
}

async function run(event: HookName, options: Options): Promise<void> {
  if (options.to) await callListener(event, options.to, options)
  else await callWebHooks(event, options)
}

async function callListener(event: HookName, url: string, options: Options): Promise<void> {
  const secret = localSecret()
  const payload = options.payload === undefined ? undefined : readText(options.payload)
  const apiKey = process.env['SIMPLEX_MEETING_HOOK_KEY']
  const call = await signTestCall({ event, secret, payload, apiKey })
  note(`Signed with ${secret}, which the listener has to know.`)
  const outcome = await makeCall(url, { ...call, method: options.method })
  const id = call.headers['webhook-id']
  await print(options, { event, id, url, ...outcome }, () => `${event} → ${url}  ${describeOutcome(outcome)}`)
  if (!isSuccess(outcome)) process.exitCode = outcome.status === null ? EXIT_UNREACHABLE : EXIT_FAILED
}

async function callWebHooks(event: HookName, options: Options): Promise<void> {
  const api = operationsOf(connect(options))
  const webHooks: Json[] = []
  const found = list(
    (page) => api.GET('/api/v1/web-hooks', { params: { query: { event, ...page } } }),
    WEB_HOOKS_LIMIT,
  )
  for await (const webHook of found) {
    if (webHook.id === (options.webHook ?? webHook.id)) webHooks.push(webHook)
  }
  if (webHooks.length === 0) throw new CliError(`The server has no such web hook for ${event}.`)
  for (const { id, url } of webHooks) {
    const delivery = await answerOf(api.POST('/api/v1/web-hooks/{id}/test', { params: { path: { id } } }))
    const attempt = delivery.attempts.at(-1)
    await print(
      options,
      delivery,
      () => `${event} → ${url}  ${attempt?.status ?? attempt?.error} (${delivery.state})`,
    )
    if (delivery.state !== 'delivered') process.exitCode = EXIT_FAILED
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${String(error)}`, EXIT_USAGE)
  }
}

/**
 * `doctor`: whether a URL will do as a web hook's. The server makes one test call to it, by the very path of real calls,
 * and what came of it is looked at as a whole: reachable from there, TLS, redirects, clocks, how fast it answers.
 */
import type { Command } from 'commander'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import { answerOf, connect, type Json, operationsOf, type ServerOption } from '../api.ts'
import { EXIT_FAILED } from '../cli-error.ts'
import { examples, hookOption, httpUrl, withServer } from '../options.ts'
import { columns, print } from '../output.ts'

const SLOW_MS = 5_000
const SKEW_LIMIT_SECONDS = 60

interface Finding {
  check: string
  result: 'good' | 'warning' | 'bad'
  detail: string
}

export function addDoctor(program: Command): void {
  const command = withServer(program.command('doctor'))
    .description('whether a URL will do as that of a web hook, as the server sees it')
    .argument('<url>', 'a listener', httpUrl)
    .addOption(hookOption().default('onMeetingClosed'))
    .action(run)
  examples(command, ['doctor https://listener.example.com/hooks'])
}

async function run(url: string, options: ServerOption & { event: HookName; json?: boolean }): Promise<void> {
  const body = { event: options.event, url }
  const delivery = await answerOf(operationsOf(connect(options)).POST('/api/v1/web-hooks/test', { body }))
  const findings = examine(url, delivery)
  await print(options, { url, findings }, () =>
    columns(findings.map(({ check, result, detail }) => [check, result, detail])),
  )
  if (findings.some(({ result }) => result === 'bad')) process.exitCode = EXIT_FAILED
}

export function examine(url: string, delivery: Json): Finding[] {
  const attempt = delivery.attempts.at(-1)
  const isTls = url.startsWith('https:')
  const tls: Finding = isTls
    ? { check: 'TLS', result: 'good', detail: `${attempt?.timings?.tlsMs ?? '?'} ms` }
    : { check: 'TLS', result: 'warning', detail: 'http: anybody on the way can read what meetings are about' }
  if (attempt?.status == null) {
    const detail = attempt?.error ?? delivery.reason ?? 'no answer'
    return [{ check: 'reachable', result: 'bad', detail }, ...(isTls ? [] : [tls])]
  }
  const reachable: Finding = { check: 'reachable', result: 'good', detail: `at ${attempt.address}` }
  return [reachable, tls, answer(attempt), ...speed(attempt), ...clock(attempt)]
}

function answer({ status, responseHeaders, responseBody }: Json): Finding {
  const check = 'answer'
  if (status >= 200 && status < 300) return { check, result: 'good', detail: String(status) }
  const advice: Record<number, string> = {
    401: 'the listener does not know the secret or the key of this test call; a saved web hook has its own',
    403: 'the listener, or what stands before it, refuses the call',
    404: 'check the path',
    405: 'the listener takes another method',
    410: 'a real call would make the server stop',
    429: 'the listener is overloaded',
  }
  const location = responseHeaders?.location
  const redirect = location ? `redirects to ${location}: give the web hook that URL` : undefined
  const words = redirect ?? advice[status] ?? String(responseBody ?? '').slice(0, 200)
  return { check, result: 'bad', detail: `${status}${words ? `: ${words}` : ''}` }
}

function speed({ durationMs }: Json): Finding[] {
  const result = durationMs > SLOW_MS ? 'warning' : 'good'
  const detail = `${Math.round(durationMs)} ms${result === 'good' ? '' : ': answer first and work afterwards'}`
  return [{ check: 'speed', result, detail }]
}

/** By the answer's Date, which most servers send; to the second. */
function clock({ startedAt, durationMs, responseHeaders }: Json): Finding[] {
  const date = new Date(String(responseHeaders?.date ?? NaN)).getTime()
  if (Number.isNaN(date)) return []
  const skewSeconds = Math.round((date - (new Date(startedAt).getTime() + durationMs)) / 1000)
  const isFar = Math.abs(skewSeconds) > SKEW_LIMIT_SECONDS
  const detail = `${Math.abs(skewSeconds)} s ${skewSeconds < 0 ? 'behind' : 'ahead of'} the server`
  return [
    { check: 'clock', result: isFar ? 'bad' : 'good', detail: isFar ? `${detail}: set it by NTP` : detail },
  ]
}

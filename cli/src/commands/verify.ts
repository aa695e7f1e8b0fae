/**
 * `verify`: looks at one captured call as a listener would, and says of key, signature, time and body which is wrong. The
 * capture is an HTTP request as it went over the wire, or JSON with `headers` and `body`.
 *
 * A signature alone cannot tell a wrong secret from a changed body. But bodies change in a few known ways (parsed and
 * written again, a line end more or less): where one of these undone makes the signature match, that is what happened.
 */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { isHookName } from '../../../receiver/src/contract/hook-names.ts'
import { HookCallError } from '../../../receiver/src/hook-call-error.ts'
import { receiveHookCall } from '../../../receiver/src/receive.ts'
import { verifySignature } from '../../../receiver/src/verify-signature.ts'
import { CliError, EXIT_FAILED, EXIT_USAGE } from '../cli-error.ts'
import { examples } from '../options.ts'
import { columns, print } from '../output.ts'
import { localSecret } from '../profile.ts'

interface Capture {
  headers: Record<string, string>
  body: string
}

interface Finding {
  check: 'key' | 'signature' | 'time' | 'body'
  result: 'good' | 'bad' | 'not checked'
  detail: string
}

interface Options {
  at?: string
  anyAge?: boolean
  json?: boolean
}

export function addVerify(program: Command): void {
  const command = program
    .command('verify')
    .description('say of a captured call what a listener would, and which part of it is wrong')
    .argument('<file>', 'an HTTP request, or JSON with headers and body; - for standard input')
    .option('--at <time>', 'when it arrived; default: now')
    .option('--any-age', 'do not look at the time')
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      "\nThe secret is SIMPLEX_MEETING_SECRET, or this machine's own; the key is SIMPLEX_MEETING_HOOK_KEY.",
    )
    .action(run)
  examples(command, ['verify captured.txt --any-age', 'verify - --at 2026-11-24T08:00:00Z < captured.json'])
}

async function run(file: string, options: Options): Promise<void> {
  const capture = parseCapture(readInput(file))
  const findings = [
    await checkKey(capture),
    await checkSignature(capture),
    checkTime(capture, options),
    await checkBody(capture),
  ]
  await print(options, { findings }, () =>
    columns(findings.map(({ check, result, detail }) => [check, result, detail])),
  )
  if (findings.some(({ result }) => result === 'bad')) process.exitCode = EXIT_FAILED
}

function readInput(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${String(error)}`, EXIT_USAGE)
  }
}

/** Of a request, everything after the first empty line is the body, byte for byte. */
export function parseCapture(text: string): Capture {
  if (text.trimStart().startsWith('{')) {
    const { headers, body } = JSON.parse(text) as Partial<Capture>
    if (headers && body !== undefined) {
      return { headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
    }
  }
  const [, head, body] = /^(.*?)\r?\n\r?\n(.*)$/s.exec(text) ?? []
  if (head === undefined || body === undefined) {
    throw new CliError('This is neither an HTTP request nor JSON with headers and body.', EXIT_USAGE)
  }
  const lines = head.split(/\r?\n/).filter((line) => /^[\w-]+:/.test(line))
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { headers: Object.fromEntries(headers), body }
}

async function checkKey({ headers }: Capture): Promise<Finding> {
  const expected = process.env['SIMPLEX_MEETING_HOOK_KEY']
  const given = valueOf(headers, 'x-api-key')
  if (expected === undefined) {
    return { check: 'key', result: 'not checked', detail: given ? 'there is one' : 'there is none' }
  }
  if (given === expected) return { check: 'key', result: 'good', detail: '' }
  return { check: 'key', result: 'bad', detail: given ? 'X-API-KEY is another one' : 'X-API-KEY is missing' }
}

async function checkSignature(capture: Capture): Promise<Finding> {
  const check = 'signature'
  const code = await signatureFault(capture)
  if (code === null) return { check, result: 'good', detail: '' }
  if (code !== 'signature-mismatch') return { check, result: 'bad', detail: code }
  for (const [change, body] of Object.entries(undone(capture.body))) {
    if (body !== capture.body && (await signatureFault({ ...capture, body })) === null) {
      return { check, result: 'bad', detail: `changed body: ${change}. Verify the bytes as they arrive.` }
    }
  }
  return {
    check,
    result: 'bad',
    detail: 'wrong secret, or a body that was changed: check the secret first',
  }
}

/** The body as it may have been before it was changed, by what changed it. */
function undone(body: string): Record<string, string> {
  const trimmed = body.replace(/\r?\n$/, '')
  const bodies: Record<string, string> = {
    'a line end was added': trimmed,
    'a line end was taken away': `${body}\n`,
    'line ends were changed': body.replaceAll('\r\n', '\n'),
  }
  try {
    const value: unknown = JSON.parse(body)
    bodies['it was parsed and written again'] = JSON.stringify(value)
    bodies['it was parsed and written on one line'] = JSON.stringify(value, null, 2)
    bodies['it was parsed and written on one line, and its last line end is gone'] =
      `${JSON.stringify(value, null, 2)}\n`
  } catch {
    // What is no JSON was not parsed and written again.
  }
  return bodies
}

/** The time is judged apart, so here every call was made just now. */
async function signatureFault({ headers, body }: Capture): Promise<string | null> {
  const seconds = Number(valueOf(headers, 'webhook-timestamp'))
  const now = Number.isFinite(seconds) ? new Date(seconds * 1000) : new Date()
  try {
    await verifySignature({ headers, body }, { secret: localSecret(), now })
    return null
  } catch (error) {
    if (error instanceof HookCallError) return error.code
    throw error
  }
}

const TOLERANCE_SECONDS = 300

function checkTime({ headers }: Capture, { at, anyAge }: Options): Finding {
  const check = 'time'
  const seconds = Number(valueOf(headers, 'webhook-timestamp'))
  if (!Number.isInteger(seconds) || seconds <= 0) {
    return { check, result: 'bad', detail: 'webhook-timestamp is missing or no number of seconds' }
  }
  const arrived = at === undefined ? new Date() : new Date(at)
  if (Number.isNaN(arrived.getTime())) throw new CliError(`--at ${at} is no time.`, EXIT_USAGE)
  const signedAt = new Date(seconds * 1000).toISOString()
  const age = Math.round(arrived.getTime() / 1000) - seconds
  const detail = `signed at ${signedAt}, ${Math.abs(age)} s ${age < 0 ? 'in the future' : 'ago'}`
  if (anyAge) return { check, result: 'not checked', detail }
  if (Math.abs(age) <= TOLERANCE_SECONDS) return { check, result: 'good', detail }
  const advice = at === undefined ? 'say --at when it arrived, or --any-age' : 'wrong clock, or a replay'
  return { check, result: 'bad', detail: `${detail}: ${advice}` }
}

async function checkBody({ headers, body }: Capture): Promise<Finding> {
  const check = 'body'
  const event = valueOf(headers, 'webhook-event') ?? ''
  if (!isHookName(event)) return { check, result: 'bad', detail: `webhook-event is "${event}"` }
  try {
    await receiveHookCall({ headers, body, unverified: true })
    return { check, result: 'good', detail: event }
  } catch (error) {
    if (error instanceof HookCallError) return { check, result: 'bad', detail: error.message }
    throw error
  }
}

function valueOf(headers: Capture['headers'], name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
}

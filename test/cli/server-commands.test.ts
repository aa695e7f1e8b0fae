/** What the command line asks of a real server. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { receiveHookCall } from '../../receiver/src/receive.ts'
import { SECRET } from '../../receiver/src/testing/signed-call.ts'
import { createCommandLine, type CommandLine } from '../support/command-line.ts'
import { type Listener, type ListenerCall, startListener } from '../support/listener.ts'
import { ADMIN_KEY, type Json, startTestServer, type TestServer } from '../support/server.ts'

const MAIN = join(import.meta.dirname, '../../cli/src/main.ts')

let server: TestServer
let listener: Listener
let commandLine: CommandLine
let env: Record<string, string>

beforeAll(async () => {
  server = await startTestServer()
  listener = await startListener()
  env = {
    SIMPLEX_MEETING_URL: server.url,
    SIMPLEX_MEETING_API_KEY: ADMIN_KEY,
    SIMPLEX_MEETING_SECRET: SECRET,
  }
  commandLine = await createCommandLine(env)
})
afterEach(async () => {
  const { data } = (await server.api('GET', '/web-hooks')).body
  for (const { id } of data) await server.api('DELETE', `/web-hooks/${id}`)
})
afterAll(async () => {
  await commandLine.remove()
  await listener.close()
  await server.stop()
})

async function schedule(topic: string): Promise<Json> {
  return (await server.api('POST', '/meetings', { topic })).body
}

test('meetings are scheduled, listed and closed', async () => {
  const scheduled = await commandLine.run(['meetings', 'schedule', 'Weekly', '--duration', '45', '--json'])
  expect(scheduled.code).toBe(0)
  const [meeting] = scheduled.json()
  expect(meeting).toMatchObject({ topic: 'Weekly', duration: '45', joinUrl: expect.any(String) })
  const listed = await commandLine.run(['meetings', 'list', '--search', 'Weekly'])
  expect(listed.out).toContain(meeting.id)
  const closed = await commandLine.run(['meetings', 'close', meeting.meetingId, '--json'])
  expect(closed.json()).toMatchObject([{ id: meeting.id, isClosed: true }])
  const again = await commandLine.run(['meetings', 'close', meeting.id])
  expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('closed') })
  const wrong = await commandLine.run(['meetings', 'schedule', 'x', '--timezone', 'Mars/Olympus'])
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('/timezone') })
})

test('a key that the server does not know ends with 4, a server that is away with 3', async () => {
  const args = ['meetings', 'list']
  const unknown = await commandLine.run(args, { env: { SIMPLEX_MEETING_API_KEY: 'unknown' } })
  expect(unknown).toMatchObject({ code: 4, out: '' })
  const away = await commandLine.run(args, { env: { SIMPLEX_MEETING_URL: 'http://127.0.0.1:9' } })
  expect(away).toMatchObject({ code: 3, err: expect.stringContaining('cannot be reached') })
})

test('login keeps the key in a file for its owner alone, and for that server alone', async () => {
  const alone = await createCommandLine()
  onTestFinished(() => alone.remove())
  expect(await alone.run(['login', server.url], { input: 'unknown\n' })).toMatchObject({ code: 4 })
  const kept = await alone.run(['login', server.url], { input: `${ADMIN_KEY}\n` })
  expect(kept).toMatchObject({ code: 0, err: '' })
  const path = join(alone.home, '.config/simplex-meeting/profile.json')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await alone.run(['meetings', 'list'])).toMatchObject({ code: 0, err: '' })
  const elsewhere = await alone.run(['meetings', 'list', '--server', listener.origin])
  expect(elsewhere).toMatchObject({ code: 2, err: expect.stringContaining('No API key') })
})

test('listen forwards events as real calls are: the same bytes, signed, by the methods and paths of web hooks', async () => {
  const url = `${listener.origin}/from/web-hook?x=1`
  const webHook = { event: 'onMeetingScheduled', url, method: 'PUT' }
  expect((await server.api('POST', '/web-hooks', webHook)).status).toBe(201)
  const forwardTo = ['--forward-to', listener.origin]
  const listening = commandLine.start(['listen', ...forwardTo, '--load-from-web-hooks', '--json'])
  onTestFinished(() => void listening.process.kill())
  await listening.said('Listening to')
  const meeting = await schedule('Züri "1"')
  const line = JSON.parse(await listening.nextLine())
  expect(line).toMatchObject({ event: 'onMeetingScheduled', outcome: { status: 200 } })
  // The web hook itself calls the same listener.
  const isForwarded = ({ headers }: ListenerCall) => headers['user-agent'] === 'simplex-meeting-cli'
  const call = (await listener.waitFor((calls) => calls.some(isForwarded))).find(isForwarded)!
  expect(call.path).toBe('/from/web-hook?x=1')
  expect(call.method).toBe('PUT')
  const received = await receiveHookCall({
    headers: call.headers,
    body: call.body,
    secret: SECRET,
  })
  expect(received).toMatchObject({ id: line.id, meetings: [{ id: meeting.id, sequence: 1 }] })
  const [delivery] = (await server.api('GET', `/deliveries?meeting=${meeting.id}`)).body.data
  const stored = await server.api('GET', `/deliveries/${delivery.id}`)
  expect(call.body.toString()).toBe(JSON.stringify(stored.body.body))
})

test('events go on where the cursor file says, and follow until they are interrupted', async () => {
  const file = join(commandLine.home, 'place')
  const args = ['events', '--json', '--cursor-file', file]
  await commandLine.run(args)
  const first = await schedule('One')
  expect((await commandLine.run(args)).json()).toMatchObject([
    { event: 'onMeetingScheduled', meetings: [{ id: first.id, sequence: 1 }], payload: { topic: 'One' } },
  ])
  expect((await commandLine.run(args)).out).toBe('')
  const following = commandLine.start([...args, '--follow'])
  const second = await schedule('Two')
  expect(JSON.parse(await following.nextLine())).toMatchObject({ payload: { id: second.id } })
  following.process.kill('SIGINT')
  const [code] = await once(following.process, 'close')
  expect(code).toBe(0)
  expect((await readFile(file, 'utf8')).trim()).not.toBe('')
  const wrong = await commandLine.run(['events', '--after', 'not-a-cursor'])
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('cursor') })
})

test('a reader that goes away ends the command without a word', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, index) => schedule(`Pipe ${index}`)))
  const script = `"$0" "$1" events --follow --json | head -n 1; echo "\${PIPESTATUS[0]}"`
  const shell = spawn('bash', ['-c', script, process.execPath, MAIN], {
    env: { ...env, PATH: process.env['PATH'], HOME: commandLine.home },
  })
  const [out, err] = [shell.stdout.toArray(), shell.stderr.toArray()]
  // The command writes again when something happens, and learns then that nobody reads.
  const writing = setInterval(() => void schedule('More'), 200)
  await once(shell, 'close')
  clearInterval(writing)
  expect(Buffer.concat(await err).toString()).toBe('')
  const lines = Buffer.concat(await out)
    .toString()
    .trim()
    .split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toBe('141')
})

test('web hooks are kept as code: planned, applied, unchanged, changed, exported', async () => {
  const file = join(commandLine.home, 'web-hooks.json')
  const entry = { name: 'crm', event: 'onMeetingClosed', url: `${listener.origin}/crm` }
  const write = (webHooks: object[]) => writeFile(file, JSON.stringify({ webHooks }))
  const apply = (args: string[], more = {}) => commandLine.run(['web-hooks', 'apply', file, ...args], more)
  await write([entry])
  expect((await apply(['--dry-run', '--json'])).json()).toMatchObject([{ name: 'crm', action: 'create' }])
  expect(await apply([])).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  expect((await server.api('GET', '/web-hooks')).body.data).toEqual([])

  const created = await apply(['--yes'])
  expect(created).toMatchObject({ code: 0, out: expect.stringMatching(/\+ crm[^]*whsec_/) })
  expect((await apply(['--yes', '--json'])).json()).toMatchObject([{ action: 'unchanged', changes: [] }])
  await server.api('PUT', '/web-hooks/by-name/crm', { event: entry.event, url: entry.url, timeoutSeconds: 9 })
  await write([{ ...entry, enabled: false, apiKey: '${CRM_KEY}' }])
  expect(await apply(['--yes'])).toMatchObject({ code: 2, err: expect.stringContaining('CRM_KEY') })
  const changed = await apply(['--yes'], { env: { CRM_KEY: 'the key of the CRM' } })
  expect(changed.out).toContain('enabled: true → false')
  expect(changed.out).toContain('apiKey: written')
  expect(changed.out + changed.err).not.toContain('the key of the CRM')

  const exported = await commandLine.run(['web-hooks', 'export'])
  const { webHooks } = JSON.parse(exported.out)
  expect(webHooks).toMatchObject([{ ...entry, enabled: false, timeoutSeconds: 9 }])
  await writeFile(file, exported.out)
  expect((await apply(['--dry-run', '--json'])).json()).toMatchObject([{ action: 'unchanged' }])
  await writeFile(file, '{')
  expect(await apply(['--yes'])).toMatchObject({ code: 2, err: expect.stringContaining('not JSON') })
})

test('trigger has the server call its web hooks; deliveries show it; replay says how many it would send', async () => {
  const body = { event: 'onMeetingScheduled', url: `${listener.origin}/triggered` }
  const webHook = (await server.api('POST', '/web-hooks', body)).body
  const triggered = await commandLine.run(['trigger', 'onMeetingScheduled', '--json'])
  expect(triggered).toMatchObject({ code: 0 })
  expect(triggered.json()).toMatchObject([{ state: 'delivered', isTest: true }])
  const isTest = ({ path, headers }: ListenerCall) =>
    path === '/triggered' && headers['webhook-test'] === 'true'
  await listener.waitFor((calls) => calls.some(isTest))
  expect(await commandLine.run(['trigger', 'onMeetingDeleted'])).toMatchObject({ code: 1 })

  const listed = await commandLine.run(['deliveries', '--web-hook', webHook.id, '--json'])
  const [delivery] = listed.json()
  expect(delivery).toMatchObject({ webHookId: webHook.id })
  const shown = await commandLine.run(['deliveries', delivery.id])
  expect(shown.out).toMatch(/delivered[^]*\n {2}1 {2}/)

  // Events are dated by the database's clock, which here is ahead of the server's.
  const replay = ['replay', webHook.id, '--since', '2026-11-01', '--until', '2100-01-01']
  const dry = await commandLine.run([...replay, '--only', 'missed', '--dry-run', '--json'])
  const missed = dry.json()[0].count
  expect(missed).toBeGreaterThan(0)
  const done = await commandLine.run([...replay, '--only', 'missed', '--json', '--no-wait'])
  expect(done.json()).toMatchObject([{ total: missed }])
})

test('doctor says whether a URL will do, and why not', async () => {
  const date = server.clock.now().toUTCString()
  listener.respondWith({ status: 204, headers: { date } })
  const good = await commandLine.run(['doctor', listener.origin, '--json'])
  expect(good.json()[0].findings).toMatchObject([
    { check: 'reachable', result: 'good' },
    { check: 'TLS', result: 'warning' },
    { check: 'answer', result: 'good' },
    { check: 'speed' },
    { check: 'clock', result: 'good' },
  ])
  expect(good).toMatchObject({ code: 0 })
  listener.respondWith({ status: 301, headers: { location: 'https://elsewhere.example/' } })
  const moved = await commandLine.run(['doctor', listener.origin])
  expect(moved).toMatchObject({ code: 1, out: expect.stringContaining('redirects to https://elsewhere') })
  listener.respondWith({ status: 200, headers: { date: 'Sat, 01 Jan 2022 00:00:00 GMT' } })
  const late = await commandLine.run(['doctor', listener.origin])
  expect(late).toMatchObject({ code: 1, out: expect.stringMatching(/clock +bad .* behind the server/) })
  const gone = await startListener()
  await gone.close()
  const away = await commandLine.run(['doctor', gone.origin])
  expect(away).toMatchObject({ code: 1, out: expect.stringMatching(/reachable +bad/) })
})

test('simulate schedules, changes and deletes as many meetings as it is asked for', async () => {
  const simulated = await commandLine.run(['simulate', '--meetings', '5', '--rate', '100', '--json'])
  expect(simulated.json()).toMatchObject([{ meetings: 5, requests: 15, failed: 0 }])
  expect((await server.api('GET', '/meetings?q=Simulation')).body.data).toEqual([])
})

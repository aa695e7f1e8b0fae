/** What the command line does without any server: calls of its own, captured calls, help, completion. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, writeFile, chmod } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createProgram } from '../../cli/src/program.ts'
import { createNodeListener } from '../../receiver/src/listeners.ts'
import { signTestCall } from '../../receiver/src/testing.ts'
import { SECRET, OTHER_SECRET } from '../../receiver/src/testing/signed-call.ts'
import { createCommandLine, type CommandLine } from '../support/command-line.ts'

type Command = ReturnType<typeof createProgram>

let commandLine: CommandLine

beforeAll(async () => {
  commandLine = await createCommandLine()
})
afterAll(() => commandLine.remove())

async function startListener(secret: string): Promise<{ url: string; topics: string[] }> {
  const topics: string[] = []
  const onMeetingClosed = ({ payload }: { payload: { topic: string } }) => topics.push(payload.topic)
  const server = createServer(createNodeListener({ onMeetingClosed }, { secret, onError: () => {} }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close().closeAllConnections()
  })
  const address = server.address() as { port: number }
  return { url: `http://127.0.0.1:${address.port}/hooks`, topics }
}

test('every command has examples, and --json where it prints something for programs', () => {
  const commandsBelow = (command: Command): Command[] =>
    command.commands.length === 0 ? [command] : command.commands.flatMap(commandsBelow)
  const commands = commandsBelow(createProgram())
  expect(commands.length).toBeGreaterThan(14)
  for (const command of commands) {
    let help = ''
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp()
    expect(help, command.name()).toMatch(/\nExamples:\n {2}\$ simplex-meeting /)
    // A completion is a program of a shell, and no data.
    if (command.name() !== 'completion') expect(help, command.name()).toContain('--json')
  }
})

test('the secret of this machine stays the same, as text and as JSON', async () => {
  const secret = (await commandLine.run(['secret'])).out.trim()
  expect(secret).toMatch(/^whsec_/)
  expect((await commandLine.run(['secret', '--json'])).json()).toEqual([{ secret }])
})

test('help has examples and exit codes; a wrong command line ends with 2 and says what is wrong', async () => {
  const help = await commandLine.run(['--help'])
  expect(help).toMatchObject({ code: 0, err: '' })
  expect(help.out).toContain('Exit codes:')
  const commands = [...help.out.matchAll(/^ {2}([a-z-]+) [^ ]/gm)].map(([, name]) => name!)
  for (const command of commands.filter((name) => !['meetings', 'web-hooks', 'help'].includes(name))) {
    expect((await commandLine.run([command, '--help'])).out).toContain('Examples:')
  }
  for (const [args, words] of [
    [['trigger', 'onMeetingMoved'], 'onMeetingClosed'],
    [['deliveries', '--limit', '0'], 'from 1 to'],
    [['listen', '--forward-to', 'localhost'], 'http://'],
    [['deliverys'], 'deliveries'],
    [['events'], 'SIMPLEX_MEETING_URL'],
    [['events', '--server', 'http://127.0.0.1:9'], 'SIMPLEX_MEETING_API_KEY'],
  ] as const) {
    const { code, err, out } = await commandLine.run(args)
    expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
    expect(err).toContain(words)
  }
})

test('trigger calls a listener, which verifies the call with the secret that stays the same between runs', async () => {
  const first = await commandLine.run(['trigger', 'onMeetingClosed', '--to', 'http://127.0.0.1:9/'])
  expect(first).toMatchObject({ code: 3, out: expect.stringContaining('no answer') })
  const secret = /whsec_\S+(?=,)/.exec(first.err)![0]
  const { url, topics } = await startListener(secret)
  const called = await commandLine.run(['trigger', 'onMeetingClosed', '--to', url, '--json'])
  expect(called).toMatchObject({ code: 0 })
  expect(called.json()).toMatchObject([{ event: 'onMeetingClosed', status: 204 }])
  expect(topics).toEqual(['My Meeting Topic'])
  const other = await commandLine.run(['trigger', 'onMeetingClosed', '--to', url], {
    env: { SIMPLEX_MEETING_SECRET: OTHER_SECRET },
  })
  expect(other).toMatchObject({ code: 1, out: expect.stringContaining('401') })
  const path = join(commandLine.home, '.config/simplex-meeting/profile.json')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await chmod(path, 0o644)
  const refused = await commandLine.run(['trigger', 'onMeetingClosed', '--to', url])
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('chmod 600') })
  await chmod(path, 0o600)
})

test('verify says of a captured call which of secret, body, clock and key is wrong', async () => {
  const { headers, body } = await signTestCall({ event: 'onMeetingClosed', secret: SECRET, apiKey: 'k-1' })
  const env = { SIMPLEX_MEETING_SECRET: SECRET, SIMPLEX_MEETING_HOOK_KEY: 'k-1' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const raw = `POST /hooks HTTP/1.1\r\n${lines.join('')}\r\n${body}`
  const verify = async (input: string, more: Record<string, string> = {}, options: string[] = []) => {
    const ended = await commandLine.run(['verify', '-', '--json', ...options], {
      input,
      env: { ...env, ...more },
    })
    const findings: { check: string; result: string; detail: string }[] = ended.json()[0].findings
    return { code: ended.code, bad: findings.filter(({ result }) => result === 'bad') }
  }
  expect(await verify(raw)).toEqual({ code: 0, bad: [] })
  expect(await verify(JSON.stringify({ headers, body }))).toEqual({ code: 0, bad: [] })
  expect(await verify(raw, { SIMPLEX_MEETING_SECRET: OTHER_SECRET })).toMatchObject({
    code: 1,
    bad: [{ check: 'signature', detail: expect.stringContaining('wrong secret') }],
  })
  const reformatted = JSON.stringify(JSON.parse(body), null, 2)
  expect(await verify(JSON.stringify({ headers, body: reformatted }))).toMatchObject({
    code: 1,
    bad: [{ check: 'signature', detail: expect.stringContaining('changed body: it was parsed') }],
  })
  expect(await verify(`${raw}\n`)).toMatchObject({
    bad: [{ check: 'signature', detail: expect.stringContaining('a line end was added') }],
  })
  expect(await verify(raw, {}, ['--at', '2026-01-01T00:00:00Z'])).toMatchObject({
    code: 1,
    bad: [{ check: 'time', detail: expect.stringContaining('wrong clock') }],
  })
  expect(await verify(raw, { SIMPLEX_MEETING_HOOK_KEY: 'k-2' })).toMatchObject({
    bad: [{ check: 'key', detail: 'X-API-KEY is another one' }],
  })
  const cut = JSON.stringify({ headers, body: body.slice(0, -1) })
  expect((await verify(cut)).bad.map(({ check }) => check)).toEqual(['signature', 'body'])
  expect(await commandLine.run(['verify', 'no-such-file'])).toMatchObject({ code: 2 })
})

test('listen forwards what a stream tells, and opens it again after its last event', async () => {
  const meeting = JSON.parse((await signTestCall({ event: 'onMeetingClosed' })).body)
  const eventOf = (id: string) => {
    const told = {
      id,
      event: 'onMeetingClosed',
      occurrence: null,
      change: null,
      createdAt: '2026-11-24T08:00:00.000Z',
    }
    const meetings = [{ id: meeting.id, sequence: 3 }]
    return JSON.stringify({ ...told, meetings, body: meeting })
  }
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers['last-event-id'] as string | undefined)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': hello\n\n')
    response.end(`event: event\nid: c${asked.length}\ndata: ${eventOf(`e${asked.length}`)}\n\n`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const { url, topics } = await startListener(SECRET)
  const listening = commandLine.start(['listen', '--forward-to', url, '--json'], {
    SIMPLEX_MEETING_URL: `http://127.0.0.1:${port}`,
    SIMPLEX_MEETING_API_KEY: 'key',
    SIMPLEX_MEETING_SECRET: SECRET,
  })
  onTestFinished(() => {
    listening.process.kill()
    server.close().closeAllConnections()
  })
  expect(JSON.parse(await listening.nextLine())).toMatchObject({ id: 'e1', outcome: { status: 204 } })
  expect(JSON.parse(await listening.nextLine())).toMatchObject({ id: 'e2', outcome: { status: 204 } })
  expect(asked.slice(0, 2)).toEqual([undefined, 'c1'])
  expect(topics.slice(0, 2)).toEqual(['My Meeting Topic', 'My Meeting Topic'])
})

test.each([
  [
    'bash',
    [
      '-c',
      'source /dev/stdin; COMP_WORDS=(simplex-meeting meetings s); COMP_CWORD=2; _simplex_meeting; echo "${COMPREPLY[@]}"',
    ],
    'schedule',
  ],
  ['zsh', ['-n', '/dev/stdin'], ''],
  ['fish', ['--no-execute', '/dev/stdin'], ''],
])('the completion for %s is taken by that shell', async (shell, args, expected) => {
  const { code, out } = await commandLine.run(['completion', shell])
  expect(code).toBe(0)
  expect(out).toContain('schedule')
  if (spawnSync(shell, ['--version']).status !== 0) {
    console.warn(`The completion for ${shell} is not tested: ${shell} is not on this machine.`)
    return
  }
  const file = join(commandLine.home, `completion.${shell}`)
  await writeFile(file, out)
  const taken = spawnSync(
    shell,
    args.map((arg) => arg.replace('/dev/stdin', file)),
    { encoding: 'utf8' },
  )
  expect(taken).toMatchObject({ status: 0, stderr: '' })
  expect(taken.stdout.trim()).toBe(expected)
})

test('the version is that of the package', async () => {
  const manifest = JSON.parse(await readFile(join(import.meta.dirname, '../../cli/package.json'), 'utf8'))
  expect((await commandLine.run(['--version'])).out.trim()).toBe(manifest.version)
})

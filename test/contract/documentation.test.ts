/**
 * The documentation, as the server sends it: every page, link and anchor; and every block of code that can run is run,
 * as a reader would copy it from the site. A block has a name after its language (```sh install.sh); the functions of
 * the page about verifying are run in `verifying-calls.test.ts`.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { goldenBody } from '../../receiver/src/testing/golden-bodies.ts'
import { repository } from '../support/machine-node.ts'
import { type Listener, startListener } from '../support/listener.ts'
import { freePort } from '../support/program.ts'
import { ADMIN_KEY, type Json, startTestServer, type TestServer } from '../support/server.ts'

const CLI = join(import.meta.dirname, '../../cli')

let server: TestServer
let listener: Listener
let registry: Server
let folder: string
let pages: Map<string, string>
const started: ChildProcess[] = []

beforeAll(async () => {
  server = await startTestServer({ clock: null })
  listener = await startListener()
  folder = await mkdtemp(join(tmpdir(), 'documentation-'))
  registry = await serveCommander()
  pages = new Map()
  for (const [, address] of (await text('/docs/llms.txt')).matchAll(/\]\(([^)]+)\.md\)/g)) {
    const path = new URL(address!).pathname
    pages.set(path, await text(`${path}.md`))
  }
})
afterAll(async () => {
  // With what `npx` has started.
  for (const { pid, exitCode } of started) if (exitCode === null) process.kill(-pid!)
  await listener.close()
  registry.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function text(path: string): Promise<string> {
  const response = await fetch(server.url + path, { headers: { accept: 'text/html' } })
  expect(response.status, path).toBe(200)
  return response.text()
}

test('every link and every anchor of every page leads somewhere, and nothing is loaded from elsewhere', async () => {
  expect(pages.size).toBeGreaterThan(25)
  const anchors = new Map<string, Set<string>>()
  const html = new Map<string, string>()
  for (const path of ['/docs/', ...pages.keys()]) {
    const page = await text(path)
    html.set(path, page)
    anchors.set(path, new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!)))
    for (const [, source] of page.matchAll(/<(?:script|img)[^>]* src="([^"]+)"|<link[^>]* href="([^"]+)"/g))
      if (source) expect(source, path).toMatch(/^\/docs\/|^\/color-scheme\.js$/)
    expect(page, path).not.toContain('meet.example.com')
  }
  const checked = new Set<string>()
  for (const [path, page] of html) {
    for (const [, href] of page.matchAll(/<a [^>]*href="([^"]+)"/g)) {
      const url = new URL(href!, server.url + path)
      if (url.origin !== server.url) continue
      const anchor = decodeURIComponent(url.hash.slice(1))
      const known = anchors.get(url.pathname)
      if (known) {
        if (anchor) expect([...known], `${href} on ${path}`).toContain(anchor)
      } else if (!checked.has(url.pathname)) {
        checked.add(url.pathname)
        expect((await fetch(url)).status, `${href} on ${path}`).toBe(200)
      }
    }
  }
})

test('pages are HTML under a strict policy, kept by their ETag; an unknown address is 404', async () => {
  const page = await server.request('GET', '/docs/five-minutes', undefined, { accept: 'text/html' })
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/)
  const known = { 'if-none-match': page.headers.get('etag')! }
  expect((await server.request('GET', '/docs/five-minutes', undefined, known)).status).toBe(304)
  const plain = await fetch(`${server.url}/docs/five-minutes`, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toBe(page.body)
  for (const path of ['/docs/nothing', '/docs/events/', '/docs/404', '/docs/..%2fpackage.json'])
    expect((await server.request('GET', path)).status, path).toBe(404)
  const lost = await server.request('GET', '/docs/nothing', undefined, { accept: 'text/html' })
  expect(lost).toMatchObject({ status: 404, body: expect.stringContaining('There is no such page') })
})

test('the page of each event shows the golden body and each of its fields', () => {
  for (const hook of hookNames) {
    const page = pages.get(`/docs/events/${hook}`)!
    const body = goldenBody(hook)
    expect(JSON.parse(/```json\n([^]*?)```/.exec(page)![1]!), hook).toEqual(body)
    for (const key of keysOf(body))
      expect(page, `${key} of ${hook}`).toMatch(new RegExp(`\\| \`\\S*${key}\` \\|`))
  }
})

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
}

/** The blocks by name, as they stand on the pages. */
function blocks(): Map<string, string> {
  const found = new Map<string, string>()
  for (const page of pages.values()) {
    for (const [, name, code] of page.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)) found.set(name!, code!)
  }
  return found
}

const RUN_HERE = [
  'install.sh',
  'listener.js',
  'start.sh',
  'trigger.sh',
  'login.sh',
  'listen.sh',
  'schedule.sh',
  'web-hooks.sh',
  'test-call.sh',
  'hooks.json',
  'flows.json',
  'handled-calls.sql',
  'newest-state.sql',
  'replay.sh',
  'feed.sh',
  'sync.js',
  'schedule-by-curl.sh',
  'list.sh',
  'problem.sh',
]

test('every block that can run is run by a test', () => {
  expect([...blocks().keys()].toSorted()).toEqual(RUN_HERE.toSorted())
  for (const [path, page] of pages) {
    // Of these the packages' own tests run the code.
    if (['/docs/verifying-calls', '/docs/receiver', '/docs/command-line'].includes(path)) continue
    for (const [, language] of page.matchAll(/^```(\w+)\n[^]*?^```$/gm))
      expect(['json', 'mermaid'], path).toContain(language)
  }
})

test(
  'five minutes: from an empty folder to a verified call of this server',
  { timeout: 180_000 },
  async () => {
    const port = await freePort()
    const code = (name: string) => blocks().get(name)!.replaceAll('3000', String(port))
    await sh(code('install.sh'), folder)
    const project = join(folder, 'my-listener')
    await writeFile(join(project, 'listener.js'), code('listener.js'))
    const listening = start(code('start.sh'), project)
    expect(await listening.line()).toContain('Listening')

    expect(await sh(code('trigger.sh'), project)).toMatch(/onMeetingClosed .*204/)
    expect(await listening.line()).toBe('Closed: My Meeting Topic')

    expect(await sh(code('login.sh'), project, `${ADMIN_KEY}\n`)).toContain('kept')
    const forwarding = start(code('listen.sh'), project)
    await forwarding.said('Listening to')
    await sh(code('schedule.sh'), project)
    expect(await listening.line()).toMatch(/^Scheduled: My first meeting, 20/)
    expect(await forwarding.line()).toMatch(/onMeetingScheduled .*204/)

    await writeFile(join(project, 'sync.js'), code('sync.js'))
    const sync = () => sh('node sync.js --once', project)
    expect(await sync()).toMatch(/^onMeetingScheduled [0-9a-f]{24}\n/)
    expect(await sync()).toBe('')
  },
)

test('the requests of the pages do what the pages say', async () => {
  const run = async (name: string): Promise<Json> => JSON.parse(await sh(blocks().get(name)!, folder))
  expect(await run('schedule-by-curl.sh')).toMatchObject({
    topic: 'Weekly',
    startTime: '2027-01-11T08:00:00.000Z',
  })
  expect((await run('schedule-by-curl.sh')).id).toBe((await run('schedule-by-curl.sh')).id)
  expect((await run('list.sh')).data).toEqual([expect.objectContaining({ topic: 'Weekly' })])
  expect((await run('problem.sh')).errors).toEqual([
    expect.objectContaining({ pointer: '/topic', code: 'empty' }),
  ])
  expect((await run('feed.sh')).data[0]).toMatchObject({ event: 'onMeetingScheduled' })
  const { data, signingSecret } = await run('web-hooks.sh')
  expect(data.map(({ event }: Json) => event)).toEqual([...hookNames])
  expect(signingSecret).toMatch(/^whsec_/)
  expect(JSON.parse(await sh(blocks().get('replay.sh')!, folder, '', { WEB_HOOK: data[0].id }))).toEqual({
    count: expect.any(Number),
  })
  const { body } = await server.api('GET', '/meetings')
  expect(body.data.length).toBeGreaterThan(0)
})

test('a test call shows what the listener answered', async () => {
  const call = blocks().get('test-call.sh')!.replace('http://127.0.0.1:9000', listener.origin)
  const delivery = JSON.parse(await sh(call, folder))
  expect(delivery).toMatchObject({ isTest: true, state: 'delivered', attempts: [{ status: 200 }] })
})

test('the statements take a call once, and pass over an older state', async () => {
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  try {
    await client.query('CREATE SCHEMA reader; SET search_path = reader')
    const [createHandled, insert] = statements('handled-calls.sql')
    await client.query(createHandled!)
    expect((await client.query(insert!)).rowCount).toBe(1)
    expect((await client.query(insert!)).rowCount).toBe(0)
    const [createMeetings, upsert] = statements('newest-state.sql')
    await client.query(createMeetings!)
    expect((await client.query(upsert!)).rowCount).toBe(1)
    expect((await client.query(upsert!.replace(", 3, 'Weekly'", ", 2, 'Old'"))).rowCount).toBe(0)
    expect((await client.query(upsert!.replace(", 3, 'Weekly'", ", 4, 'New'"))).rowCount).toBe(1)
  } finally {
    await client.end()
  }
})

function statements(name: string): string[] {
  return blocks()
    .get(name)!
    .split(/;\n/)
    .filter((statement) => statement.trim())
}

test("the rule for Debian's webhook is JSON that compares the key", () => {
  const [rule] = JSON.parse(blocks().get('hooks.json')!)
  expect(rule['trigger-rule'].match.parameter).toEqual({ source: 'header', name: 'X-API-KEY' })
})

/** Runs what a reader would type; ends the test where it fails. */
async function sh(
  script: string,
  cwd: string,
  input = '',
  more: Record<string, string> = {},
): Promise<string> {
  const running = promisify(execFile)('sh', ['-e', '-c', script], { cwd, env: { ...environment(), ...more } })
  running.child.stdin!.end(input)
  const { stdout } = await running
  return stdout
}

function start(script: string, cwd: string) {
  const child = spawn('sh', ['-c', `exec ${script.replace(/^(\w+=\S+.*?) (node|npx) /, 'env $1 $2 ')}`], {
    cwd,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  started.push(child)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return {
    line: async () => String((await lines.next()).value),
    async said(words: string) {
      while (!said.includes(words))
        await Promise.race([once(child.stderr, 'data'), failed(child, () => said)])
    },
  }
}

async function failed(child: ChildProcess, said: () => string): Promise<never> {
  await once(child, 'exit')
  throw new Error(`It ended and said: ${said()}`)
}

function environment(): Record<string, string> {
  const { port } = registry.address() as AddressInfo
  return {
    PATH: repository.PATH,
    HOME: folder,
    NODE_NO_WARNINGS: '1',
    MEETING_SERVER: server.url,
    API_KEY: ADMIN_KEY,
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  }
}

/** A registry that has the one package which the command line needs, so that the test needs no network. */
async function serveCommander(): Promise<Server> {
  const root = join(createRequire(join(CLI, 'package.json')).resolve('commander'), '..')
  const pack = ['pack', '--ignore-scripts', '--pack-destination', folder, '--json']
  const { stdout } = await promisify(execFile)('npm', pack, { cwd: root, env: repository })
  const [{ filename, integrity }] = JSON.parse(stdout)
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const archive = await readFile(join(folder, filename))
  const packages = createServer((request, response) => {
    const origin = `http://${request.headers.host}`
    if (request.url!.endsWith('.tgz')) return response.end(archive)
    if (request.url !== '/commander') return response.writeHead(404).end('{}')
    const version = { ...manifest, dist: { tarball: `${origin}/commander.tgz`, integrity } }
    response.setHeader('content-type', 'application/json')
    return response.end(
      JSON.stringify({
        name: 'commander',
        'dist-tags': { latest: manifest.version },
        versions: { [manifest.version]: version },
      }),
    )
  })
  packages.listen(0, '127.0.0.1')
  await once(packages, 'listening')
  return packages
}

/**
 * The package that integrators install, as they meet it: built, packed, installed into an empty folder, compiled
 * against by strict projects, and run by the machine's own Node. The listener is the very one that the package's
 * README prints, called over HTTP with a signature made by the public `standardwebhooks` package.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request as send } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { goldenBytes } from '../../receiver/src/testing/golden-bodies.ts'
import { machine, repository } from '../support/machine-node.ts'

const run = promisify(execFile)
const REPOSITORY = join(import.meta.dirname, '../..')
const RECEIVER = join(REPOSITORY, 'receiver')
const PACKED_LIMIT_BYTES = 65_000
/** All that a listener loads, as a bundler or a browser would count it. */
const LISTENER_LIMIT_BYTES = 6_000
const SECRET = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`
/** Of another web hook at the same URL. */
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 'other').toString('base64')}`
const EVENT_ID = '019ab4f2-6d00-7cc3-98c4-dc0c0c07398f'

let project: string
let installed: string

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'receiver-package-'))
  await run('npm', ['pack', '--pack-destination', project], { cwd: RECEIVER, env: repository })
  const archive = (await readdir(project))[0]!
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module', private: true }))
  await run('npm', ['install', '--offline', `./${archive}`], { cwd: project, env: machine })
  installed = join(project, 'node_modules/@simplex-meeting/receiver')
})

afterAll(() => rm(project, { recursive: true, force: true }))

/** Compiles `source` as a project of its own beside the installed package; the compiler's complaints are the error. */
async function compile(
  name: string,
  source: string,
  compilerOptions: object,
  type: 'module' | 'commonjs' = 'module',
): Promise<void> {
  const strictest = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }
  const platform = { target: 'es2022', module: 'nodenext', lib: ['es2022'], types: [] }
  await mkdir(join(project, name))
  await writeFile(join(project, name, 'main.ts'), source)
  await writeFile(join(project, name, 'package.json'), JSON.stringify({ type, private: true }))
  const config = { compilerOptions: { ...strictest, ...platform, ...compilerOptions }, files: ['main.ts'] }
  await writeFile(join(project, name, 'tsconfig.json'), JSON.stringify(config))
  const compiler = run('tsc', ['-p', name, '--pretty', 'false'], { cwd: project, env: repository })
  await compiler.catch((error: { stdout: string }) => Promise.reject(new Error(error.stdout)))
}

test('brings nothing but itself, and little of that', async () => {
  expect(await readdir(join(project, 'node_modules'))).toEqual(
    expect.not.arrayContaining([expect.stringMatching(/^(?!@simplex-meeting$|\.package-lock\.json$)/)]),
  )
  expect((await readdir(installed)).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'dist',
    'examples',
    'package.json',
  ])
  const archive = (await readdir(project)).find((name) => name.endsWith('.tgz'))!
  expect((await readFile(join(project, archive))).length).toBeLessThan(PACKED_LIMIT_BYTES)
  for (const built of ['index.js', 'index.cjs']) {
    const bundle = await readFile(join(installed, 'dist', built))
    expect(gzipSync(bundle, { level: 9 }).length).toBeLessThan(LISTENER_LIMIT_BYTES)
    expect(bundle.toString()).not.toMatch(/require\(|\bBuffer\b|\bprocess\b|from ?["'`]/)
  }
})

test('its types need neither Node nor a browser, and tell one payload from another', async () => {
  const source = `
import { createFetchListener, createNodeListener, type HookCall, hookNames, receiveHookCall, verifySignature } from '@simplex-meeting/receiver'
import { examples, signTestCall } from '@simplex-meeting/receiver/testing'

export function read(call: HookCall): string {
  if (call.event === 'onMeetingDeleted') return call.payload.map((meeting) => meeting.addedByEmail).join()
  if (call.event === 'onMeetingSummaryCreated') return call.payload.data.participants[0]?.info.browserName ?? ''
  if (call.event !== 'onMeetingRecordingCreated') return call.payload.topic
  // @ts-expect-error A recording has no topic.
  return call.payload.topic
}

const body = new Uint8Array()
read(await receiveHookCall({ headers: { 'webhook-event': hookNames[0] }, body, secret: 'whsec_' }))
await verifySignature({ headers: { get: () => null }, body }, { publicKey: 'whpk_' })
await signTestCall({ event: 'onMeetingClosed', payload: { ...examples.onMeetingClosed, topic: 'Another' } })
createFetchListener({ onMeetingSummaryCreated: ({ payload }) => payload.data.minutes }, {})
// @ts-expect-error There is no such hook.
createNodeListener({ onMeetingMoved: () => {} }, {})
`
  await compile('types', source, { skipLibCheck: false, noEmit: true })
})

test('its types serve require as well as import, under every resolution that is in use', async () => {
  const source = `
import { hookNames, receiveHookCall, type Meeting } from '@simplex-meeting/receiver'
export { signTestCall } from '@simplex-meeting/receiver/testing'
export const read = (meeting: Meeting): string => meeting.topic + String(hookNames) + String(receiveHookCall)
`
  const check = { skipLibCheck: false, noEmit: true, verbatimModuleSyntax: false }
  await compile('required', source, { ...check, module: 'node16', moduleResolution: 'node16' }, 'commonjs')
  await compile('imported', source, { ...check, module: 'node16', moduleResolution: 'node16' }, 'module')
  await compile('bundled', source, { ...check, module: 'esnext', moduleResolution: 'bundler' }, 'module')
})

test("the machine's own Node requires it and imports it", async () => {
  const script = "const { hookNames } = require('@simplex-meeting/receiver'); console.log(hookNames.length)"
  await writeFile(
    join(project, 'required.cjs'),
    script.replace('console', `require('@simplex-meeting/receiver/testing'); console`),
  )
  expect((await run('node', ['required.cjs'], { cwd: project, env: machine })).stdout).toBe('6\n')
  await writeFile(join(project, 'imported.mjs'), script.replace('require', 'await import'))
  expect((await run('node', ['imported.mjs'], { cwd: project, env: machine })).stdout).toBe('6\n')
})

test('its payload types are those that the server infers from the schemas', async () => {
  const published = await readFile(join(installed, 'dist/contract/payload-types.d.ts'), 'utf8')
  const names = [...published.matchAll(/^export \w+ (\w+)/gm)].map(([, name]) => name!)
  expect(names).toHaveLength(13)
  const source = `
import type * as Source from '${join(RECEIVER, 'src/contract/payload-types.ts')}'
import type * as Published from '@simplex-meeting/receiver'
type Same<A, B> = [A, B] extends [B, A] ? true : false
${names.map((name) => `true satisfies Same<Source.${name}, Published.${name}>`).join('\n')}
// @ts-expect-error The comparison can fail.
true satisfies Same<Source.Meeting, Published.DeletedMeeting>
`
  await compile('same', source, { skipLibCheck: true, noEmit: true, allowImportingTsExtensions: true })
})

test("the README's listener compiles, and receives signed calls under the machine's own Node", async () => {
  const readme = await readFile(join(installed, 'README.md'), 'utf8')
  const source = /```ts\n(.*?)```/s.exec(readme)![1]!
  await compile('listener', source, {
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(REPOSITORY, 'node_modules/@types')],
  })
  const env = { ...machine, PORT: '0', SIGNING_SECRETS: `${OTHER_SECRET} ${SECRET}` }
  const listener = spawn('node', ['listener/main.js'], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    listener.kill()
  })
  let complaints = ''
  listener.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const lines = createInterface(listener.stdout)[Symbol.asyncIterator]()
  const readLine = async () => String((await lines.next()).value)
  const port = Number(/port: (\d+)/.exec(await readLine())![1])

  expect(await call(port, SECRET)).toBe(204)
  expect(await readLine()).toBe('"My Meeting Topic" of test-user@example.com is over')
  expect(await call(port, SECRET)).toBe(204)
  expect(await call(port, `whsec_${Buffer.alloc(32).toString('base64')}`)).toBe(401)
  listener.kill()
  await once(listener, 'close')
  expect((await lines.next()).done).toBe(true)
  expect(complaints).toContain("code: 'signature-mismatch'")
})

/** Calls the listener as the server does when a meeting was closed; returns the status of the answer. */
async function call(port: number, secret: string): Promise<number | undefined> {
  const body = goldenBytes('onMeetingClosed')
  const now = new Date()
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': EVENT_ID,
    'webhook-timestamp': Math.floor(now.getTime() / 1000),
    'webhook-signature': new Webhook(secret).sign(EVENT_ID, now, body),
    'webhook-event': 'onMeetingClosed',
    'webhook-sequence': '1',
    'webhook-attempt': '1',
  }
  const request = send({ port, host: 'localhost', method: 'POST', path: '/', headers, agent: false })
  request.end(body)
  const response: IncomingMessage = (await once(request, 'response'))[0]
  response.resume()
  return response.statusCode
}

/**
 * Whatever is sent, it is answered: every operation of the API description gets hostile values, one at a time, in each
 * parameter of path, query and headers and in each field of its body, those of nested objects and elements of lists
 * included. No answer is a failure of the server, each is one that the description names, every refusal is a problem
 * document, and nothing is logged as an error. What was stored is read at the end: every list is JSON without halves
 * of surrogate pairs.
 *
 * `npm test` sends a sample of some two thousand requests, `npm run test:hostile` all of them.
 *
 * Everything is made from the routes' schemas, so a new route is in the walk without being named here. What a path
 * needs to lead to something is in `made`, by the first word of the path.
 */
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectAllRoutes } from '../../server/api/write-api-description.ts'
import { inviteAndSignIn, type BrowserSession } from '../support/browser-session.ts'
import {
  DEEP_LIST_JSON,
  DEEP_OBJECT_JSON,
  HOSTILE_ESCAPES,
  HOSTILE_HEADERS,
  HOSTILE_WORDS,
  hostileCursors,
  hostileFor,
  placesIn,
  sampleOf,
  type Shape,
} from '../support/hostile-values.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { openPart } from '../support/recorder.ts'
import { connect, join } from '../support/room-client.ts'
import { ADMIN_KEY, startTestServer, type Json, type TestServer } from '../support/server.ts'

const TIMEOUT_MS = 600_000
/** `npm run test:hostile` sends every value to every place; else each place gets one in so many, another at each place. */
const STRIDE = process.env['HOSTILE_TESTS'] === 'all' ? 1 : 12
const REQUESTS_AT_LEAST = STRIDE === 1 ? 5_000 : 1_500
const PARALLEL = 8
const SUMMARY_DELAY_MS = 300_000
const ERROR_LEVEL = 50
const UNKNOWN_ID = 'f'.repeat(24)

interface Operation {
  id: string
  method: string
  path: string
  query: Record<string, Shape>
  params: string[]
  body: Shape | null
  bodyMediaType: string | null
  answers: Set<string>
}

interface Sent {
  what: string
  path?: Record<string, string>
  /** Already escaped. */
  search?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
}

const errorLines: string[] = []
let server: TestServer
let listener: Listener
let browser: BrowserSession
let operations: Operation[]
let fixed: Record<string, string>
let sentCount = 0

beforeAll(async () => {
  const lines = {
    write: (line: string) => void (JSON.parse(line).level >= ERROR_LEVEL && errorLines.push(line)),
  }
  listener = await startListener()
  server = await startTestServer({ env: { TRUST_PROXY: 'true' }, logger: pino({ level: 'error' }, lines) })
  browser = await inviteAndSignIn(server, { role: 'administrator', email: 'operator@example.org' })
  fixed = await makeOnce()
  operations = await readOperations()
}, TIMEOUT_MS)
afterAll(async () => {
  await server.stop()
  await listener.close()
})

async function readOperations(): Promise<Operation[]> {
  const { body: description } = await server.request('GET', '/api/v1/openapi.json')
  const routes = await collectAllRoutes()
  const all = routes.flatMap(({ method, url, config, schema }): Operation[] => {
    const { operationId: id, params, querystring, body } = schema as Record<string, Json>
    if (!id || config.refusesMethod) return []
    const path = url.replaceAll(/:(\w+)/g, '{$1}')
    return [
      {
        id,
        method,
        path,
        query: querystring?.properties ?? {},
        params: Object.keys(params?.properties ?? {}),
        body: body ?? null,
        bodyMediaType: config.bodyMediaType ?? null,
        answers: new Set(Object.keys(description.paths[path][method.toLowerCase()].responses)),
      },
    ]
  })
  // What ends things comes last, so that the others still find them.
  return all.toSorted((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'))
}

async function post(path: string, body: unknown): Promise<Json> {
  const answer = await server.api('POST', path, body)
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const schedule = (more: object = {}) =>
  post('/meetings', { topic: 'Sweep', startTime: server.clock.now().toISOString(), ...more })
const hook = (name: string) => ({ name, event: 'onMeetingScheduled', url: `${listener.origin}/${name}` })

/** Two of each at least, so that every list has a next page. */
async function makeOnce(): Promise<Record<string, string>> {
  const webHook = await post('/web-hooks', hook('first'))
  await post('/web-hooks', hook('second'))
  const held = []
  for (const isRecorded of [true, true]) {
    const meeting = await schedule({ isRecorded })
    const ada = await join(server, meeting, { name: 'Ada' })
    await connect(ada.roomUrl)
    const part = await openPart(server, meeting, ada)
    await server.api('POST', `/meetings/${meeting.id}/close`)
    held.push({ meeting, partId: String(part.body.id) })
  }
  await server.context.database.pool.query(`
    insert into media_quality (participant_id, measured_at, quality, loss_in, loss_out, bits_per_second_in,
      bits_per_second_out, paused_pictures)
    select id, now(), 'good', 0, 0, 0, 0, 0 from participants`)
  await server.moveClock(SUMMARY_DELAY_MS)
  const list = async (path: string) => String((await server.api('GET', path)).body.data[0].id)
  await server.services.engine.dispatcher.settle()
  const replay = await server.api('POST', `/web-hooks/${webHook.id}/replay`, {
    since: '2026-11-01T00:00:00Z',
    only: 'all',
  })
  await post('/accounts', { name: 'Second' })
  await post('/rooms', { name: 'Second' })
  await post('/api-keys', { name: 'First', scopes: ['meetings:read'] })
  await post('/api-keys', { name: 'Second', scopes: ['meetings:read'] })
  const series = await schedule({
    recurring: { frequencyType: 'weekly', frequency: 1, endsType: 'after', endsAfter: 3 },
  })
  await server.api('PATCH', `/meetings/${series.id}`, { topic: 'Two events' })
  return {
    series: series.id,
    summaries: await list('/summaries'),
    recordings: await list('/recordings'),
    deliveries: await list('/deliveries'),
    events: await list('/events'),
    accounts: await list('/accounts'),
    replays: String(replay.body.id),
    'recording-parts': held[0]!.partId,
    'set-up': UNKNOWN_ID,
    branding: 'logo',
  }
}

/** What a path leads to, of its own for each operation, which may change or end it. */
async function made({ path }: Operation): Promise<Record<string, string>> {
  const [, , , area = ''] = path.split('/')
  const rest = { documentId: UNKNOWN_ID, n: '0', name: 'logo', token: UNKNOWN_ID }
  if (!path.includes('{')) return {}
  if (path.includes('/occurrences') || path.includes('/events')) return { ...rest, id: fixed['series']! }
  if (area === 'meetings') return { ...rest, id: (await schedule()).id }
  if (area === 'join') return { meetingId: (await schedule()).meetingId }
  if (area === 'web-hooks')
    return { ...rest, id: (await post('/web-hooks', hook(`own-${sentCount}`))).id, name: 'by-name' }
  if (area === 'rooms') return { ...rest, id: (await post('/rooms', { name: 'Own' })).id }
  if (area === 'api-keys') {
    return { ...rest, id: (await post('/api-keys', { name: 'Own', scopes: ['meetings:read'] })).id }
  }
  if (area === 'users') {
    const email = `u${sentCount}@example.org`
    return { ...rest, id: (await post('/users', { email, username: 'Own', role: 'host' })).user.id }
  }
  return { ...rest, id: fixed[area] ?? UNKNOWN_ID }
}

/** One value at a time, everything else as it should be. */
async function* hostileRequests(operation: Operation): AsyncGenerator<Sent> {
  const path = await made(operation)
  const body = validBody(operation)
  for (const name of operation.params) {
    for (const value of [...HOSTILE_WORDS.map(escaped), ...HOSTILE_ESCAPES]) {
      yield { what: `path ${name}`, path: { ...path, [name]: value }, ...body }
    }
  }
  for (const name of Object.keys(operation.query)) {
    for (const value of [...HOSTILE_WORDS.map(escaped), ...HOSTILE_ESCAPES]) {
      yield { what: `query ${name}`, path, search: `${name}=${value}`, ...body }
    }
    yield { what: `query ${name} twice`, path, search: `${name}=1&${name}=2`, ...body }
    if (name === 'cursor' || name === 'after') {
      for (const value of await cursorsOf(operation, path)) {
        yield { what: `query ${name}`, path, search: `${name}=${value}` }
      }
    }
  }
  yield { what: 'query of no such name', path, search: '%00=%ED%A0%80&__proto__=1', ...body }
  for (const [name, values] of Object.entries(HOSTILE_HEADERS)) {
    for (const value of values) {
      yield { what: `header ${name}`, path, ...body, headers: { ...body.headers, [name]: value } }
    }
  }
  if (operation.method === 'GET') return
  for (const written of WRITTEN_BODIES) {
    yield { what: 'body', path, headers: JSON_TYPE, body: written }
  }
  if (!operation.body) return
  for (const { pointer, shape, bodyWith } of placesIn(operation.body, listener.origin)) {
    for (const value of hostileFor(shape)) {
      yield { what: `body ${pointer}`, path, headers: JSON_TYPE, body: JSON.stringify(bodyWith(value)) }
    }
    const deep = JSON.stringify(bodyWith('\u0001')).replace('"\\u0001"', () => DEEP_LIST_JSON)
    yield { what: `body ${pointer}`, path, headers: JSON_TYPE, body: deep }
  }
}

/** Counts on from one operation to the next, so that over all of them every value is sent. */
let passedBy = 0
async function* everyNth(requests: AsyncGenerator<Sent>): AsyncGenerator<Sent> {
  for await (const sent of requests) if (passedBy++ % STRIDE === 0) yield sent
}

const JSON_TYPE = { 'content-type': 'application/json' }
const WRITTEN_BODIES = [
  '',
  'null',
  '[]',
  '"x"',
  '{',
  '{"a":1e400}',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":1}}',
  '{"\\u0000":1,"\\ud800":2}',
  DEEP_LIST_JSON,
  DEEP_OBJECT_JSON,
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  '\ufeff{}',
]

function validBody({ method, body, bodyMediaType }: Operation): Pick<Sent, 'body' | 'headers'> {
  if (body) return { headers: JSON_TYPE, body: JSON.stringify(sampleOf(body, listener.origin)) }
  if (method === 'GET' || !bodyMediaType) return {}
  return { headers: { 'content-type': bodyMediaType.replace('*', 'png') }, body: 'bytes' }
}

/** encodeURIComponent does not take halves of surrogate pairs; none are among the words. */
function escaped(word: string): string {
  return encodeURIComponent(word).replaceAll('.', '%2E')
}

async function cursorsOf({ path }: Operation, params: Record<string, string>): Promise<string[]> {
  const list = path.replace(/\/stream$/, '')
  const answer = await server.request('GET', `${fill(list, params)}?limit=1`, undefined, {
    'x-api-key': ADMIN_KEY,
  })
  const real: unknown = answer.body.nextCursor
  expect.soft(real, `${list} has no second page to take a cursor from`).toEqual(expect.any(String))
  return typeof real === 'string' ? hostileCursors(real) : []
}

function fill(path: string, params: Record<string, string> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? UNKNOWN_ID)
}

/** Streams do not end by themselves: their head is the answer. */
async function send(
  operation: Operation,
  sent: Sent,
): Promise<{ status: number; type: string; text: string }> {
  const ended = new AbortController()
  const isOfSession = operation.path.includes('/session')
  const response = await fetch(
    server.url + fill(operation.path, sent.path) + (sent.search === undefined ? '' : `?${sent.search}`),
    {
      method: operation.method,
      redirect: 'manual',
      signal: ended.signal,
      headers: {
        // Each from another address, so that no limit answers in place of the route.
        'x-forwarded-for': `10.${sentCount >> 16}.${(sentCount >> 8) & 255}.${sentCount++ & 255}`,
        ...(isOfSession && operation.id !== 'signOut'
          ? { cookie: browser.cookie, 'x-csrf-token': browser.csrfToken }
          : { 'x-api-key': ADMIN_KEY }),
        ...sent.headers,
      },
      body: sent.body as BodyInit | undefined,
    },
  )
  const type = response.headers.get('content-type') ?? ''
  const text = type.startsWith('text/event-stream') ? '' : await response.text()
  ended.abort()
  return { status: response.status, type, text }
}

/** Said for each place once, with the first value that showed it. */
async function faultOf(operation: Operation, sent: Sent): Promise<string | null> {
  const where = `${operation.id}, ${sent.what}`
  const shown = () =>
    `${sent.search ?? ''} ${String(sent.body ?? '').slice(0, 300)} ${JSON.stringify(sent.headers)}`
  try {
    const { status, type, text } = await send(operation, sent)
    const told = `${where}: ${status} for ${shown().slice(0, 500)} ${text.slice(0, 300)}`
    if (!operation.answers.has(String(status)) && !isOfAnyAddress(operation, sent, status)) return told
    if (status >= 400 && !type.startsWith('application/problem+json')) return `${told}, which is no problem`
    if (status >= 400 && !JSON.parse(text).title) return `${told}, without a title`
    return null
  } catch (error) {
    return `${where}: no answer for ${shown()}: ${String((error as Error).cause ?? error)}`
  }
}

/** A path that was made another address, which has its own answers. */
function isOfAnyAddress({ params }: Operation, { what }: Sent, status: number): boolean {
  return params.length > 0 && what.startsWith('path') && [400, 404, 405, 414].includes(status)
}

test(
  'every parameter and field takes hostile values without an answer that is not documented, and without an error line',
  async () => {
    const faults = new Map<string, string>()
    for (const operation of operations) {
      const requests = everyNth(hostileRequests(operation))
      const worker = async () => {
        for await (const sent of requests) {
          const fault = await faultOf(operation, sent)
          const lines = errorLines.splice(0).join('')
          if (fault ?? lines) faults.set(`${operation.id}, ${sent.what}`, `${fault ?? sent.what}\n${lines}`)
        }
      }
      await Promise.all(Array.from({ length: PARALLEL }, worker))
    }
    expect([...faults.values()]).toEqual([])
    expect(sentCount).toBeGreaterThan(REQUESTS_AT_LEAST)
  },
  TIMEOUT_MS,
)

test('what was taken can be read again by strict parsers', async () => {
  const lists = operations.filter(
    ({ method, path, query }) => method === 'GET' && !path.includes('{') && 'limit' in query,
  )
  expect(lists.length).toBeGreaterThan(8)
  for (const { path } of lists) {
    const answer = await server.request('GET', `${path}?limit=200`, undefined, { 'x-api-key': ADMIN_KEY })
    expect(answer.status, path).toBe(200)
    expect(
      allTexts(answer.body).filter((text) => !text.isWellFormed() || text.includes('\0')),
      path,
    ).toEqual([])
  }
})

function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => [name, ...allTexts(part)])
}

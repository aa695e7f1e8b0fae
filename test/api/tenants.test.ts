/**
 * No account reaches another. Account A asks for everything of account B: every operation of the API description, with
 * A's key, A's host and the room token of a guest in A's meeting; ids in path, query and body.
 *
 * `ways` says for each operation how it names things of B, so an operation that is not there fails the test. Add it
 * when you add a route: `refuses` where it is about one thing (or makes one for an account), `lists` where it answers
 * many, `forInstance` where only callers of the whole instance may, `namesNothing` with the reason where no id of
 * anybody goes in. Every parameter that names something has to be filled by one of the calls.
 *
 * That a refusal is one, and no badly filled request, is shown by B's own key, which the same request serves.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_SCOPES } from '../../server/accounts/caller.ts'
import { inviteAndSignIn } from '../support/browser-session.ts'
import { openEventSource } from '../support/event-source.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { recordPart } from '../support/recorded-meeting.ts'
import { openPart, uploadPart } from '../support/recorder.ts'
import { connect, join } from '../support/room-client.ts'
import { startTestServer, type Answer, type Json, type TestServer } from '../support/server.ts'

const TIMEOUT_MS = 300_000
const SUMMARY_DELAY_MS = 300_000
const GRACE_MS = 60_000
/** In every name, topic and URL of B, and in no other. */
const MARK = 'of-account-b'
/** Parameters that name something which belongs to somebody. */
const NAMING = /^(id|ids|.*Ids?|meeting|webHook|subject|token|name)$/
/** A name that is given to something, or a token that says all by itself. */
const NOT_NAMING: Record<string, readonly string[]> = {
  name: [
    'createAccount',
    'updateAccount',
    'createApiKey',
    'createRoom',
    'updateRoom',
    'createWebHook',
    'createWebHookSet',
    'updateWebHook',
    'testUnsavedWebHook',
    'joinMeeting',
    'createJoinLink',
    'addDocument',
  ],
  accountId: ['updateWebHook'],
  meetingPermissionId: ['changeSettings'],
  token: ['openRoom'],
}

type Headers = Record<string, string>

interface Asked {
  path?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Headers
}

type Asks = () => Asked | Promise<Asked>

type Way =
  | { kind: 'refuses' | 'lists' | 'for-instance'; asks: Asks[]; own?: number[] }
  | { kind: 'stream'; asks: Asks[] }
  | { kind: 'names-nothing'; because: string }

/** @param own what B's own key gets, where that is no success */
const refuses = (asks: Asks[], own?: number[]): Way => ({ kind: 'refuses', asks, own })
const lists = (...asks: Asks[]): Way => ({ kind: 'lists', asks })
const forInstance = (...asks: Asks[]): Way => ({ kind: 'for-instance', asks })
const stream = (...asks: Asks[]): Way => ({ kind: 'stream', asks })
const namesNothing = (because: string): Way => ({ kind: 'names-nothing', because })

/** For those who may read the recording, and for anyone who has its token. */
const withToken = (more: Record<string, string> = {}): Way =>
  refuses(
    [
      () => ({ path: { id: b.held.recordingId, ...more } }),
      () => ({ path: { id: b.held.recordingId, ...more }, query: { token: 'wrong' } }),
    ],
    [200, 404, 409],
  )

let server: TestServer
let listener: Listener
let part: Buffer
let a: { key: string; callers: Record<string, Headers> }
let b: { accountId: string; key: string; hostId: string; roomId: string; held: Json; webHookId: string }
let called = 0

beforeAll(async () => {
  server = await startTestServer({ env: { TRUST_PROXY: 'true' } })
  listener = await startListener()
  part = await recordPart()
  const first = await account('A')
  const meeting = (await send('POST', '/meetings', { body: { topic: 'Of A' } }, keyOf(first.key))).body
  const guest = await join(server, meeting, { name: 'Guest' })
  await connect(guest.roomUrl)
  const host = await inviteAndSignIn(server, { role: 'host', accountId: first.id, email: 'a@example.org' })
  a = {
    key: first.key,
    callers: {
      key: keyOf(first.key),
      host: { cookie: host.cookie, 'x-csrf-token': host.csrfToken },
      guest: { authorization: `Bearer ${guest.roomToken}` },
    },
  }
  const { id: accountId, key } = await account(MARK)
  const { id: hostId } = await inviteAndSignIn(server, {
    role: 'host',
    accountId,
    email: `host@${MARK}.example`,
  })
  b = { accountId, key, hostId, roomId: '', held: null, webHookId: '' }
  b.roomId = (await own('POST', '/rooms', { body: { name: MARK } })).body.id
  b.webHookId = await webHook()
  b.held = await heldMeeting()
}, TIMEOUT_MS)
afterAll(async () => {
  await server.stop()
  await listener.close()
})

async function account(name: string): Promise<{ id: string; key: string }> {
  const { body } = await server.api('POST', '/accounts', { name })
  const made = await server.api('POST', '/api-keys', { name, accountId: body.id, scopes: [...ALL_SCOPES] })
  return { id: body.id, key: made.body.key }
}

const keyOf = (key: string): Headers => ({ 'x-api-key': key })

/** Each from another address, so that no limit answers in place of the route. */
function send(method: string, path: string, asked: Asked, headers: Headers): Promise<Answer<Json>> {
  const search = asked.query ? `?${new URLSearchParams(asked.query).toString()}` : ''
  return server.request(method, `/api/v1${path}${search}`, asked.body, {
    'x-forwarded-for': `10.${called >> 16}.${(called >> 8) & 255}.${called++ & 255}`,
    ...headers,
    ...asked.headers,
  })
}

const own = (method: string, path: string, asked: Asked = {}) => send(method, path, asked, keyOf(b.key))

/** With one success: what B makes for a call to be about. */
async function make(path: string, body: unknown): Promise<Json> {
  const answer = await own('POST', path, { body })
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const meeting = (more: object = {}) => make('/meetings', { topic: MARK, roomId: b.roomId, ...more })
const newId = async (made: Promise<Json>): Promise<string> => (await made).id
const webHook = () =>
  newId(make('/web-hooks', { event: 'onMeetingScheduled', url: `${listener.origin}/${MARK}` }))
const apiKey = () => newId(make('/api-keys', { name: MARK, scopes: ['meetings:read'] }))
const user = async (): Promise<string> =>
  (await make('/users', { email: `u${called}@${MARK}.example`, username: MARK, role: 'host' })).user.id
const time = () => server.clock.now().toISOString()

async function heldMeeting(): Promise<Json> {
  const open = await meeting({ isRecorded: true, videoResolution: 'low' })
  const ada = await join(server, open, { name: MARK })
  await connect(ada.roomUrl)
  await uploadPart(server, open, ada, part)
  await own('POST', `/meetings/${open.id}/close`)
  await server.moveClock(GRACE_MS)
  await server.moveClock(SUMMARY_DELAY_MS)
  const find = async (list: string) =>
    (await own('GET', `/${list}`, { query: { meeting: open.id } })).body.data[0].id
  return { ...open, summaryId: await find('summaries'), recordingId: await find('recordings') }
}

async function openMeeting(): Promise<{ id: string; participantId: string; partId: string }> {
  const open = await meeting({ isRecorded: true })
  const ada = await join(server, open, { name: MARK })
  await connect(ada.roomUrl)
  const { body } = await openPart(server, open, ada)
  return { id: open.id, participantId: ada.participantId, partId: body.id }
}

async function participantPath(): Promise<Asked> {
  const { id, participantId } = await openMeeting()
  return { path: { id, participantId } }
}

async function documentOf(meetingId: string): Promise<{ id: string; token: string }> {
  const asked = { body: Buffer.from(MARK), query: { name: MARK }, headers: { 'content-type': 'text/plain' } }
  const { body } = await own('POST', `/meetings/${meetingId}/documents`, asked)
  return { id: body.id, token: new URL(body.url).searchParams.get('token')! }
}

async function delivery(state: 'delivered' | 'paused'): Promise<string> {
  if (state === 'paused') await own('PATCH', `/web-hooks/${b.webHookId}`, { body: { enabled: false } })
  const { id } = await meeting()
  await server.services.engine.dispatcher.settle()
  const { body } = await own('GET', '/deliveries', { query: { meeting: id, state } })
  if (state === 'paused') await own('PATCH', `/web-hooks/${b.webHookId}`, { body: { enabled: true } })
  return body.data[0].id
}

async function event(): Promise<string> {
  const { id } = await meeting()
  return (await own('GET', `/meetings/${id}/events`)).body.data[0].id
}

const window = () => ({ since: new Date(0).toISOString(), only: 'all' })
const replay = async () => newId(make(`/web-hooks/${b.webHookId}/replay`, window()))
const meetingPath = async () => ({ path: { id: (await meeting()).id } })
const webHookPath = async () => ({ path: { id: await webHook() } })
const ofB = { accountId: 'to be filled' }
const hook = () => ({ event: 'onMeetingScheduled', url: `${listener.origin}/${MARK}` })
const forB = (body: object = {}) => ({ ...ofB, ...body, accountId: b.accountId })

const ways: Record<string, Way> = {
  listAccounts: lists(() => ({})),
  createAccount: forInstance(() => ({ body: { name: MARK } })),
  getAccount: refuses([() => ({ path: { id: b.accountId } })]),
  updateAccount: forInstance(() => ({ path: { id: b.accountId }, body: { name: MARK } })),
  listApiKeys: lists(() => ({})),
  createApiKey: refuses([() => ({ body: forB({ name: MARK, scopes: ['meetings:read'] }) })]),
  revokeApiKey: refuses([async () => ({ path: { id: await apiKey() } })]),
  getApiKey: refuses([async () => ({ path: { id: await apiKey() } })]),
  listAuditEvents: lists(
    () => ({}),
    () => ({ query: { accountId: b.accountId } }),
    () => ({ query: { subject: b.webHookId } }),
  ),
  deleteBrandImage: forInstance(() => ({ path: { name: 'logo' } })),
  storeBrandImage: namesNothing('the pictures of the instance; without one there is nothing to store'),
  listDeliveries: lists(
    () => ({ query: { meeting: b.held.id } }),
    () => ({ query: { webHook: b.webHookId } }),
  ),
  getDelivery: refuses([async () => ({ path: { id: await delivery('delivered') } })]),
  cancelDelivery: refuses([async () => ({ path: { id: await delivery('paused') } })], [200, 409]),
  resendDelivery: refuses([async () => ({ path: { id: await delivery('delivered') } })]),
  tryDeliveryNow: refuses([async () => ({ path: { id: await delivery('paused') } })], [200, 202, 409]),
  watchDeliveries: stream(
    () => ({}),
    () => ({ query: { webHook: b.webHookId } }),
    () => ({ query: { meeting: b.held.id } }),
  ),
  readEvents: lists(
    () => ({}),
    () => ({ query: { meeting: b.held.id } }),
  ),
  eraseEvent: refuses([async () => ({ path: { id: await event() } })]),
  followEvents: stream(
    () => ({}),
    () => ({ query: { meeting: b.held.id } }),
  ),
  getInstanceHealth: forInstance(() => ({})),
  listMediaQuality: forInstance(() => ({ query: { meeting: b.held.id } })),
  getMeetingDoor: namesNothing('the number of a meeting is what lets anybody in'),
  testConnection: namesNothing('a room of the test alone, in which nobody else is'),
  joinMeeting: namesNothing('the number of a meeting is what lets anybody in'),
  getMeetingDefaults: namesNothing('of the instance'),
  listMeetings: lists(() => ({})),
  scheduleMeeting: refuses([
    () => ({ body: forB({ topic: MARK }) }),
    () => ({ body: { topic: MARK, roomId: b.roomId } }),
  ]),
  deleteMeeting: refuses([meetingPath]),
  getMeeting: refuses([meetingPath]),
  updateMeeting: refuses([
    async () => ({ ...(await meetingPath()), body: { topic: `Again ${MARK}` } }),
    async () => ({ ...(await meetingPath()), body: { roomId: b.roomId } }),
  ]),
  getCalendar: refuses([() => ({ path: { id: b.held.id }, query: { token: 'x'.repeat(73) } })], [404]),
  closeMeeting: refuses([meetingPath]),
  addDocument: refuses([
    async () => ({
      ...(await meetingPath()),
      query: { name: MARK },
      body: Buffer.from(MARK),
      headers: { 'content-type': 'text/plain' },
    }),
  ]),
  deleteDocument: refuses([
    async () => {
      const { path } = await meetingPath()
      return { path: { ...path, documentId: (await documentOf(path.id)).id } }
    },
  ]),
  downloadDocument: refuses(
    [
      async () => {
        const { path } = await meetingPath()
        return { path: { ...path, documentId: (await documentOf(path.id)).id }, query: { token: 'wrong' } }
      },
    ],
    [404],
  ),
  listMeetingEvents: refuses([meetingPath]),
  listInvitations: refuses([meetingPath]),
  sendInvitations: refuses([async () => ({ ...(await meetingPath()), body: {} })], [200, 409]),
  listOccurrences: refuses([
    async () => {
      const recurring = { frequencyType: 'weekly', frequency: 1, endsType: 'after', endsAfter: 2 }
      return { path: { id: (await meeting({ recurring })).id } }
    },
  ]),
  admitParticipant: refuses([participantPath], [204, 409]),
  refuseParticipant: refuses([participantPath], [204, 409]),
  muteParticipant: refuses([participantPath], [204, 409]),
  stopCameraParticipant: refuses([participantPath], [204, 409]),
  stopScreenParticipant: refuses([participantPath], [204, 409]),
  removeParticipant: refuses([participantPath], [204, 409]),
  makeCoHostParticipant: refuses([participantPath], [204, 409]),
  unmakeCoHostParticipant: refuses([participantPath], [204, 409]),
  giveFloorParticipant: refuses([participantPath], [204, 409]),
  takeFloorParticipant: refuses([participantPath], [204, 409]),
  lowerHandParticipant: refuses([participantPath], [204, 409]),
  letParticipantBack: refuses([participantPath], [204, 409]),
  hideChatMessage: refuses([
    async () => ({ path: { ...(await meetingPath()).path, messageId: 'a'.repeat(24) } }),
  ]),
  listParticipants: refuses([meetingPath]),
  admitAllParticipants: refuses([meetingPath]),
  muteAllParticipants: refuses([meetingPath]),
  getMeetingRoom: refuses([meetingPath]),
  updateMeetingRoom: refuses([async () => ({ ...(await meetingPath()), body: { lobby: 'guests' } })]),
  createJoinLink: refuses([
    async () => ({ ...(await meetingPath()), body: { name: MARK, role: 'host', validSeconds: 60 } }),
  ]),
  openRecordingPart: refuses([
    async () => {
      const { id, participantId } = await openMeeting()
      const body = { participantId, index: 1, startedAt: time(), mimeType: 'video/webm' }
      return { path: { id }, body }
    },
  ]),
  deleteMeetings: refuses([async () => ({ body: { ids: [(await meeting()).id] } })]),
  getApiDescription: namesNothing('public'),
  putRecordingChunk: refuses([
    async () => ({
      path: { id: (await openMeeting()).partId, n: '0' },
      body: Buffer.from(MARK),
      headers: { 'content-type': 'application/octet-stream' },
    }),
  ]),
  completeRecordingPart: refuses(
    [async () => ({ path: { id: (await openMeeting()).partId }, body: { chunks: 1 } })],
    [409],
  ),
  listRecordings: lists(
    () => ({}),
    () => ({ query: { meeting: b.held.id } }),
  ),
  deleteRecording: refuses([async () => ({ path: { id: (await heldMeeting()).recordingId } })]),
  mergeRecordingAgain: refuses([() => ({ path: { id: b.held.recordingId } })], [409]),
  getRecording: refuses([() => ({ path: { id: b.held.recordingId } })]),
  getRecordingFile: refuses([
    () => ({ path: { id: b.held.recordingId } }),
    () => ({ path: { id: b.held.recordingId }, query: { token: 'wrong' } }),
  ]),
  getRecordingFilm: withToken(),
  getRecordingThumbnail: withToken(),
  getRecordingStrip: withToken(),
  getRecordingStripTrack: withToken(),
  getRecordingQuestions: withToken(),
  getRecordingPart: withToken({ part: 'a'.repeat(24) }),
  getRecordingParts: withToken(),
  getReplay: refuses([async () => ({ path: { id: await replay() } })]),
  cancelReplay: refuses([async () => ({ path: { id: await replay() } })], [200, 409]),
  advanceMeeting: refuses([async () => ({ body: { meetingId: (await meeting()).id, seconds: 60 } })], [409]),
  openRoom: namesNothing('a room token says by itself where it leads'),
  listRooms: lists(
    () => ({}),
    () => ({ query: { accountId: b.accountId } }),
  ),
  createRoom: refuses([() => ({ body: forB({ name: MARK }) })]),
  deleteRoom: refuses([async () => ({ path: { id: await newId(make('/rooms', { name: MARK })) } })]),
  getRoom: refuses([() => ({ path: { id: b.roomId } })]),
  updateRoom: refuses([() => ({ path: { id: b.roomId }, body: { name: MARK } })]),
  signOut: namesNothing('the session is the cookie'),
  getSession: namesNothing('the session is the cookie'),
  updateProfile: namesNothing('the session is the cookie'),
  reportMediaEvent: namesNothing('a report is signed by the LiveKit server, and only has lists read again'),
  requestPasswordReset: namesNothing('by an e-mail address; the answer is the same for all'),
  checkSetUp: namesNothing('the token of the link is the proof'),
  signIn: namesNothing('by a password'),
  beginOpenIdSignIn: namesNothing('by the provider'),
  finishOpenIdSignIn: namesNothing('by the provider'),
  proposeTotp: namesNothing('the session is the cookie'),
  enableTotp: namesNothing('the session is the cookie'),
  disableTotp: namesNothing('the session is the cookie'),
  getSetUpLink: namesNothing('the token of the link is the proof'),
  setUp: namesNothing('the token of the link is the proof'),
  getSettings: forInstance(() => ({})),
  changeSettings: forInstance(() => ({ body: { openBeforeSeconds: 901 } })),
  sendTestMail: namesNothing('of the instance; test-mail.test.ts shows that hosts are refused'),
  listSummaries: lists(
    () => ({}),
    () => ({ query: { meeting: b.held.id } }),
  ),
  getSummary: refuses([() => ({ path: { id: b.held.summaryId } })]),
  updateSummary: refuses([() => ({ path: { id: b.held.summaryId }, body: { minutes: MARK } })]),
  getSummaryAttendance: refuses([() => ({ path: { id: b.held.summaryId } })]),
  getSummaryPdf: refuses([
    () => ({ path: { id: b.held.summaryId } }),
    () => ({ path: { id: b.held.summaryId }, query: { token: 'wrong' } }),
  ]),
  listUsers: lists(
    () => ({}),
    () => ({ query: { accountId: b.accountId } }),
  ),
  inviteUser: refuses([
    () => ({ body: forB({ email: `i${called}@${MARK}.example`, username: MARK, role: 'host' }) }),
  ]),
  getUser: refuses([() => ({ path: { id: b.hostId } })]),
  updateUser: refuses([async () => ({ path: { id: await user() }, body: { username: MARK } })]),
  renewUserLink: refuses([async () => ({ path: { id: await user() } })]),
  listWebHooks: lists(() => ({})),
  createWebHook: refuses([() => ({ body: forB(hook()) })]),
  deleteWebHook: refuses([webHookPath]),
  getWebHook: refuses([webHookPath]),
  updateWebHook: refuses([async () => ({ ...(await webHookPath()), body: { enabled: false } })]),
  catchUpWebHook: refuses([webHookPath]),
  replayWebHook: refuses([async () => ({ ...(await webHookPath()), body: window() })]),
  rotateApiKey: refuses([async () => ({ ...(await webHookPath()), body: {} })]),
  rotateSigningSecret: refuses([async () => ({ ...(await webHookPath()), body: {} })]),
  getWebHookStatistics: refuses([webHookPath]),
  testWebHook: refuses([webHookPath]),
  getPublicKey: namesNothing('public'),
  tryWebHookNow: refuses([webHookPath], [200, 202, 409]),
  createWebHookSet: refuses([() => ({ body: forB({ url: `${listener.origin}/{event}/${MARK}` }) })]),
  getWebHookByName: refuses([
    async () => {
      await own('PUT', `/web-hooks/by-name/${MARK}`, { body: hook() })
      return { path: { name: MARK }, query: { accountId: b.accountId } }
    },
  ]),
  putWebHookByName: refuses([
    async () => {
      await own('PUT', `/web-hooks/by-name/${MARK}`, { body: hook() })
      return { path: { name: MARK }, body: forB({ ...hook(), enabled: false }) }
    },
  ]),
  testUnsavedWebHook: refuses([
    () => ({ body: { ...hook(), webHookId: b.webHookId } }),
    () => ({ body: forB(hook()) }),
  ]),
}

interface Operation {
  id: string
  method: string
  path: string
  /** Names of what goes in and names something. */
  naming: string[]
}

async function operations(): Promise<Operation[]> {
  const { body } = await server.request('GET', '/api/v1/openapi.json')
  const resolve = (schema: Json): Json =>
    schema?.$ref ? body.components.schemas[schema.$ref.split('/').at(-1)] : schema
  return Object.entries<Json>(body.paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries<Json>(methods).map(([method, operation]) => {
        const content = Object.values<Json>(operation.requestBody?.content ?? {})[0]
        const parameters = (operation.parameters ?? [])
          .filter((each: Json) => each.in !== 'header')
          .map((each: Json) => each.name)
        const fields = Object.keys(resolve(content?.schema)?.properties ?? {})
        const id: string = operation.operationId
        const naming = [...parameters, ...fields].filter(
          (name) => NAMING.test(name) && !NOT_NAMING[name]?.includes(id),
        )
        return { id, method: method.toUpperCase(), path: path.slice('/api/v1'.length), naming }
      }),
    )
}

function fill(path: string, values: Record<string, string> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(values[name]!))
}

function namesIn({ path, query, body }: Asked): string[] {
  const fields = body && !Buffer.isBuffer(body) ? Object.keys(body) : []
  return [...Object.keys(path ?? {}), ...Object.keys(query ?? {}), ...fields]
}

/** Of every table, without what the use of a credential writes, and what the server writes by itself:
 * signs of life from rooms, the state of traffic. */
async function everything(): Promise<Map<string, string>> {
  const { queries } = server.context.database
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not in (
        'rate_limits', 'idempotency_keys', 'participants', 'visits', 'web_hook_flow', 'web_hook_warnings', 'removed_files')`.execute(
    queries,
  )
  const sums = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await sql<{ sum: string }>`
      select coalesce(md5(string_agg(row, ',' order by row)), '') as sum
      from (select (to_jsonb(t) - 'last_used_at')::text as row from ${sql.table(name)} t) t`.execute(queries)
    sums.set(name, rows[0]!.sum)
  }
  return sums
}

test('the walk knows every operation of the API description, and names everything that each can name', async () => {
  const known = await operations()
  expect(Object.keys(ways).toSorted()).toEqual(known.map(({ id }) => id).toSorted())
})

test(
  'nothing of another account is read, changed or made by anybody of this one',
  async () => {
    for (const operation of await operations()) {
      const way = ways[operation.id]!
      if (way.kind === 'names-nothing') continue
      const filled = new Set<string>()
      for (const asks of way.asks) {
        const asked = await asks()
        for (const name of namesIn(asked)) filled.add(name)
        if (way.kind === 'stream') continue
        await server.services.engine.dispatcher.settle()
        const seen = await refusesAll(operation, way, asked)
        const rows = await servesOwner(operation, way, asked)
        expect
          .soft(seen.intersection(rows), `${operation.id} lists rows of another account`)
          .toEqual(new Set())
      }
      const unfilled = operation.naming.filter((name) => !filled.has(name))
      expect
        .soft(unfilled, `${operation.id} is not asked by every parameter that names something`)
        .toEqual([])
    }
  },
  TIMEOUT_MS,
)

function rowsOf({ status, body }: Answer<Json>): Set<string> {
  const rows: Json[] = status === 200 && Array.isArray(body?.data) ? body.data : []
  return new Set(rows.map(({ id }) => String(id)))
}

/** @returns the rows that the other account was shown */
async function refusesAll(operation: Operation, way: Way, asked: Asked): Promise<Set<string>> {
  const seen = new Set<string>()
  const before = await everything()
  for (const [who, headers] of Object.entries(a.callers)) {
    const answer = await send(operation.method, fill(operation.path, asked.path), asked, headers)
    const what = `${operation.id} by the ${who} of another account`
    for (const row of rowsOf(answer)) seen.add(row)
    if (way.kind === 'lists') expect.soft([200, 401, 403, 404], what).toContain(answer.status)
    else
      expect.soft(way.kind === 'refuses' ? [401, 403, 404, 422] : [401, 403], what).toContain(answer.status)
    if (answer.status < 400)
      expect.soft(JSON.stringify(answer.body), what).not.toMatch(new RegExp(`${MARK}|${b.accountId}`))
  }
  expect.soft(await everything(), `${operation.id} changed something`).toEqual(before)
  return seen
}

/** @returns the rows that its owner is shown */
async function servesOwner(operation: Operation, way: Way, asked: Asked): Promise<Set<string>> {
  if (way.kind === 'for-instance') {
    const answer = await server.api(operation.method, fill(operation.path, asked.path), asked.body)
    // 404: allowed, but there is no such thing.
    expect.soft([200, 201, 204, 404], `${operation.id} by the operator`).toContain(answer.status)
    return new Set()
  }
  const answer = await own(operation.method, fill(operation.path, asked.path), asked)
  const what = `${operation.id} by its own account: ${JSON.stringify(answer.body)}`
  const isWrongToken = asked.query?.['token'] !== undefined
  if ('own' in way && way.own) expect.soft(way.own, what).toContain(answer.status)
  else if (!isWrongToken) expect.soft(answer.status, what).toBeLessThan(300)
  const rows = rowsOf(answer)
  if (way.kind === 'lists') expect.soft(rows.size, what).toBeGreaterThan(0)
  return rows
}

test(
  'streams show nothing of another account',
  async () => {
    for (const operation of await operations()) {
      const way = ways[operation.id]!
      if (way.kind !== 'stream') continue
      for (const asks of way.asks) {
        const { query = {} } = await asks()
        const path = `${server.url}/api/v1${operation.path}?${new URLSearchParams(query).toString()}`
        const others = await openEventSource(path, a.callers['key']!)
        const own = await openEventSource(path.split('?')[0]!, a.callers['key']!)
        const guest = await openEventSource(path, a.callers['guest']!)
        expect(guest.status).toBe(401)
        await send('POST', '/web-hooks', { body: { ...hook(), url: `${listener.origin}/a` } }, keyOf(a.key))
        await meeting()
        await send('POST', '/meetings', { body: { topic: 'Of A' } }, keyOf(a.key))
        await own.waitFor(({ data }) => data.meetingIds?.length > 0 || data.meetings?.length > 0)
        const seen = JSON.stringify([...own.events, ...others.events])
        expect(seen).not.toMatch(new RegExp(`${MARK}|${b.accountId}`))
        if (Object.keys(query).length > 0) expect(others.events).toEqual([])
        for (const source of [others, own, guest]) source.close()
      }
    }
  },
  TIMEOUT_MS,
)

/**
 * A white label that has been used for two days: series and single meetings, one that was held and recorded with
 * people coming and going, one that is open now; web hooks that deliver, one that fails and one that was just switched
 * off. What a page looks like can only be judged with something on it.
 */
import { vi } from 'vitest'
import { answerOf, operationsOf } from '../../cli/src/api.ts'
import type { paths } from '../../cli/src/api-description.ts'
import type { Meeting } from '../../receiver/src/contract/payload-types.ts'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import type { Joined } from '../../server/rooms/join-meeting.ts'
import { startListener, type Listener } from '../support/listener.ts'
import { recordPart } from '../support/recorded-meeting.ts'
import { uploadPart } from '../support/recorder.ts'
import { connect, join, type RoomClient } from '../support/room-client.ts'
import { ADMIN_KEY, startTestServer, type TestServer } from '../support/server.ts'

const BEGIN = new Date('2026-11-23T06:00:00.000Z')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Longer than the clock is moved at once while people are inside. */
const LEAVE_GRACE_SECONDS = 600
const STAY_MINUTES = 5
const TIME_ZONE = 'Europe/Zurich'
const TOPICS = [
  'Offer for the Hotel Bellevue',
  'Interview: backend developer',
  'Onboarding of Nora Meier',
  'Budget 2027',
  'Support rota',
  'Data protection check',
  'Release planning',
  'Customer call: Helvetia Bikes',
]
const PEOPLE = [
  { name: 'Grace Okafor', email: 'grace@example.com', role: 'participant' as const, language: 'en' },
  { name: 'Luca Bianchi', email: 'luca@example.com', role: 'participant' as const, language: 'it' },
  { name: 'Nora Meier', email: 'nora@example.com', role: 'participant' as const, language: 'de' },
]

export interface SampleInstance {
  server: TestServer
  /** The meeting that was held and recorded, the one that is open, and a series. */
  held: Meeting
  open: Meeting
  series: Meeting
  /** By what they do. */
  webHooks: { delivering: string; failing: string; off: string }
  stop(): Promise<void>
}

export async function startSampleInstance(): Promise<SampleInstance> {
  const listener = await startListener()
  const failing = await startListener({ answer: () => ({ status: 503, body: 'down for maintenance' }) })
  const server = await startTestServer({
    media: true,
    env: { LEAVE_GRACE_SECONDS: String(LEAVE_GRACE_SECONDS) },
  })
  server.clock.set(BEGIN)
  await brand(server)
  const webHooks = await configureWebHooks(server, listener, failing)
  const series = await schedule(server, {
    topic: 'Team meeting',
    agenda: '1. What happened\n2. What comes\n3. What is in the way',
    startTime: '2026-11-25T08:30:00.000Z',
    duration: 45,
    recurring: { frequencyType: 'weekly', endsType: 'after', endsAfter: 12 },
  })
  await liveADay(server, 6)
  const held = await holdMeeting(server)
  await liveADay(server, 15)
  const off = { params: { path: { id: webHooks.off } }, body: { enabled: false } }
  await answerOf(apiOf(server).PATCH('/api/v1/web-hooks/{id}', off))
  const open = await openMeeting(server)
  return {
    server,
    held,
    open,
    series,
    webHooks,
    async stop() {
      await server.stop()
      await Promise.all([listener.close(), failing.close()])
    },
  }
}

interface Inside {
  client: RoomClient
  joined: Joined
}

async function brand(server: TestServer): Promise<void> {
  const body = { productName: 'Alpenglow Meetings', color: '#0f766e', timezone: TIME_ZONE }
  await answerOf(apiOf(server).PATCH('/api/v1/settings', { body }))
}

async function configureWebHooks(server: TestServer, { origin }: Listener, failing: Listener) {
  const create = (body: BodyOf<'/api/v1/web-hooks'>) =>
    answerOf(apiOf(server).POST('/api/v1/web-hooks', { body }))
  const ids = new Map<string, string>()
  for (const event of hookNames) {
    const { id } = await create({
      event,
      url: `${origin}/${event}`,
      method: event === 'onMeetingUpdated' ? 'PUT' : 'POST',
      apiKey: 'a key of the listener',
    })
    ids.set(event, id)
  }
  const event = 'onMeetingScheduled'
  const crm = await create({ event, name: 'crm', url: `${failing.origin}/crm` })
  const warehouse = await create({ event, name: 'warehouse', url: `${origin}/warehouse`, signed: false })
  return { delivering: ids.get(event)!, failing: crm.id, off: warehouse.id }
}

/** Something is scheduled every hour, and every other is changed. */
async function liveADay(server: TestServer, hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    const startTime = new Date(server.clock.now().getTime() + (20 + hour) * HOUR_MS).toISOString()
    const meeting = await schedule(server, { topic: TOPICS[hour % TOPICS.length]!, startTime, duration: 30 })
    await server.moveClock(10 * MINUTE_MS)
    if (hour % 2 === 0) {
      const change = { params: { path: { id: meeting.id } }, body: { agenda: 'As agreed on the telephone.' } }
      await answerOf(apiOf(server).PATCH('/api/v1/meetings/{id}', change))
    }
    await server.moveClock(50 * MINUTE_MS)
  }
}

/** Ada is there from the beginning, Luca leaves early and comes back, Grace is late. */
async function holdMeeting(server: TestServer): Promise<Meeting> {
  const meeting = await schedule(server, {
    topic: 'Quarterly review',
    agenda: '1. Figures\n2. Outlook\n3. Questions',
    duration: 60,
    isRecorded: true,
    videoResolution: 'low',
  })
  const ada = await enter(server, meeting, 'Ada Steiner')
  await uploadPart(server, meeting, ada.joined, await recordPart())
  await stay(server, [ada], 3)
  const luca = await enter(server, meeting, 'Luca Bianchi')
  await stay(server, [ada, luca], 9)
  const grace = await enter(server, meeting, 'Grace Okafor')
  ada.client.send({ type: 'question', question: 'Do the figures contain the new branch?' })
  const { id } = await grace.client.next('question')
  grace.client.send({ type: 'answer', questionId: id, answer: 'Yes, since October.' })
  await ada.client.next('answer')
  await stay(server, [ada, luca, grace], 10)
  await leave(server, luca)
  await stay(server, [ada, grace], 12)
  const again = await enter(server, meeting, 'Luca Bianchi', luca.joined.guestToken)
  await stay(server, [ada, grace, again], 18)
  const api = apiOf(server)
  await answerOf(api.POST('/api/v1/meetings/{id}/close', { params: { path: { id: meeting.id } } }))
  await server.moveClock(10 * MINUTE_MS)
  const ofMeeting = { params: { query: { meeting: meeting.id } } }
  const { data } = await answerOf(api.GET('/api/v1/summaries', ofMeeting))
  const minutes =
    'The figures are better than planned. Grace writes to the branches. Next review in February.'
  const written = { params: { path: { id: data[0]!.id } }, body: { minutes } }
  await answerOf(api.PATCH('/api/v1/summaries/{id}', written))
  return meeting
}

async function openMeeting(server: TestServer): Promise<Meeting> {
  const meeting = await schedule(server, { topic: 'Design review', duration: 60 })
  const ada = await enter(server, meeting, 'Ada Steiner')
  await stay(server, [ada], 2)
  const nora = await enter(server, meeting, 'Nora Meier')
  await stay(server, [ada, nora], 4)
  return meeting
}

/** Time passes for people who are inside and stay. */
async function stay(server: TestServer, people: Inside[], minutes: number): Promise<void> {
  const { rooms } = server.services
  for (let left = minutes; left > 0; left -= STAY_MINUTES) {
    await server.moveClock(Math.min(left, STAY_MINUTES) * MINUTE_MS)
    rooms.ping()
    await vi.waitUntil(async () => {
      await rooms.presence.runOnce()
      const silent = await server.context.database.queries
        .selectFrom('participants')
        .select('id')
        .where(
          'id',
          'in',
          people.map(({ joined }) => joined.participantId),
        )
        .where('last_seen_at', '<', server.clock.now())
        .executeTakeFirst()
      return silent === undefined
    })
  }
}

async function enter(
  server: TestServer,
  meeting: Meeting,
  name: string,
  guestToken?: string,
): Promise<Inside> {
  const joined = await join(server, meeting, { name, guestToken })
  const client = await connect(joined.roomUrl)
  return { joined, client }
}

async function leave(server: TestServer, { client, joined }: Inside): Promise<void> {
  client.socket.close()
  await vi.waitUntil(async () => {
    await server.services.rooms.presence.runOnce()
    const row = await server.context.database.queries
      .selectFrom('participants')
      .select('connection_id')
      .where('id', '=', joined.participantId)
      .executeTakeFirstOrThrow()
    return row.connection_id === null
  })
}

type BodyOf<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

function schedule(server: TestServer, input: BodyOf<'/api/v1/meetings'>): Promise<Meeting> {
  const body = {
    startTime: server.clock.now().toISOString(),
    timezone: TIME_ZONE,
    invitedParticipants: PEOPLE,
    ...input,
  }
  return answerOf(apiOf(server).POST('/api/v1/meetings', { body }))
}

/** The operations of the API, with the types of its description. */
function apiOf(server: TestServer) {
  return operationsOf({ server: server.url, apiKey: ADMIN_KEY })
}

/**
 * Meetings under test: the real API on a real database, called without a socket, with a clock that stands still until
 * it is moved. `visit` does what the room does when somebody comes and goes.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { assertDocumentedBody } from '../../receiver/src/contract/check-body.ts'
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import { createAccount } from '../../server/accounts/accounts.ts'
import { createApiKey } from '../../server/accounts/api-keys.ts'
import type { Scope } from '../../server/accounts/caller.ts'
import { findAdministratorCaller } from '../../server/accounts/find-caller.ts'
import { seedInstance } from '../../server/accounts/seed-instance.ts'
import { createHttpServer } from '../../server/api/http-server.ts'
import { registerMeetingDocumentRoutes } from '../../server/api/routes/meeting-documents.ts'
import { registerMeetingInvitationRoutes } from '../../server/api/routes/meeting-invitations.ts'
import { registerMeetingRoutes } from '../../server/api/routes/meetings.ts'
import { createVault, hashToken } from '../../server/platform/settings/secrets.ts'
import type { Settings } from '../../server/platform/config/settings.ts'
import { openSettings } from '../../server/platform/settings/settings-store.ts'
import type { Context } from '../../server/platform/context.ts'
import { openDatabase } from '../../server/platform/database/database.ts'
import { objectId, secretToken } from '../../server/platform/ids.ts'
import { createAutoClose } from '../../server/meetings/close-due-meetings.ts'
import { refreshCloseDue } from '../../server/meetings/refresh-close-due.ts'
import { createTestDatabase } from './database.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'

const ADMIN_KEY = 'an administrator key for tests'
const PUBLIC_URL = 'https://meet.example.com'

export interface RecordedEvent {
  hook: HookName
  sequences: number[]
  meetingIds: string[]
  /** The first meeting of the body. */
  meeting: Json
  /** All of them. */
  meetings: Json[]
}

/** What JSON.parse answers: a test looks into it without saying beforehand what is there. */
type Json = ReturnType<JSON['parse']>

export interface Answer {
  status: number
  headers: Record<string, unknown>
  /** JSON where it is JSON, else text. */
  body: Json
  bytes: Buffer
}

export interface CallOptions {
  key?: string
  headers?: Record<string, string>
}

/** The Meeting of the wire contract in an answer of the API. */
export function wireOf(answer: Json): Json {
  const wire = { ...answer }
  delete wire.joinUrl
  delete wire.icsUrl
  return wire
}

export function statusesOf(answers: Answer[]): number[] {
  return answers.map(({ status }) => status).sort((a, b) => a - b)
}

export type MeetingsUnderTest = Awaited<ReturnType<typeof startMeetings>>

export async function startMeetings(
  now: Date,
  locked: Partial<Settings> = {},
  smtpUrl: string | null = null,
) {
  const clock: ManualClock = createManualClock(now)
  const test = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'simplex-meeting-documents-'))
  const logger = pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' })
  const database = openDatabase(test.connectionString, logger)
  const context: Context = {
    database,
    settings: await openSettings(database.queries, locked),
    vault: createVault('a secret key for tests'),
    clock,
    logger,
    publicUrl: PUBLIC_URL,
    dataDir,
    smtpUrl,
  }
  await seedInstance(context, { adminEmail: 'admin@example.com', adminPassword: null })
  const administrator = (await findAdministratorCaller(context))!
  const app = await createHttpServer(context, { adminKeyHash: hashToken(ADMIN_KEY) })
  await app.register(
    async (api) => {
      registerMeetingRoutes(api, context)
      registerMeetingDocumentRoutes(api, context)
      registerMeetingInvitationRoutes(api, context)
    },
    { prefix: '/api/v1' },
  )

  async function call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    { key = ADMIN_KEY, headers = {} }: CallOptions = {},
  ): Promise<Answer> {
    const isBytes = Buffer.isBuffer(body)
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        ...(key && { 'x-api-key': key }),
        ...(body !== undefined && !isBytes && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: isBytes ? body : JSON.stringify(body) }),
    })
    const isJson = /json/.test(response.headers['content-type'] ?? '')
    return {
      status: response.statusCode,
      headers: response.headers,
      body: isJson && response.body ? response.json() : response.body,
      bytes: response.rawPayload,
    }
  }

  async function events(): Promise<RecordedEvent[]> {
    const rows = await database.queries
      .selectFrom('events')
      .select(['hook', 'body', 'meeting_ids', sql<number[]>`sequences::integer[]`.as('sequences')])
      .orderBy('ordinal')
      .execute()
    return rows.map((row) => {
      assertDocumentedBody(row.hook, row.body!)
      const payload: Json = JSON.parse(row.body!.toString())
      const meetings = [payload].flat()
      const { hook, meeting_ids: meetingIds } = row
      return { hook, sequences: row.sequences, meetingIds, meeting: meetings[0], meetings }
    })
  }

  /** Opens a visit to the current occurrence; the result ends it. */
  async function visit(meetingId: string): Promise<() => Promise<void>> {
    const { id: occurrenceId } = await database.queries
      .selectFrom('occurrences')
      .select('id')
      .where('meeting_id', '=', meetingId)
      .where('state', '=', 'current')
      .executeTakeFirstOrThrow()
    const participantId = objectId(clock.now())
    await database.transaction(async (tx) => {
      await tx
        .insertInto('participants')
        .values({
          id: participantId,
          occurrence_id: occurrenceId,
          user_id: null,
          guest_token_hash: hashToken(secretToken()),
          name: 'Ada',
          role: 'participant',
          info: JSON.stringify({}),
          connection_id: '5f1d7a52-43cf-4c0d-8d5f-0d4f2f1f0c11',
          last_seen_at: clock.now(),
          created_at: clock.now(),
        })
        .execute()
      await tx
        .insertInto('visits')
        .values({ participant_id: participantId, joined_at: clock.now() })
        .execute()
      await refreshCloseDue(context, tx, occurrenceId)
    })
    return () =>
      database.transaction(async (tx) => {
        await tx
          .updateTable('visits')
          .set({ left_at: clock.now() })
          .where('participant_id', '=', participantId)
          .execute()
        await refreshCloseDue(context, tx, occurrenceId)
      })
  }

  return {
    context,
    clock,
    call,
    events,
    visit,
    autoClose: createAutoClose(context),
    whitelabelId: (await database.queries.selectFrom('white_labels').select('id').executeTakeFirstOrThrow())
      .id,
    administrator,
    /** Schedules one an hour from now, unless said otherwise. */
    async schedule(input: Record<string, unknown> = {}, options?: CallOptions): Promise<Json> {
      const startTime = new Date(clock.now().getTime() + 3_600_000).toISOString()
      const answer = await call('POST', '/meetings', { topic: 'A meeting', startTime, ...input }, options)
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      return answer.body
    },
    hooks: async () => (await events()).map(({ hook }) => hook),
    /** An account of its own, and a key that is confined to it. */
    async account(name: string, scopes: Scope[] = ['meetings:read', 'meetings:write']) {
      const { id } = await createAccount(context, administrator, { name })
      const { key } = await createApiKey(context, administrator, { name, accountId: id, scopes })
      return { id, key }
    },
    async removedFiles() {
      const { rows } = await sql<{ path: string }>`select path from removed_files order by id`.execute(
        database.queries,
      )
      return rows.map(({ path }) => path)
    },
    async stop() {
      await app.close()
      await database.close()
      await test.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

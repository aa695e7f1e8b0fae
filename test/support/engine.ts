/**
 * An engine of its own for delivery tests: a real database and real sockets below, no HTTP API above. Events are
 * recorded as the meeting operations do it, in a transaction.
 */
import { pino } from 'pino'
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import { type Clock, systemClock } from '../../server/platform/clock.ts'
import { createVault } from '../../server/platform/settings/secrets.ts'
import { openSettings } from '../../server/platform/settings/settings-store.ts'
import type { Context } from '../../server/platform/context.ts'
import { openDatabase } from '../../server/platform/database/database.ts'
import { objectId } from '../../server/platform/ids.ts'
import { parseAllowList } from '../../server/webhooks/http/allow-list.ts'
import { type Caller, ALL_SCOPES } from '../../server/accounts/caller.ts'
import { createWebHook, type NewWebHook } from '../../server/webhooks/hooks/create-web-hooks.ts'
import { createEngine, type Engine, type EngineOptions } from '../../server/webhooks/engine.ts'
import { recordEvent } from '../../server/webhooks/record-event.ts'
import { generateSigningKeyPair, privateSigningKey } from '../../server/webhooks/http/sign.ts'
import { createTestDatabase } from './database.ts'

export const ACCOUNT = '5e9459c5b863b82cefdddf4f'
const POLICY = { allowList: parseAllowList('127.0.0.0/8'), allowHttp: false }

export const instanceCaller: Caller = {
  kind: 'api-key',
  actor: 'api-key:test',
  userId: '5e9459c5b863b82cefdddf4e',
  username: 'Test',
  email: '',
  accountId: ACCOUNT,
  level: 'instance',
  role: 'administrator',
  ownMeetingsOnly: false,
  scopes: new Set(ALL_SCOPES),
}

export interface EngineUnderTest {
  context: Context
  engine: Engine
  webHook(input: NewWebHook): Promise<string>
  /** Records an event about these meetings and returns its id. */
  record(hook: HookName, meetingIds: string[], payload?: unknown): Promise<string>
  meeting(): string
  /** Another engine on the same database, as a second server process has it. */
  another(options?: Partial<EngineOptions>): Engine
  stop(): Promise<void>
}

export async function startEngine(
  options: { clock?: Clock; connectionString?: string } & Partial<EngineOptions> = {},
): Promise<EngineUnderTest> {
  const test = options.connectionString ? null : await createTestDatabase()
  const connectionString = options.connectionString ?? test!.connectionString
  const logger = pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' })
  const database = openDatabase(connectionString, logger)
  const context: Context = {
    database,
    settings: await openSettings(database.queries, {}),
    vault: createVault('a secret key for tests'),
    clock: options.clock ?? systemClock,
    logger,
    publicUrl: 'http://localhost',
    dataDir: '/nonexistent',
  }
  await database.announcements.start()
  const engines: Engine[] = []
  const asymmetricKey = privateSigningKey(generateSigningKeyPair().privateKey)
  const build = (more: Partial<EngineOptions> = {}) => {
    const engine = createEngine({
      context,
      policy: POLICY,
      userAgent: 'test/1',
      asymmetricKey,
      ...options,
      ...more,
    })
    engines.push(engine)
    return engine
  }

  return {
    context,
    engine: build(),
    another: build,
    meeting: () => objectId(context.clock.now()),
    async webHook(input) {
      const { row } = await database.transaction((tx) =>
        createWebHook(context, tx, instanceCaller, POLICY, input),
      )
      return row.id
    },
    record: (hook, meetingIds, payload = { meetingIds }) =>
      database.transaction((tx) =>
        recordEvent(tx, context.clock, { hook, accountId: ACCOUNT, meetingIds, payload }),
      ),
    async stop() {
      await Promise.all(engines.map((engine) => engine.stop()))
      await database.close()
      await test?.drop()
    },
  }
}

/** An engine's context and web hooks for a bench: as `start-server` makes them, without the server. */
import type { Registry } from 'prom-client'
import { type Caller, ALL_SCOPES } from '../server/accounts/caller.ts'
import { systemClock } from '../server/platform/clock.ts'
import { createVault } from '../server/platform/settings/secrets.ts'
import { openSettings } from '../server/platform/settings/settings-store.ts'
import type { Context } from '../server/platform/context.ts'
import { openDatabase } from '../server/platform/database/database.ts'
import { createLogger } from '../server/platform/logger.ts'
import { parseAllowList } from '../server/webhooks/http/allow-list.ts'
import { createWebHook, type NewWebHook } from '../server/webhooks/hooks/create-web-hooks.ts'
import { createEngine, type Engine } from '../server/webhooks/engine.ts'
import { generateSigningKeyPair, privateSigningKey } from '../server/webhooks/http/sign.ts'

export const ACCOUNT = '5e9459c5b863b82cefdddf4f'
const POLICY = { allowList: parseAllowList('127.0.0.0/8'), allowHttp: false }

const caller: Caller = {
  kind: 'api-key',
  actor: 'api-key:bench',
  userId: '5e9459c5b863b82cefdddf4e',
  username: 'Bench',
  email: '',
  accountId: ACCOUNT,
  level: 'instance',
  role: 'administrator',
  ownMeetingsOnly: false,
  scopes: new Set(ALL_SCOPES),
}

export async function openContext(connectionString: string): Promise<Context> {
  const logger = createLogger('info', false)
  const database = openDatabase(connectionString, logger)
  return {
    database,
    settings: await openSettings(database.queries, {}),
    vault: createVault('a secret key for benches'),
    clock: systemClock,
    logger,
    publicUrl: 'http://localhost',
    dataDir: '/nonexistent',
  }
}

export async function addAccount({ database }: Context, id: string): Promise<void> {
  await database.queries
    .insertInto('white_labels')
    .values({ id: ACCOUNT, name: 'Bench' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await database.queries.insertInto('accounts').values({ id, white_label_id: ACCOUNT, name: id }).execute()
}

/** Signed, with an API key, all defaults. */
export async function addWebHook(context: Context, input: NewWebHook): Promise<string> {
  const { row } = await context.database.transaction((tx) =>
    createWebHook(context, tx, caller, POLICY, { apiKey: 'an-api-key-of-the-usual-length', ...input }),
  )
  return row.id
}

export function openEngine(context: Context, registry?: Registry): Engine {
  return createEngine({
    context,
    registry,
    policy: POLICY,
    userAgent: 'simplex-meeting/bench',
    asymmetricKey: privateSigningKey(generateSigningKeyPair().privateKey),
  })
}

/**
 * Creates web hooks: one, or those of one listener together. From the same commit on, every event of its kind gets a
 * delivery for it. Its signing secret is answered this once.
 */
import { sql } from 'kysely'
import { hookNames, type HookName } from '../../../receiver/src/contract/hook-names.ts'
import { recordAudit } from '../../accounts/audit.ts'
import { type Caller, chosenAccount, maySee } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction, violates } from '../../platform/database/database.ts'
import { Conflict, invalid } from '../../platform/errors.ts'
import { timeOrderedUuid } from '../../platform/ids.ts'
import type { TargetPolicy } from '../http/parse-target.ts'
import { generateSigningSecret, SigningKeyInvalid, signingKey } from '../http/sign.ts'
import type { WebHookRow } from './find-web-hook.ts'
import { columnsOf } from './web-hook-columns.ts'
import { FIRST_LIMIT } from './web-hook-flow.ts'
import { checkWebHookInput, WEB_HOOK_DEFAULTS, type WebHookInput } from './web-hook-input.ts'
import { sealSecret } from './web-hook-secrets.ts'

const WEB_HOOKS_OF_ACCOUNT_LIMIT = 200
/** Each process keeps a row of every web hook in memory. */
const WEB_HOOKS_OF_INSTANCE_LIMIT = 10_000

export type NewWebHook = Pick<WebHookInput, 'event' | 'url'> &
  Partial<WebHookInput> & {
    /** Missing: one is made up. */
    signingSecret?: string
  }

export async function createWebHook(
  context: Context,
  tx: Transaction,
  caller: Caller,
  policy: TargetPolicy,
  { signingSecret = generateSigningSecret(), ...given }: NewWebHook,
): Promise<{ row: WebHookRow; signingSecret: string }> {
  checkSigningSecret(signingSecret)
  const accountId = webHookAccount(caller, given.accountId)
  const input: WebHookInput = { ...WEB_HOOK_DEFAULTS, ...given, accountId }
  const target = checkWebHookInput(input, policy)
  await requireFreeWebHook(tx, input.accountId)
  const id = timeOrderedUuid(context.clock.now())
  const now = context.clock.now()
  const row = await tx
    .insertInto('web_hooks')
    .values({
      ...columnsOf(context.vault, id, input),
      id,
      origin_id: await originId(tx, target.origin),
      switched_off_at: input.enabled ? null : now,
      signing_secret: sealSecret(context.vault, id, 'signing-secret', signingSecret),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(explainConflict)
  await tx
    .insertInto('web_hook_flow')
    .values({ web_hook_id: id, in_flight_limit: Math.min(FIRST_LIMIT, input.maxInFlight) })
    .execute()
  await recordAudit(
    tx,
    caller,
    'web-hook.created',
    id,
    { event: input.event, url: input.url },
    input.accountId,
  )
  announceOnCommit(tx, 'web-hooks', id)
  return { row, signingSecret }
}

/**
 * The account that a web hook is for, by what a request says: left out, the caller's own; null, every account.
 * @throws Forbidden, InvalidInput where the caller may not choose it
 */
export function webHookAccount(caller: Caller, wanted: string | null | undefined): string | null {
  const accountId = chosenAccount(caller, wanted)
  if (!maySee(caller, accountId)) throw invalid('/accountId', 'There is no such account.', 'no-such-account')
  return accountId
}

function checkSigningSecret(secret: string): void {
  try {
    signingKey(secret)
  } catch (error) {
    if (error instanceof SigningKeyInvalid) throw invalid('/signingSecret', error.message, 'signing-secret')
    throw error
  }
}

/** The receiver's short number, made where it is new. */
export async function originId(tx: Transaction, origin: string): Promise<number> {
  const { id } = await tx
    .insertInto('origins')
    .values({ origin })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet({ origin: sql`excluded.origin` }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export function explainConflict(error: unknown): never {
  if (violates(error, 'web_hooks_name'))
    throw invalid('/name', 'Another web hook has this name.', 'name-taken')
  if (violates(error, 'web_hooks_account_id_fkey'))
    throw invalid('/accountId', 'There is no such account.', 'no-such-account')
  throw error
}

/**
 * Each account may have so many; those that serve every account (`accountId` null) are counted like another account's.
 * @throws Conflict `too-many-web-hooks`
 */
export async function requireFreeWebHook(tx: Transaction, accountId: string | null): Promise<void> {
  const { own, all } = await tx
    .selectFrom('web_hooks')
    .where('deleted_at', 'is', null)
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('account_id', 'is not distinct from', accountId).as('own'),
    ])
    .executeTakeFirstOrThrow()
  if (own >= WEB_HOOKS_OF_ACCOUNT_LIMIT) {
    throw new Conflict(
      'too-many-web-hooks',
      `There are ${WEB_HOOKS_OF_ACCOUNT_LIMIT} web hooks already. Delete one that is no longer needed.`,
    )
  }
  if (all >= WEB_HOOKS_OF_INSTANCE_LIMIT) {
    throw new Conflict(
      'too-many-web-hooks',
      `All accounts together have ${WEB_HOOKS_OF_INSTANCE_LIMIT} web hooks, and there can be no more.`,
    )
  }
}

/** Stands in the URL for the name of the hook. */
const EVENT_IN_URL = '{event}'

export type NewWebHookSet = Omit<NewWebHook, 'event'> & {
  /** Missing: all six. */
  events?: HookName[]
}

/**
 * Creates the web hooks of one listener, all six or some of them, in one transaction. They share a signing secret,
 * and each is a web hook of its own afterwards.
 * @param set `name` is a prefix: `crm` makes `crm-onMeetingScheduled` and so on
 * @throws Conflict `web-hook-exists` where the account has a web hook of one of the events and its URL
 */
export async function createWebHookSet(
  context: Context,
  tx: Transaction,
  caller: Caller,
  policy: TargetPolicy,
  set: NewWebHookSet,
): Promise<{ rows: WebHookRow[]; signingSecret: string }> {
  const { events = [...hookNames], signingSecret = generateSigningSecret(), name = null, url, ...rest } = set
  const rows: WebHookRow[] = []
  for (const event of events) {
    const { row } = await createWebHook(context, tx, caller, policy, {
      ...rest,
      event,
      signingSecret,
      name: name === null ? null : `${name}-${event}`,
      url: url.replaceAll(EVENT_IN_URL, event),
    })
    await assertOnlyOne(tx, row)
    rows.push(row)
  }
  return { rows, signingSecret }
}

/** The one that was just made apart. */
async function assertOnlyOne(tx: Transaction, { id, account_id, event, url }: WebHookRow): Promise<void> {
  const other = await tx
    .selectFrom('web_hooks')
    .select('id')
    .where('event', '=', event)
    .where('url', '=', url)
    .where('account_id', 'is not distinct from', account_id)
    .where('deleted_at', 'is', null)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (!other) return
  throw new Conflict(
    'web-hook-exists',
    `There is a web hook for ${event} to this URL already. Change or delete it, or leave ${event} out of events.`,
    { event, webHookId: other.id },
  )
}

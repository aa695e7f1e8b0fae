/**
 * Creates a web hook, with a signing secret of its own that is answered this once. From the same commit on, every
 * event of its kind gets a delivery for it.
 */
import { sql } from 'kysely'
import { type Caller, chosenAccount, maySee } from '../../accounts/caller.ts'
import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction, violates } from '../../platform/database/database.ts'
import { Conflict, invalid } from '../../platform/errors.ts'
import { timeOrderedUuid } from '../../platform/ids.ts'
import type { WebHookRow } from './find-web-hook.ts'
import type { TargetPolicy } from '../http/parse-target.ts'
import { generateSigningSecret, SigningKeyInvalid, signingKey } from '../http/sign.ts'
import { columnsOf } from './web-hook-columns.ts'
import { checkWebHookInput, WEB_HOOK_DEFAULTS, type WebHookInput } from './web-hook-input.ts'
import { FIRST_LIMIT } from './web-hook-flow.ts'
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

/**
 * Web hooks as code: makes the web hook of a name what a file says, as often as the file is applied. The first time
 * it is created, and its signing secret answered; later it is changed where it differs, and else left alone.
 *
 * What the file does not mention is set back to its default, but for what cannot be read back and therefore often is
 * not in files: the API key, custom headers, the client certificate and its key stay as they are. Two who apply at
 * once are served one after the other.
 */
import { sql } from 'kysely'
import type { Caller } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Queries, Transaction } from '../../platform/database/database.ts'
import { PreconditionFailed } from '../../platform/errors.ts'
import { requireVersion, type ExpectedVersions } from '../../platform/expected-versions.ts'
import { createWebHook, webHookAccount, type NewWebHook } from './create-web-hooks.ts'
import type { WebHookRow } from './find-web-hook.ts'
import type { TargetPolicy } from '../http/parse-target.ts'
import { changeWebHook } from './update-web-hook.ts'
import { inputOf, unmaskHeaders } from './web-hook-columns.ts'
import { WEB_HOOK_DEFAULTS } from './web-hook-input.ts'

export type NamedWebHook = Omit<NewWebHook, 'name'>

export interface PutWebHook {
  row: WebHookRow
  /** Of a web hook that was created just now; else null. */
  signingSecret: string | null
}

/** What the caller believes: that there is such a web hook, that there is none, or (null) either. */
export interface PutPrecondition {
  exists: boolean | null
  versions: ExpectedVersions
}

export async function putWebHookByName(
  context: Context,
  tx: Transaction,
  caller: Caller,
  policy: TargetPolicy,
  name: string,
  given: NamedWebHook,
  precondition: PutPrecondition,
): Promise<PutWebHook> {
  const accountId = webHookAccount(caller, given.accountId)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`web-hook ${accountId} ${name}`}, 0))`.execute(tx)
  const row = await ofName(tx, name, accountId).forNoKeyUpdate().executeTakeFirst()
  requireExistence(precondition, row !== undefined)
  if (!row) return createWebHook(context, tx, caller, policy, { ...given, accountId, name })
  requireVersion('web hook', row.version, precondition.versions)
  const stored = inputOf(context.vault, row, context.clock.now())
  const kept = {
    apiKey: stored.apiKey,
    headers: stored.headers,
    clientCertificate: stored.clientCertificate,
    clientKey: stored.clientKey,
  }
  const headers = given.headers ? unmaskHeaders(stored.headers, given.headers) : stored.headers
  const wanted = { ...WEB_HOOK_DEFAULTS, ...kept, ...given, headers, accountId, name }
  return { row: await changeWebHook(context, tx, caller, policy, row, wanted, given), signingSecret: null }
}

/** @returns undefined where there is none @throws Forbidden, InvalidInput where the caller may not name this account */
export async function findWebHookByName(
  queries: Queries,
  caller: Caller,
  name: string,
  accountId: string | null | undefined,
): Promise<WebHookRow | undefined> {
  return ofName(queries, name, webHookAccount(caller, accountId)).executeTakeFirst()
}

function requireExistence({ exists }: PutPrecondition, doesExist: boolean): void {
  if (exists === null || exists === doesExist) return
  throw exists
    ? new PreconditionFailed(
        'web-hook-not-found',
        'There is no web hook of this name. Leave out If-Match to create it.',
      )
    : new PreconditionFailed(
        'web-hook-exists',
        'A web hook has this name. Leave out If-None-Match to change it.',
      )
}

function ofName(queries: Queries, name: string, accountId: string | null) {
  return queries
    .selectFrom('web_hooks')
    .selectAll()
    .where('name', '=', name)
    .where('account_id', 'is not distinct from', accountId)
    .where('deleted_at', 'is', null)
}

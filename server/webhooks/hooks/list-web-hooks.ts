/** Reads web hooks as the API shows them: one, or those that the caller may see, newest first. */
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import { confinedTo, type Caller } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Queries } from '../../platform/database/database.ts'
import { findWebHook, type WebHookRow } from './find-web-hook.ts'
import { presentWebHook, type WebHookView } from './present-web-hook.ts'
import { readHealth } from './web-hook-health.ts'

export interface ShownWebHook {
  view: WebHookView
  /** Its ETag. */
  version: number
}

export async function readWebHook(context: Context, caller: Caller, id: string): Promise<ShownWebHook> {
  const { queries } = context.database
  return showWebHook(context, queries, await findWebHook(queries, caller, id))
}

export async function showWebHook(
  context: Context,
  queries: Queries,
  row: WebHookRow,
): Promise<ShownWebHook> {
  const [view] = await showWebHooks(context, queries, [row])
  return { view: view!, version: row.version }
}

/** @returns up to `limit + 1` of them */
export async function listWebHooks(
  context: Context,
  caller: Caller,
  { event, after, limit }: { event?: HookName; after: string | null; limit: number },
): Promise<WebHookView[]> {
  const { queries } = context.database
  let query = queries
    .selectFrom('web_hooks')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  const accountId = confinedTo(caller)
  if (accountId !== null) query = query.where('account_id', '=', accountId)
  if (event !== undefined) query = query.where('event', '=', event)
  if (after !== null) query = query.where('id', '<', after)
  return showWebHooks(context, queries, await query.execute())
}

export async function showWebHooks(
  context: Context,
  queries: Queries,
  rows: WebHookRow[],
): Promise<WebHookView[]> {
  const health = await readHealth(context, queries, rows)
  const now = context.clock.now()
  return rows.map((row) => presentWebHook(row, health.get(row.id)!, context.vault, now))
}

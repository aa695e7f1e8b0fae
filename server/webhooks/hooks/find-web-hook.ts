/** Reads web hooks as they are stored. Deleted ones are not found; another tenant's look as if they did not exist. */
import type { Selectable } from 'kysely'
import { type Caller, maySee } from '../../accounts/caller.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { NotFound } from '../../platform/errors.ts'

export type WebHookRow = Selectable<Tables['web_hooks']>
export type WebHookFlowRow = Selectable<Tables['web_hook_flow']>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** @throws NotFound `web-hook-not-found` */
export async function findWebHook(
  queries: Queries,
  caller: Caller,
  id: string,
  lock = false,
): Promise<WebHookRow> {
  let query = queries.selectFrom('web_hooks').selectAll().where('id', '=', id).where('deleted_at', 'is', null)
  if (lock) query = query.forUpdate()
  const row = isUuid(id) ? await query.executeTakeFirst() : undefined
  if (!row || !maySee(caller, row.account_id)) throw webHookNotFound(id)
  return row
}

export function webHookNotFound(id: string): NotFound {
  return new NotFound('web-hook-not-found', `There is no web hook ${id}.`)
}

/**
 * Creates the web hooks of one listener, all six or some of them, in one transaction. They share a signing secret,
 * which is answered this once, and each is a web hook of its own afterwards.
 */
import { hookNames, type HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { Conflict } from '../../platform/errors.ts'
import type { TargetPolicy } from '../http/parse-target.ts'
import { generateSigningSecret } from '../http/sign.ts'
import { createWebHook, type NewWebHook } from './create-web-hook.ts'
import type { WebHookRow } from './find-web-hook.ts'

/** Stands in the URL for the name of the hook. */
const EVENT_IN_URL = '{event}'

export type NewWebHookSet = Omit<NewWebHook, 'event'> & {
  /** Missing: all six. */
  events?: HookName[]
}

/**
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

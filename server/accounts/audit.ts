/**
 * The audit trail: who changed what in administration, and what the server decided by itself. A line is written in
 * the transaction of its cause, so that neither is there without the other. Details never hold a secret: say that a
 * password was set, not which. It is read newest first: what concerns the accounts that the caller may see.
 */
import { sql, type Selectable } from 'kysely'
import type { Context } from '../platform/context.ts'
import { assertTransaction, sendAlong, type Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { type Caller, confinedTo } from './caller.ts'

/**
 * @param action resource.verb, such as `web-hook.updated`
 * @param subject id of the thing concerned
 * @param accountId the account concerned, if it is one; null: the instance
 */
export async function recordAudit(
  tx: Transaction,
  by: Pick<Caller, 'actor'> | 'server',
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
  accountId: string | null = null,
): Promise<void> {
  assertTransaction(tx)
  const values = {
    actor: by === 'server' ? by : by.actor,
    action,
    subject,
    details: JSON.stringify(details),
    account_id: accountId,
  }
  sendAlong(tx, tx.insertInto('audit_events').values(values).execute())
}

export type AuditEventRow = Selectable<Tables['audit_events']> & {
  /** Of the user or the key as it is called now; null: the server, or somebody who is gone. */
  actor_name: string | null
  /** What the thing concerned is called now, or was when it was written down; null: it has no name. */
  subject_name: string | null
}

export interface AuditFilter {
  accountId?: string | undefined
  actor?: string | undefined
  /** `web-hook.updated`, or `web-hook` for all that became of web hooks. */
  action?: string | undefined
  subject?: string | undefined
  since?: Date | undefined
  until?: Date | undefined
}

/** By the kind of thing that the action names, one probe for a row of the page. */
const SUBJECT_NAME = sql<string | null>`coalesce(
  case split_part(action, '.', 1)
    when 'meeting' then (select topic from meetings where id = subject)
    when 'recording' then (select m.topic from recordings r join meetings m on m.id = r.meeting_id where r.id = subject)
    when 'user' then (select username from users where id = subject)
    when 'account' then (select name from accounts where id = subject)
    when 'room' then (select nullif(name, '') from rooms where id = subject)
    when 'api-key' then (select name from api_keys where id = subject)
    when 'web-hook' then (select coalesce(name, event || ' → ' || url) from web_hooks
      where id = case when subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then subject::uuid end)
  end,
  details ->> 'topic', details ->> 'name', details ->> 'email')`

/** One row more than `limit`, if there is one. */
export function listAuditEvents(
  { database }: Context,
  caller: Caller,
  { accountId, actor, action, subject, since, until }: AuditFilter,
  { limit, after }: { limit: number; after: number | null },
): Promise<AuditEventRow[]> {
  const confined = confinedTo(caller)
  return database.queries
    .selectFrom('audit_events')
    .selectAll()
    .select(
      sql<string | null>`coalesce(
        (select username from users where 'user:' || id = actor),
        (select name from api_keys where 'api-key:' || id = actor))`.as('actor_name'),
    )
    .select(SUBJECT_NAME.as('subject_name'))
    .$if(confined !== null, (query) => query.where('account_id', '=', confined))
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId!))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor!))
    .$if(action !== undefined, (query) =>
      query.where((is) => is.or([is('action', '=', action!), is('action', 'like', beginning(action!))])),
    )
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject!))
    .$if(since !== undefined, (query) => query.where('at', '>=', since!))
    .$if(until !== undefined, (query) => query.where('at', '<', until!))
    .$if(after !== null, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** A pattern, in which what was typed stands for itself. */
function beginning(resource: string): string {
  return `${resource.replaceAll(/[\\%_]/g, String.raw`\$&`)}.%`
}

/**
 * Writes down warnings, with their line in the audit trail and the time when administrators are to be mailed, in the
 * transaction of what they warn of: once that has committed somebody will hear of it, whatever becomes of this
 * process. `server/warnings` turns them into mails.
 *
 * One row per web hook and kind. What is raised again within an hour of its last mail is mailed when the hour is over,
 * unless it has ended by then; that something works again is not mailed where it has failed again. Anyone who writes holds the lock of the web hook's `web_hook_flow` row, so that nobody
 * waits for anybody in a circle, and what is judged is what is written.
 */
import { CompiledQuery } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import { assertTransaction, type Transaction } from '../../platform/database/database.ts'
import type { WarningCode } from '../../platform/database/tables.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'

export interface RaisedWarning {
  webHookId: string
  code: WarningCode
  detail: string
  /** Missing: now. */
  since?: Date | null
  deadline?: Date | null
  /** Of the line in the audit trail; null: there is one already. */
  action: string | null
  /** A line in the audit trail and no more. */
  isOnlyAudited?: boolean
}

export interface EndedWarning {
  webHookId: string
  code: WarningCode
}

interface Noted {
  raised: RaisedWarning[]
  ended: EndedWarning[]
}

const MAIL_INTERVAL_SECONDS = 3_600

const NOTE = `
with clock as (select coalesce($1::timestamptz, now()) as now),
said as (
  select * from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::bool[])
    as s (web_hook_id, code, detail, since, deadline, action, is_only_audited)
),
over as (select * from unnest($9::uuid[], $10::text[]) as o (web_hook_id, code)),
ended as (
  update web_hook_warnings w
  set ended_at = c.now,
    mail_due_at = case when w.code <> 'recovered' and w.mail_due_at <= c.now then w.mail_due_at end
  from clock c, over o
  where w.web_hook_id = o.web_hook_id and w.code = o.code and w.ended_at is null
),
raised as (
  insert into web_hook_warnings as w (web_hook_id, code, detail, deadline, raised_at, mail_due_at)
  select s.web_hook_id, s.code, s.detail, s.deadline, coalesce(s.since, c.now), c.now
  from clock c, said s where not s.is_only_audited
  on conflict (web_hook_id, code) do update set detail = excluded.detail, deadline = excluded.deadline,
    raised_at = excluded.raised_at, ended_at = null,
    mail_due_at = greatest(excluded.mail_due_at, w.mailed_at + interval '${MAIL_INTERVAL_SECONDS} s')
)
insert into audit_events (account_id, actor, action, subject, details)
select h.account_id, 'server', s.action, h.id,
  jsonb_strip_nulls(jsonb_build_object('code', s.code, 'reason', s.detail, 'deadline', s.deadline))
from said s join web_hooks h on h.id = s.web_hook_id
where s.action is not null`

/** In a transaction of the engine's own. */
export async function noteWarnings(
  query: EngineConnection['query'],
  now: Date | null,
  noted: Noted,
): Promise<void> {
  await query({ name: 'note-warnings', text: NOTE, values: valuesOf(now, noted) })
}

/** In a transaction of an operation. */
export async function noteWarningsIn(tx: Transaction, clock: Clock, noted: Noted): Promise<void> {
  assertTransaction(tx)
  if (noted.raised.length === 0 && noted.ended.length === 0) return
  await tx.executeQuery(CompiledQuery.raw(NOTE, valuesOf(clock.databaseNow(), noted)))
}

function valuesOf(now: Date | null, { raised, ended }: Noted): unknown[] {
  return [
    now,
    raised.map(({ webHookId }) => webHookId),
    raised.map(({ code }) => code),
    raised.map(({ detail }) => detail),
    raised.map(({ since }) => since ?? null),
    raised.map(({ deadline }) => deadline ?? null),
    raised.map(({ action }) => action),
    raised.map(({ isOnlyAudited = false }) => isOnlyAudited),
    ended.map(({ webHookId }) => webHookId),
    ended.map(({ code }) => code),
  ]
}

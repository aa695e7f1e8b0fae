/**
 * Turns warnings about web hooks (`webhooks/note-warnings`) into mails to the administrators: one to each, at most one
 * per web hook and kind in an hour. The warning is marked and its mails are written in one transaction, under its lock,
 * so that two processes queue them once, and a process that dies queues them not at all or whole.
 *
 * Without a mail server, and about web hooks of a sandbox account, nothing is written: the pages show the same, and a later mail server would send what nobody
 * expects any more.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { isMailConfigured } from '../platform/mail/mail-server.ts'
import type { RunResult } from '../platform/reconciler.ts'

const BATCH_LIMIT_WARNINGS = 50
const RECIPIENTS_LIMIT = 100

interface DueWarning {
  web_hook_id: string
  code: string
  detail: string
}

export async function queueWarningMails(context: Context): Promise<RunResult> {
  const isMailed = isMailConfigured(context)
  const due = await context.database.transaction(async (tx) => {
    const locked = await lockDue(context, tx)
    if (locked.length > 0) await mark(context, tx, locked, isMailed)
    return locked
  })
  for (const { web_hook_id: webHook, code, detail } of due) {
    const level = code === 'recovered' ? 'info' : 'warn'
    context.logger[level]({ webHook, warning: code, isMailed }, detail)
  }
  return due.length === BATCH_LIMIT_WARNINGS ? 'more' : 'done'
}

async function lockDue({ clock }: Context, tx: Transaction): Promise<DueWarning[]> {
  const { rows } = await sql<DueWarning>`
    select web_hook_id, code, detail from web_hook_warnings where mail_due_at <= ${databaseTime(clock)}
    order by mail_due_at limit ${BATCH_LIMIT_WARNINGS} for update skip locked`.execute(tx)
  return rows
}

async function mark(
  { clock }: Context,
  tx: Transaction,
  due: DueWarning[],
  isMailed: boolean,
): Promise<void> {
  const now = databaseTime(clock)
  await sql`
    with due as (
      select * from unnest(${due.map((row) => row.web_hook_id)}::uuid[], ${due.map((row) => row.code)}::text[])
        as d (web_hook_id, code)
    ),
    marked as (
      update web_hook_warnings w
      set mail_due_at = null, mailed_at = case when ${isMailed} then ${now} else w.mailed_at end
      from due d where w.web_hook_id = d.web_hook_id and w.code = d.code
      returning w.*
    ),
    administrators as (
      select id from users
      where role = 'administrator' and disabled_at is null and email <> ''
      order by id limit ${RECIPIENTS_LIMIT}
    )
    insert into warning_mails (web_hook_id, code, detail, deadline, raised_at, user_id, due_at)
    select m.web_hook_id, m.code, m.detail, m.deadline, m.raised_at, a.id, ${now}
    from marked m cross join administrators a
    where ${isMailed} and not exists (
      select from web_hooks h join accounts s on s.id = h.account_id where h.id = m.web_hook_id and s.is_sandbox)
    order by m.raised_at, m.web_hook_id, a.id`.execute(tx)
}

/**
 * Somebody forgot their password. Anyone who asks gets the same answer at once, whether the address is known or not: the
 * request is only written down. A reconciler looks at it afterwards and mails a one-time link to the user whom the
 * address belongs to, if there is one, and at most every ten minutes. The link replaces earlier ones of that user; the
 * password stays until it is used.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { Conflict } from '../platform/errors.ts'
import { isMailConfigured } from '../platform/mail/mail-server.ts'
import type { RunResult } from '../platform/reconciler.ts'
import { findUserByEmail } from './users.ts'
import { createOneTimeLink, wasLinkMadeWithin } from './one-time-link.ts'
import { queueUserMail } from './queue-user-mail.ts'
import { recordAudit } from './audit.ts'

const BATCH_LIMIT_REQUESTS = 20
/** Beyond it requests are taken and forgotten, so that strangers cannot fill the table. */
const WAITING_LIMIT_REQUESTS = 1_000
const SOONEST_AGAIN_SECONDS = 600

/** @throws Conflict `mail-not-configured` */
export async function requestPasswordReset(context: Context, email: string): Promise<void> {
  if (!isMailConfigured(context)) {
    throw new Conflict(
      'mail-not-configured',
      'This instance sends no mails. Ask an administrator for a new link.',
    )
  }
  await sql`
    insert into password_reset_requests (email, requested_at)
    select ${email.trim()}, ${databaseTime(context.clock)}
    where (select count(*) from password_reset_requests) < ${WAITING_LIMIT_REQUESTS}`.execute(
    context.database.queries,
  )
}

export async function answerPasswordResetRequests(context: Context): Promise<RunResult> {
  const count = await context.database.transaction(async (tx) => {
    const { rows } = await sql<{ email: string }>`
      delete from password_reset_requests where id in (
        select id from password_reset_requests order by id limit ${BATCH_LIMIT_REQUESTS} for update skip locked)
      returning email`.execute(tx)
    for (const email of new Set(rows.map((row) => row.email.toLowerCase()))) {
      const user = await findUserByEmail(tx, email)
      if (!user || user.disabled_at || (await wasLinkMadeWithin(context, tx, user.id, SOONEST_AGAIN_SECONDS)))
        continue
      // Somebody who was invited and has no password yet is invited again.
      const purpose = user.password_hash === null ? 'invitation' : 'password-reset'
      const link = await createOneTimeLink(context, tx, user.id, purpose)
      await queueUserMail(context, tx, user.id, purpose, link)
      await recordAudit(tx, 'server', 'user.link-created', user.id, { purpose, by: 'mail' }, user.account_id)
    }
    return rows.length
  })
  return count === BATCH_LIMIT_REQUESTS ? 'more' : 'done'
}

/**
 * Sends the mails that are owed, of whichever table they stand in. Any number of processes may: a batch is claimed by
 * putting its due time ahead, which is committed before anything is sent, so that nobody else takes it meanwhile and
 * somebody else takes it later where this process dies. A mail whose taking could not be noted any more is sent again.
 *
 * What was taken is deleted. What the mail server did not take is tried again, later each time; what it refuses for
 * good, or for too long, is given up, and noted in the audit trail without the address. One that cannot even be written
 * (its row holds something that no mail can say) is given up likewise, and stops none of the others.
 */
import { sql } from 'kysely'
import { databaseTime } from '../database/database-time.ts'
import type { Context } from '../context.ts'
import type { Queries, Transaction } from '../database/database.ts'
import type { RunResult } from '../reconciler.ts'
import { retryAfterSeconds } from './mail-retry.ts'
import { isMailConfigured, mailServerAccess } from './mail-server.ts'
import type { MailFault } from './mail-fault.ts'
import type { Mail } from './mail.ts'
import { createMailer, MailNotSent, type Mailer } from './send-mail.ts'

const BATCH_LIMIT_MAILS = 20
/** A mail has a deadline of half a minute, and the mails of a batch go out at the same time. */
const CLAIM_SECONDS = 120

interface OwedMail {
  id: number
  /** Tries so far. */
  failures: number
}

/** What became of a try. `failed`: it was the last one; `waiting`: there is another. */
export type MailOutcome =
  | { state: 'sent' }
  | { state: 'waiting' | 'failed'; fault: MailFault; answer: string }

/** A table of owed mails with `id`, `failures` and `due_at`, and what its rows say. */
export interface Outbox<Owed extends OwedMail> {
  table: 'mails' | 'user_mails' | 'warning_mails'
  /** Those of these rows that are still to be sent; the others are deleted. */
  read(queries: Queries, ids: number[]): Promise<Owed[]>
  compose(context: Context, owed: Owed): Mail
  /** What the mail is about, for the log. */
  about(owed: Owed): Record<string, unknown>
  /** In the transaction in which it is known what became of a try. */
  note?(tx: Transaction, owed: Owed, outcome: MailOutcome, at: Date): Promise<void>
  /** In the transaction in which it is given up after so many tries. */
  giveUp(tx: Transaction, owed: Owed, tries: number): Promise<void>
  /** After a batch. */
  tidy?(queries: Queries, batch: Owed[]): Promise<void>
}

export async function sendOwedMails<Owed extends OwedMail>(
  context: Context,
  outbox: Outbox<Owed>,
): Promise<RunResult> {
  if (!isMailConfigured(context)) return 'done'
  const ids = await claim(context, outbox)
  if (ids.length === 0) return 'done'
  const mails = await outbox.read(context.database.queries, ids)
  const { mailFrom } = context.settings.current()
  const mailer = createMailer({ ...mailServerAccess(context), from: mailFrom })
  const wanted = new Set(mails.map(({ id }) => id))
  const unwanted = ids.filter((id) => !wanted.has(id))
  const results = await Promise.allSettled([
    ...mails.map((mail) => send(context, outbox, mailer, mail)),
    ...unwanted.map((id) => forget(context.database.queries, outbox, id)),
  ])
  await outbox.tidy?.(context.database.queries, mails)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return ids.length === BATCH_LIMIT_MAILS ? 'more' : 'done'
}

async function claim<Owed extends OwedMail>(
  { database, clock }: Context,
  { table }: Outbox<Owed>,
): Promise<number[]> {
  const now = databaseTime(clock)
  const { rows } = await sql<{ id: number }>`
    update ${sql.table(table)} set due_at = ${now} + make_interval(secs => ${CLAIM_SECONDS})
    where id in (
      select id from ${sql.table(table)} where due_at <= ${now} order by due_at, id
      limit ${BATCH_LIMIT_MAILS} for update skip locked)
    returning id`.execute(database.queries)
  return rows.map(({ id }) => id)
}

async function send<Owed extends OwedMail>(
  context: Context,
  outbox: Outbox<Owed>,
  mailer: Mailer,
  mail: Owed,
): Promise<void> {
  try {
    await mailer.send(composed(context, outbox, mail))
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error
    await noteFailure(context, outbox, mail, error)
    return
  }
  await context.database.transaction(async (tx) => {
    await forget(tx, outbox, mail.id)
    await outbox.note?.(tx, mail, { state: 'sent' }, context.clock.now())
  })
}

/** @throws MailNotSent where there is nothing that could be sent. */
function composed<Owed extends OwedMail>(context: Context, outbox: Outbox<Owed>, mail: Owed): Mail {
  try {
    return outbox.compose(context, mail)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `The mail could not be written: ${reason}`
    throw new MailNotSent('mail-not-composed', message, true, 'refused', message)
  }
}

async function noteFailure<Owed extends OwedMail>(
  context: Context,
  outbox: Outbox<Owed>,
  mail: Owed,
  error: MailNotSent,
): Promise<void> {
  const { database, clock, logger } = context
  const failures = mail.failures + 1
  const seconds = error.permanent ? null : retryAfterSeconds(failures)
  logger.warn({ err: error, ...outbox.about(mail), givenUp: seconds === null }, 'A mail was not sent')
  const { fault, answer } = error
  if (seconds !== null) {
    const due_at = sql<Date>`${databaseTime(clock)} + make_interval(secs => ${seconds})`
    await database.transaction(async (tx) => {
      await tx.updateTable(outbox.table).set({ failures, due_at }).where('id', '=', mail.id).execute()
      await outbox.note?.(tx, mail, { state: 'waiting', fault, answer }, clock.now())
    })
    return
  }
  await database.transaction(async (tx) => {
    await forget(tx, outbox, mail.id)
    await outbox.note?.(tx, mail, { state: 'failed', fault, answer }, clock.now())
    await outbox.giveUp(tx, mail, failures)
  })
}

async function forget<Owed extends OwedMail>(
  queries: Queries,
  { table }: Outbox<Owed>,
  id: number,
): Promise<void> {
  await queries.deleteFrom(table).where('id', '=', id).execute()
}

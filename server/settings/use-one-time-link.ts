/**
 * A person follows their one-time link: they set their name and password and are signed in. The seeded administrator
 * also says under which e-mail address they will sign in, and how the instance is called, in which time zone and
 * language it lives. Who has a second factor is asked for its code. Everything in one transaction with the use of the link: it works once, wholly or not at all.
 * Other sessions of the user end, since a password that had to be reset may be known to others.
 */
import { sql } from 'kysely'
import type { Settings } from '../platform/config/settings.ts'
import type { Context } from '../platform/context.ts'
import { violates, type Transaction } from '../platform/database/database.ts'
import { Conflict, invalid } from '../platform/errors.ts'
import { forgetAttempts, takeAttempt } from '../accounts/attempts.ts'
import type { Caller } from '../accounts/caller.ts'
import { applySettings } from './change-settings.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { callerOfUser } from '../accounts/find-caller.ts'
import { findOneTimeLink, type FoundLink } from '../accounts/one-time-link.ts'
import { requireGoodPassword } from '../accounts/judge-password.ts'
import { hashPassword } from '../accounts/password.ts'
import { recordAudit } from '../accounts/audit.ts'
import { requireTotp } from '../accounts/second-factor.ts'
import { endSessions, startSession } from '../accounts/sessions.ts'

export interface SetUp {
  password: string
  /** Six digits, where the user has a second factor: the link stands for the password, not for it. */
  totp?: string | undefined
  username?: string | undefined
  /** The seeded administrator only. */
  email?: string | undefined
  language?: string | undefined
  /** The seeded administrator only. */
  productName?: string | undefined
  /** The seeded administrator only: IANA name. */
  timezone?: string | undefined
}

/** What is wrong with what was filled in so far, before the link is used. @throws as using it does */
export async function checkSetUp(
  context: Context,
  token: string,
  given: Pick<SetUp, 'username' | 'email' | 'password'>,
): Promise<void> {
  const link = await findOneTimeLink(context, context.database.queries, token)
  requireGoodPassword(given.password, [given.username ?? link.username, given.email ?? link.email])
}

/** @returns the token of the new session */
export async function useOneTimeLink(context: Context, token: string, given: SetUp): Promise<string> {
  // Ahead of the transaction, so that strangers without a link cost no hashing, and hashing holds no lock.
  const known = await findOneTimeLink(context, context.database.queries, token)
  requireGoodPassword(given.password, [given.username ?? known.username, given.email ?? known.email])
  const passwordHash = await hashPassword(given.password)
  const subject = `user:${known.userId}` as const
  if (given.totp !== undefined) await takeAttempt(context, subject)
  const session = await context.database.transaction(async (tx) => {
    const link = await findOneTimeLink(context, tx, token, true)
    await requireTotp(context, tx, link.userId, given.totp)
    await updateUser(tx, link, given, passwordHash)
    await sql`update one_time_links set used_at = ${databaseTime(context.clock)}
      where user_id = ${link.userId} and used_at is null`.execute(tx)
    await endSessions(tx, link.userId)
    const caller = await callerOfUser(tx, link.userId)
    if (link.purpose === 'set-up') await applySettings(context, tx, caller, instanceSettings(given))
    await recordUse(tx, caller, link)
    return startSession(context, tx, link.userId)
  })
  await forgetAttempts(context, subject)
  await context.settings.reload()
  return session
}

async function updateUser(tx: Transaction, link: FoundLink, given: SetUp, passwordHash: string) {
  if (link.purpose === 'set-up') {
    if (!(given.email ?? link.email)) throw invalid('/email', 'This field is required.', 'required')
  } else {
    for (const field of ['email', 'productName', 'timezone'] as const) {
      if (given[field] !== undefined)
        throw invalid(`/${field}`, 'This cannot be set with this link.', 'unknown-field')
    }
  }
  try {
    await tx
      .updateTable('users')
      .set({
        password_hash: passwordHash,
        username: given.username ?? link.username,
        email: given.email?.trim() ?? link.email,
        language: given.language ?? link.language,
      })
      .where('id', '=', link.userId)
      .execute()
  } catch (error) {
    if (violates(error, 'users_email')) {
      throw new Conflict('email-taken', 'Another user has this e-mail address. Use another one.')
    }
    throw error
  }
}

function instanceSettings({ productName, timezone, language }: SetUp): Partial<Settings> {
  return Object.fromEntries(
    Object.entries({ productName, timezone, language }).filter(([, value]) => value !== undefined),
  )
}

async function recordUse(tx: Transaction, caller: Caller, link: FoundLink) {
  const action = link.purpose === 'set-up' ? 'instance.set-up' : 'user.password-set'
  await recordAudit(tx, caller, action, link.userId, { by: link.purpose }, link.accountId)
}

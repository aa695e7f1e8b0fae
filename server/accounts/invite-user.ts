/**
 * Makes a user, who has no password yet: a one-time link lets them set it. The link is answered to whoever invites,
 * this once, so that it can be handed over by any means.
 *
 * Administrators run the whole instance; only a caller of the whole instance makes one.
 */
import type { Context } from '../context.ts'
import { violates } from '../database/database.ts'
import { Conflict } from '../errors.ts'
import { objectId } from '../ids.ts'
import { requireInstanceLevel, type Caller } from './caller.ts'
import { findAccount } from './find-accounts.ts'
import { findUser, type UserRow } from './find-users.ts'
import { createOneTimeLink, type OneTimeLink } from './one-time-link.ts'
import { recordAudit } from './record-audit.ts'

export interface NewUser {
  email: string
  username: string
  role: 'administrator' | 'host'
  /** Default: the caller's. */
  accountId?: string | undefined
  language?: string | undefined
}

export async function inviteUser(
  context: Context,
  caller: Caller,
  { email, username, role, language, accountId = caller.accountId }: NewUser,
): Promise<{ user: UserRow; link: OneTimeLink }> {
  if (role === 'administrator') requireInstanceLevel(caller)
  const { database, clock, settings } = context
  return database.transaction(async (tx) => {
    await findAccount(tx, caller, accountId)
    const id = objectId(clock.now())
    try {
      await tx
        .insertInto('users')
        .values({
          id,
          account_id: accountId,
          email: email.trim(),
          username,
          role,
          language: language ?? settings.current().language,
          password_hash: null,
          totp_secret: null,
          totp_last_step: null,
        })
        .execute()
    } catch (error) {
      if (violates(error, 'users_email')) throw emailTaken(email)
      throw error
    }
    const link = await createOneTimeLink(context, tx, id, 'invitation')
    await recordAudit(tx, caller, 'user.invited', id, { email, role }, accountId)
    return { user: await findUser(tx, caller, id), link }
  })
}

export function emailTaken(email: string): Conflict {
  return new Conflict('email-taken', `Another user has the e-mail address ${email}. Use another one.`)
}

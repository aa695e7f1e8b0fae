/**
 * Makes a user, who has no password yet: a one-time link lets them set it. The link is answered to anyone who invites,
 * this once, so that it can be handed over by any means; where mail is set up, it is mailed to them, too.
 *
 * The link makes its holder that user, so the caller has to be allowed what the user will be: an administrator is
 * invited by a caller of the whole instance, and a key that lacks a scope of hosts invites nobody.
 */
import type { Context } from '../platform/context.ts'
import { violates } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { addUser, type AddedUser } from './add-user.ts'
import { requirePowersOf, type Caller } from './caller.ts'
import { findAccount } from './find-accounts.ts'
import { findUser, type UserRow } from './find-users.ts'
import { createOneTimeLink, type OneTimeLink } from './one-time-link.ts'
import { queueUserMail } from './queue-user-mail.ts'
import { recordAudit } from './record-audit.ts'

export interface NewUser extends Omit<AddedUser, 'accountId'> {
  /** Default: the caller's. */
  accountId?: string | undefined
}

export async function inviteUser(
  context: Context,
  caller: Caller,
  { email, username, role, language, accountId = caller.accountId }: NewUser,
): Promise<{ user: UserRow; link: OneTimeLink; isMailed: boolean }> {
  requirePowersOf(caller, role)
  return context.database.transaction(async (tx) => {
    await findAccount(tx, caller, accountId)
    const id = await addUser(context, tx, { accountId, email, username, role, language }).catch(
      (error: unknown) => {
        throw violates(error, 'users_email') ? emailTaken(email) : error
      },
    )
    const link = await createOneTimeLink(context, tx, id, 'invitation')
    const isMailed = await queueUserMail(context, tx, id, 'invitation', link)
    await recordAudit(tx, caller, 'user.invited', id, { email, role }, accountId)
    return { user: await findUser(tx, caller, id), link, isMailed }
  })
}

export function emailTaken(email: string): Conflict {
  return new Conflict('email-taken', `Another user has the e-mail address ${email}. Use another one.`)
}

/**
 * A new one-time link for a user: the invitation again, or a way back in for somebody who forgot their password. Its
 * holder is the user, so the caller has to be allowed everything that the user is. Where mail is set up, it is mailed
 * to the user, too.
 */
import type { Context } from '../platform/context.ts'
import { Conflict } from '../platform/errors.ts'
import { requirePowersOf, type Caller } from './caller.ts'
import { findUser } from './find-users.ts'
import { createOneTimeLink, type OneTimeLink } from './one-time-link.ts'
import { queueUserMail } from './queue-user-mail.ts'
import { recordAudit } from './record-audit.ts'

export async function renewUserLink(
  context: Context,
  caller: Caller,
  id: string,
): Promise<OneTimeLink & { isMailed: boolean }> {
  return context.database.transaction(async (tx) => {
    const user = await findUser(tx, caller, id)
    requirePowersOf(caller, user.role)
    if (user.disabled_at) {
      throw new Conflict('user-disabled', `${user.username} is disabled. Enable the user first.`)
    }
    const purpose = user.has_password ? 'password-reset' : user.email === '' ? 'set-up' : 'invitation'
    const link = await createOneTimeLink(context, tx, id, purpose)
    await recordAudit(tx, caller, 'user.link-created', id, { purpose }, user.account_id)
    const isMailed = purpose !== 'set-up' && (await queueUserMail(context, tx, id, purpose, link))
    return { ...link, isMailed }
  })
}

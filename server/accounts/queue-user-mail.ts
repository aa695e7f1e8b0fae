/**
 * A one-time link is owed to its user by mail: written down in the transaction that made the link, encrypted, since who
 * has it is the user. `invitations/send-user-mails` sends it. Without a mail server, and in a sandbox
 * account, nothing is owed, and the person who made the link hands it over.
 */
import type { Context } from '../platform/context.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { assertTransaction, type Transaction } from '../platform/database/database.ts'
import { isMailConfigured } from '../platform/mail/mail-server.ts'
import type { OneTimeLink } from './one-time-link.ts'

export type UserMailKind = 'invitation' | 'password-reset'

/** @returns whether it will be mailed */
export async function queueUserMail(
  context: Context,
  tx: Transaction,
  userId: string,
  kind: UserMailKind,
  link: OneTimeLink,
): Promise<boolean> {
  assertTransaction(tx)
  if (!isMailConfigured(context)) return false
  const user = await tx
    .selectFrom('users as u')
    .innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select('a.is_sandbox')
    .where('u.id', '=', userId)
    .executeTakeFirstOrThrow()
  if (user.is_sandbox) return false
  // An older link is worth nothing any more.
  await tx.deleteFrom('user_mails').where('user_id', '=', userId).execute()
  await tx
    .insertInto('user_mails')
    .values({
      user_id: userId,
      kind,
      link: context.vault.encrypt(link.url, userMailPlace(userId)),
      expires_at: link.expiresAt,
      due_at: databaseTime(context.clock),
    })
    .execute()
  return true
}

/** What binds the encrypted link to its row. */
export function userMailPlace(userId: string): string {
  return `user-mail:${userId}`
}

/** Stores a new user, who has neither a password nor a second factor yet. */
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { objectId } from '../platform/ids.ts'

export interface AddedUser {
  accountId: string
  email: string
  username: string
  role: 'administrator' | 'host'
  /** Default: the instance's. */
  language?: string | undefined
}

/** @returns the id. @throws the database's error, of `users_email` where somebody has the address. */
export async function addUser(
  { clock, settings }: Context,
  tx: Transaction,
  { accountId, email, username, role, language = settings.current().language }: AddedUser,
): Promise<string> {
  const id = objectId(clock.now())
  await tx
    .insertInto('users')
    .values({
      id,
      account_id: accountId,
      email: email.trim(),
      username,
      role,
      language,
      password_hash: null,
      totp_secret: null,
      totp_last_step: null,
    })
    .execute()
  return id
}

/**
 * What people change about themselves: name, language, password. A new password needs the old one, and ends all
 * other sessions of the user.
 */
import type { Context } from '../platform/context.ts'
import { invalid } from '../platform/errors.ts'
import { forgetAttempts, takeAttempt } from './attempts.ts'
import type { Caller } from './caller.ts'
import { requireGoodPassword } from './judge-password.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { recordAudit } from './audit.ts'
import { endSessions } from './sessions.ts'

export interface ProfilePatch {
  username?: string | undefined
  language?: string | undefined
  password?: string | undefined
  /** Needed with `password`. */
  currentPassword?: string | undefined
}

/** @param sessionToken of the session that stays */
export async function updateProfile(
  context: Context,
  caller: Caller,
  sessionToken: string,
  { username, language, password, currentPassword }: ProfilePatch,
): Promise<void> {
  if (password !== undefined) await assertPassword(context, caller, currentPassword)
  if (password !== undefined) requireGoodPassword(password, [username ?? caller.username, caller.email])
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const changes = {
    ...(username !== undefined && { username }),
    ...(language !== undefined && { language }),
    ...(passwordHash !== undefined && { password_hash: passwordHash }),
  }
  if (Object.keys(changes).length === 0) return
  await context.database.transaction(async (tx) => {
    await tx.updateTable('users').set(changes).where('id', '=', caller.userId).execute()
    if (passwordHash !== undefined) {
      await endSessions(tx, caller.userId, sessionToken)
      await tx.deleteFrom('one_time_links').where('user_id', '=', caller.userId).execute()
    }
    const details = { username, language, passwordChanged: passwordHash !== undefined }
    await recordAudit(tx, caller, 'user.profile-changed', caller.userId, details, caller.accountId)
  })
}

/** Asks again who is there, before something that a thief of the session must not do. */
async function assertPassword(context: Context, caller: Caller, password: string | undefined): Promise<void> {
  const subject = `user:${caller.userId}` as const
  await takeAttempt(context, subject)
  const { password_hash } = await context.database.queries
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', caller.userId)
    .executeTakeFirstOrThrow()
  if (password === undefined || !(await verifyPassword(password, password_hash))) {
    throw invalid('/currentPassword', 'This is not your current password.', 'wrong-password')
  }
  await forgetAttempts(context, subject)
}

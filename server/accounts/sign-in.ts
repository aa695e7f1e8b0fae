/**
 * Signs a person in by e-mail address, password and, where they use one, the code of their second factor. Whether an
 * address is known, disabled or has another password is not told apart, neither by words nor by time. Attempts are
 * counted per e-mail and per network address before anything is looked at (attempts).
 */
import type { Context } from '../platform/context.ts'
import { forgetAttempts, takeAttempt, takeAttemptBack } from './attempts.ts'
import { NotAuthenticated } from './authentication-errors.ts'
import { callerOfUser } from './find-caller.ts'
import { findUserByEmail } from './find-user-by-email.ts'
import { verifyPassword } from './password.ts'
import { recordAudit } from './record-audit.ts'
import { startSession } from './start-session.ts'
import { acceptTotp } from './totp.ts'

export interface SignIn {
  email: string
  password: string
  /** Six digits. */
  totp?: string | undefined
  /** The network address that it comes from. */
  address: string
}

/** @returns the token of the new session */
export async function signIn(context: Context, { email, password, totp, address }: SignIn): Promise<string> {
  const byEmail = `email:${email.trim().toLowerCase()}` as const
  const byAddress = `address:${address}` as const
  await takeAttempt(context, byAddress)
  await takeAttempt(context, byEmail)
  const user = await findUserByEmail(context.database.queries, email)
  if (!(await verifyPassword(password, user?.password_hash ?? null)) || !user || user.disabled_at) {
    throw new NotAuthenticated('wrong-credentials', 'The e-mail address or the password is wrong.')
  }
  const token = await context.database.transaction(async (tx) => {
    if (user.totp_secret) {
      const step = checkTotp(context, user.totp_secret, `user:${user.id}`, totp, user.totp_last_step)
      const { numUpdatedRows } = await tx
        .updateTable('users')
        .set({ totp_last_step: step })
        .where('id', '=', user.id)
        .where((where) => where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)]))
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw wrongTotp()
    }
    await recordAudit(tx, await callerOfUser(tx, user.id), 'user.signed-in', user.id, {}, user.account_id)
    return startSession(context, tx, user.id)
  })
  await forgetAttempts(context, byEmail)
  await takeAttemptBack(context, byAddress)
  return token
}

function checkTotp(
  { vault, clock }: Context,
  sealedSecret: string,
  place: string,
  code: string | undefined,
  lastStep: number | null,
): number {
  if (code === undefined) {
    throw new NotAuthenticated('totp-required', 'Send the code of your authenticator app as totp, too.')
  }
  const step = acceptTotp(vault.decrypt(sealedSecret, place), code, clock.now(), lastStep)
  if (step === null) throw wrongTotp()
  return step
}

function wrongTotp(): NotAuthenticated {
  return new NotAuthenticated('wrong-totp', 'This code is wrong or was used before. Wait for the next one.')
}

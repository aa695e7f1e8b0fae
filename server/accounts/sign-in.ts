/**
 * Signs a person in by e-mail address, password and, where they use one, the code of their second factor. Whether an
 * address is known, disabled or has another password is not told apart, neither by words nor by time. Guesses are
 * counted before anything is looked at: of a browser that has signed in as this user before by itself, else by the
 * e-mail address and the network (attempts).
 */
import type { Context } from '../platform/context.ts'
import { clientNetwork } from '../platform/client-network.ts'
import { forgetAttempts, takeAttempt, takeAttemptBack, type Subject } from './attempts.ts'
import { NotAuthenticated } from './authentication-errors.ts'
import { callerOfUser } from './find-caller.ts'
import { findUserByEmail } from './users.ts'
import { recogniseBrowser } from './known-browser.ts'
import { verifyPassword } from './password.ts'
import { recordAudit } from './audit.ts'
import { requireTotp } from './second-factor.ts'
import { startSession } from './sessions.ts'

export interface SignIn {
  email: string
  password: string
  /** Six digits. */
  totp?: string | undefined
  /** The network address that it comes from. */
  address: string
  /** What the browser keeps of an earlier sign-in. */
  browserToken: string | null
}

/** @returns the token of the new session */
export async function signIn(context: Context, given: SignIn): Promise<string> {
  const { email, password, totp, address, browserToken } = given
  const user = await findUserByEmail(context.database.queries, email)
  const browserId = user ? recogniseBrowser(context, browserToken, user.id) : null
  const own: Subject = browserId === null ? `email:${email.trim().toLowerCase()}` : `browser:${browserId}`
  const network: Subject | null = browserId === null ? `network:${clientNetwork(address)}` : null
  if (network) await takeAttempt(context, network)
  await takeAttempt(context, own)
  const takeBack = async () => {
    if (network) await takeAttemptBack(context, network)
  }
  if (!(await verifyPassword(password, user?.password_hash ?? null)) || !user || user.disabled_at) {
    throw new NotAuthenticated('wrong-credentials', 'The e-mail address or the password is wrong.')
  }
  try {
    const token = await context.database.transaction(async (tx) => {
      await requireTotp(context, tx, user.id, totp)
      await recordAudit(tx, await callerOfUser(tx, user.id), 'user.signed-in', user.id, {}, user.account_id)
      return startSession(context, tx, user.id)
    })
    await takeBack()
    await forgetAttempts(context, own)
    return token
  } catch (error) {
    // Nothing wrong was guessed: pages ask for the code once the password was right.
    if (error instanceof NotAuthenticated && error.code === 'totp-required') {
      await takeBack()
      await takeAttemptBack(context, own)
    }
    throw error
  }
}

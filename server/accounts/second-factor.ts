/**
 * The second factor: time-based one-time passwords of RFC 6238, as every authenticator app does them (SHA-1, six digits,
 * 30 seconds), by the library `otpauth`.
 *
 * Off → proposed → on → off. The server makes the secret and keeps it while it is proposed; a code of it and the
 * password switch it on. One that is on is not replaced: it is switched off first, by the password or by a code, since
 * the app or the password may be what was lost. So a thief of a session can neither take it over nor set up their own.
 *
 * A code is accepted one step early or late, for clocks that differ, and only once: a code that was read over a
 * shoulder is of no use.
 */
import { Secret, TOTP } from 'otpauth'
import type { Context } from '../platform/context.ts'
import { Conflict, invalid, InvalidInput } from '../platform/errors.ts'
import type { Transaction } from '../platform/database/database.ts'
import { forgetAttempts, takeAttempt, takeAttemptBack } from './attempts.ts'
import { NotAuthenticated } from './authentication-errors.ts'
import type { Caller } from './caller.ts'
import { verifyPassword } from './password.ts'
import { recordAudit } from './audit.ts'

const STEP_SECONDS = 30
const DRIFT_STEPS = 1
const PROPOSAL_SECONDS = 900

export interface TotpProposal {
  /** In base32, for those who type it. */
  secret: string
  /** What an authenticator app reads from a QR code. */
  url: string
}

/**
 * The time step that the code is for, if it is right and later than the last one that was accepted; else null.
 * @param lastStep the step of the code that was accepted before
 */
export function acceptTotp(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: DRIFT_STEPS })
  if (delta === null) return null
  const step = Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta
  return step > (lastStep ?? -1) ? step : null
}

/** A new secret, which replaces one that was only proposed. @throws Conflict `totp-enabled` */
export async function proposeTotp(context: Context, caller: Caller): Promise<TotpProposal> {
  const { database, vault, clock, settings } = context
  const totp = new TOTP({ issuer: settings.current().productName, label: caller.email, secret: new Secret() })
  const secret = totp.secret.base32
  await database.transaction(async (tx) => {
    await lockUser(tx, caller, 'off')
    await tx
      .updateTable('users')
      .set({ totp_proposal: vault.encrypt(secret, placeOf(caller.userId)), totp_proposed_at: clock.now() })
      .where('id', '=', caller.userId)
      .execute()
  })
  return { secret, url: totp.toString() }
}

/** @throws Conflict where it is on, or nothing was proposed lately. @throws InvalidInput */
export async function enableTotp(
  context: Context,
  caller: Caller,
  { code, currentPassword }: { code: string; currentPassword?: string | undefined },
): Promise<void> {
  await guessing(context, caller, async (tx) => {
    const user = await lockUser(tx, caller, 'off')
    if (user.password_hash !== null) await checkPassword(user.password_hash, currentPassword)
    const secret = proposalOf(context, user)
    const step = acceptTotp(secret, code, context.clock.now(), null)
    if (step === null)
      throw invalid('/code', 'This code does not belong to the secret. Wait for the next one.', 'wrong-code')
    const totp_secret = context.vault.encrypt(secret, placeOf(user.id))
    await tx
      .updateTable('users')
      .set({ totp_secret, totp_last_step: step, totp_proposal: null, totp_proposed_at: null })
      .where('id', '=', user.id)
      .execute()
    await recordAudit(tx, caller, 'user.totp-enabled', user.id, {}, caller.accountId)
  })
}

/** By the password or by a code. Where it is off, nothing happens. @throws InvalidInput */
export async function disableTotp(
  context: Context,
  caller: Caller,
  { code, currentPassword }: { code?: string | undefined; currentPassword?: string | undefined },
): Promise<void> {
  await guessing(context, caller, async (tx) => {
    const user = await lockUser(tx, caller)
    if (user.totp_secret === null) return
    if (code === undefined) await checkPassword(user.password_hash, currentPassword)
    else if (acceptCode(context, user, code) === null) throw invalid('/code', WRONG_CODE, 'wrong-code')
    await tx
      .updateTable('users')
      .set({ totp_secret: null, totp_last_step: null })
      .where('id', '=', user.id)
      .execute()
    await recordAudit(tx, caller, 'user.totp-disabled', user.id, {}, caller.accountId)
  })
}

/**
 * Asks somebody who signs in for the code, where they use one, and has it used up.
 * @throws NotAuthenticated `totp-required`, `wrong-totp`
 */
export async function requireTotp(
  context: Context,
  tx: Transaction,
  userId: string,
  code: string | undefined,
): Promise<void> {
  const user = await selectUser(tx, userId)
  if (user.totp_secret === null) return
  if (code === undefined) {
    throw new NotAuthenticated('totp-required', 'Send the code of your authenticator app as totp, too.')
  }
  const step = acceptCode(context, user, code)
  if (step === null) throw new NotAuthenticated('wrong-totp', WRONG_CODE)
  await tx.updateTable('users').set({ totp_last_step: step }).where('id', '=', userId).execute()
}

const WRONG_CODE = 'This code is wrong or was used before. Wait for the next one.'

/** Counts as a guess where it fails by what was given, and only then. */
async function guessing(
  context: Context,
  caller: Caller,
  work: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const subject = `user:${caller.userId}` as const
  await takeAttempt(context, subject)
  try {
    await context.database.transaction(work)
  } catch (error) {
    if (!(error instanceof InvalidInput)) await takeAttemptBack(context, subject)
    throw error
  }
  await forgetAttempts(context, subject)
}

type User = Awaited<ReturnType<typeof selectUser>>

/** The row is locked, so that of two with one code one is refused. */
function selectUser(tx: Transaction, userId: string) {
  return tx
    .selectFrom('users')
    .select(['id', 'password_hash', 'totp_secret', 'totp_last_step', 'totp_proposal', 'totp_proposed_at'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

async function lockUser(tx: Transaction, { userId }: Caller, wanted?: 'off'): Promise<User> {
  const user = await selectUser(tx, userId)
  if (wanted === 'off' && user.totp_secret !== null) {
    throw new Conflict(
      'totp-enabled',
      'A second factor is on already. Switch it off before you set up another.',
    )
  }
  return user
}

async function checkPassword(stored: string | null, given: string | undefined): Promise<void> {
  if (given === undefined || !(await verifyPassword(given, stored))) {
    throw invalid('/currentPassword', 'This is not your current password.', 'wrong-password')
  }
}

function proposalOf({ vault, clock }: Context, { id, totp_proposal, totp_proposed_at }: User): string {
  const oldest = clock.now().getTime() - PROPOSAL_SECONDS * 1000
  if (totp_proposal === null || totp_proposed_at === null || totp_proposed_at.getTime() < oldest) {
    throw new Conflict('totp-not-proposed', 'Ask for a new secret first: there is none, or it is too old.')
  }
  return vault.decrypt(totp_proposal, placeOf(id))
}

function acceptCode({ vault, clock }: Context, user: User, code: string): number | null {
  const secret = vault.decrypt(user.totp_secret!, placeOf(user.id))
  return acceptTotp(secret, code, clock.now(), user.totp_last_step)
}

function placeOf(userId: string): string {
  return `user:${userId}`
}

/**
 * Switches a person's second factor on or off. On: they show that their authenticator app has the secret, by a code
 * of it, before it counts. Off: by their password, since the app may be what they lost access to.
 */
import type { Context } from '../platform/context.ts'
import { invalid } from '../platform/errors.ts'
import type { Caller } from './caller.ts'
import { recordAudit } from './record-audit.ts'
import { acceptTotp } from './totp.ts'
import { assertPassword } from './update-profile.ts'

export async function enableTotp(
  { database, vault, clock }: Context,
  caller: Caller,
  { secret, code }: { secret: string; code: string },
): Promise<void> {
  const step = acceptTotp(secret, code, clock.now(), null)
  if (step === null) throw invalid('/code', 'This code does not belong to the secret. Wait for the next one.')
  await database.transaction(async (tx) => {
    await tx
      .updateTable('users')
      .set({ totp_secret: vault.encrypt(secret, `user:${caller.userId}`), totp_last_step: step })
      .where('id', '=', caller.userId)
      .execute()
    await recordAudit(tx, caller, 'user.totp-enabled', caller.userId, {}, caller.accountId)
  })
}

export async function disableTotp(context: Context, caller: Caller, currentPassword: string): Promise<void> {
  await assertPassword(context, caller, currentPassword)
  await context.database.transaction(async (tx) => {
    await tx
      .updateTable('users')
      .set({ totp_secret: null, totp_last_step: null })
      .where('id', '=', caller.userId)
      .execute()
    await recordAudit(tx, caller, 'user.totp-disabled', caller.userId, {}, caller.accountId)
  })
}

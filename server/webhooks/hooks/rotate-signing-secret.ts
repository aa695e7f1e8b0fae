/**
 * Gives a web hook a new signing secret. While the two overlap every call carries a signature by each, so that a
 * receiver that still has the old one goes on verifying; after that only the new one signs. The new secret is
 * answered this once.
 *
 * Only one secret retires at a time: rotating again while one does ends it at once.
 */
import type { Caller } from '../../accounts/caller.ts'
import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import { findWebHook, type WebHookRow } from './find-web-hook.ts'
import { generateSigningSecret } from '../http/sign.ts'
import { requireWebHookVersion } from './update-web-hook.ts'
import { sealSecret } from './web-hook-secrets.ts'

export const OVERLAP_DEFAULT_SECONDS = 86_400
export const OVERLAP_LIMIT_SECONDS = 30 * 86_400

export interface RotatedSecret {
  row: WebHookRow
  signingSecret: string
}

/** @param overlapSeconds 0: the old secret is no longer used from now on */
export async function rotateSigningSecret(
  context: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
  overlapSeconds: number,
  expectedVersion: number | null,
): Promise<RotatedSecret> {
  const row = await findWebHook(tx, caller, id, true)
  requireWebHookVersion(row, expectedVersion)
  const now = context.clock.now()
  const signingSecret = generateSigningSecret()
  const retiresAt = overlapSeconds === 0 ? null : new Date(now.getTime() + overlapSeconds * 1000)
  const updated = await tx
    .updateTable('web_hooks')
    .set({
      signing_secret: sealSecret(context.vault, id, 'signing-secret', signingSecret),
      retiring_signing_secret: retiresAt && row.signing_secret,
      signing_secret_retires_at: retiresAt,
      version: row.version + 1,
      updated_at: now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(tx, caller, 'web-hook.secret-rotated', id, { oldRetiresAt: retiresAt }, row.account_id)
  announceOnCommit(tx, 'web-hooks', id)
  return { row: updated, signingSecret }
}

/**
 * Gives a web hook a new signing secret. While secrets overlap every call carries a signature by each, so that a
 * receiver that still has an old one goes on verifying. The new secret is answered this once.
 *
 * Every secret is good until its own time: rotating again while former ones are in use leaves them their time.
 */
import type { Caller } from '../../accounts/caller.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import { requireVersion, type ExpectedVersions } from '../../platform/expected-versions.ts'
import { Conflict } from '../../platform/errors.ts'
import { findWebHook, type WebHookRow } from './find-web-hook.ts'
import { generateSigningSecret } from '../http/sign.ts'
import { sealSecret } from './web-hook-secrets.ts'

export const OVERLAP_DEFAULT_SECONDS = 86_400
export const OVERLAP_LIMIT_SECONDS = 30 * 86_400
/** Every call carries one signature more for each; a CHECK of the database says the same. */
const FORMER_SECRETS_LIMIT = 5

export interface RotatedSecret {
  row: WebHookRow
  signingSecret: string
  /** Null: the old one is no longer used. */
  oldSecretRetiresAt: Date | null
}

/**
 * @param overlapSeconds 0: the secret in use until now is no longer used
 * @throws Conflict `too-many-secrets` while five former secrets are in use
 */
export async function rotateSigningSecret(
  context: Context,
  tx: Transaction,
  caller: Caller,
  id: string,
  overlapSeconds: number,
  expectedVersions: ExpectedVersions,
): Promise<RotatedSecret> {
  const row = await findWebHook(tx, caller, id, true)
  requireVersion('web hook', row.version, expectedVersions)
  const now = context.clock.now()
  const signingSecret = generateSigningSecret()
  const oldSecretRetiresAt = overlapSeconds === 0 ? null : new Date(now.getTime() + overlapSeconds * 1000)
  const former = row.former_signing_secrets
    .map((secret, i) => ({ secret, until: row.former_signing_secrets_until[i]! }))
    .filter(({ until }) => until > now)
  if (oldSecretRetiresAt) former.push({ secret: row.signing_secret, until: oldSecretRetiresAt })
  if (former.length > FORMER_SECRETS_LIMIT) {
    throw new Conflict(
      'too-many-secrets',
      `${FORMER_SECRETS_LIMIT} former secrets are still in use. Wait until one of them retires, or rotate without overlap.`,
    )
  }
  const updated = await tx
    .updateTable('web_hooks')
    .set({
      signing_secret: sealSecret(context.vault, id, 'signing-secret', signingSecret),
      former_signing_secrets: former.map(({ secret }) => secret),
      former_signing_secrets_until: former.map(({ until }) => until),
      version: row.version + 1,
      updated_at: now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(
    tx,
    caller,
    'web-hook.secret-rotated',
    id,
    { oldRetiresAt: oldSecretRetiresAt },
    row.account_id,
  )
  announceOnCommit(tx, 'web-hooks', id)
  return { row: updated, signingSecret, oldSecretRetiresAt }
}

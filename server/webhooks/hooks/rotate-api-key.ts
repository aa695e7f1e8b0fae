/**
 * Gives a web hook another API key, and names the moment from which it is sent: a call carries one key, so the
 * receiver accepts both from before that moment until after it. Until then the old key goes out; from then on it is
 * retired. The new key is answered this once.
 */
import type { Caller } from '../../accounts/caller.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import { requireVersion, type ExpectedVersions } from '../../platform/expected-versions.ts'
import { invalid } from '../../platform/errors.ts'
import { secretToken } from '../../platform/ids.ts'
import { findWebHook, type WebHookRow } from './find-web-hook.ts'
import { OVERLAP_LIMIT_SECONDS } from './rotate-signing-secret.ts'
import { checkWebHookInput } from './web-hook-input.ts'
import type { TargetPolicy } from '../http/parse-target.ts'
import { openWebHookSecrets, sealSecret } from './web-hook-secrets.ts'

export interface ApiKeyRotation {
  /** The new one; missing: it is made up. */
  apiKey?: string
  /** From when it is sent; missing: `overlapSeconds` from now, which is at once where that is missing, too. */
  from?: Date
  overlapSeconds?: number
}

export interface RotatedApiKey {
  row: WebHookRow
  apiKey: string
  from: Date
}

export async function rotateApiKey(
  context: Context,
  tx: Transaction,
  caller: Caller,
  policy: TargetPolicy,
  id: string,
  rotation: ApiKeyRotation,
  expectedVersions: ExpectedVersions,
): Promise<RotatedApiKey> {
  const row = await findWebHook(tx, caller, id, true)
  requireVersion('web hook', row.version, expectedVersions)
  const now = context.clock.now()
  const { apiKey = secretToken() } = rotation
  checkWebHookInput({ apiKey }, policy)
  const from = startOf(rotation, now)
  const seal = (key: string) => sealSecret(context.vault, id, 'api-key', key)
  const current = openWebHookSecrets(row, context.vault).apiKeyAt(now)
  const isAtOnce = from <= now
  const updated = await tx
    .updateTable('web_hooks')
    .set({
      api_key: isAtOnce ? seal(apiKey) : current && seal(current),
      next_api_key: isAtOnce ? null : seal(apiKey),
      next_api_key_from: isAtOnce ? null : from,
      version: row.version + 1,
      updated_at: now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(tx, caller, 'web-hook.api-key-rotated', id, { from }, row.account_id)
  announceOnCommit(tx, 'web-hooks', id)
  return { row: updated, apiKey, from }
}

function startOf({ from, overlapSeconds }: ApiKeyRotation, now: Date): Date {
  if (from && overlapSeconds !== undefined) {
    throw invalid(
      '/overlapSeconds',
      'Say from when the new key is sent by one of overlapSeconds and from.',
      'time-window',
    )
  }
  if (from && from.getTime() > now.getTime() + OVERLAP_LIMIT_SECONDS * 1000) {
    throw invalid('/from', `Must be within ${OVERLAP_LIMIT_SECONDS / 86_400} days from now.`, 'time-window')
  }
  return from ?? new Date(now.getTime() + (overlapSeconds ?? 0) * 1000)
}

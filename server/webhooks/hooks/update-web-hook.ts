/**
 * Changes a web hook. Calls read it at each try, so a corrected URL, key or limit heals what is pending; every change
 * raises the version, by which processes notice.
 *
 * What a change means for the traffic is written to `web_hook_flow` under its lock: another receiver moves the web
 * hook's lanes (a reconciler rewrites them and opens again), a lower ceiling caps the adaptive limit, and a web hook
 * that is switched on again without catching up by itself keeps its backlog back until Catch up. Switching off writes
 * nothing: claims look at the row.
 */
import { isDeepStrictEqual } from 'node:util'
import { maySee, type Caller } from '../../accounts/caller.ts'
import { databaseTime } from '../../platform/database/database-time.ts'
import { recordAudit } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import { announceOnCommit, type Transaction } from '../../platform/database/database.ts'
import { requireVersion, type ExpectedVersions } from '../../platform/expected-versions.ts'
import { invalid } from '../../platform/errors.ts'
import { explainConflict, originId, requireFreeWebHook, webHookAccount } from './create-web-hooks.ts'
import { findWebHook, webHookNotFound, type WebHookRow } from './find-web-hook.ts'
import { noteWarningsIn } from './note-warnings.ts'
import type { TargetPolicy } from '../http/parse-target.ts'
import { applyPatch, columnsOf, inputOf, type WebHookPatch } from './web-hook-columns.ts'
import { checkWebHookInput, type WebHookInput } from './web-hook-input.ts'
import { originOf, requireSecretsAgain, type GivenSecrets } from './secrets-of-origin.ts'
import { keepBacklog } from './web-hook-flow.ts'

/** Named in the audit trail, never shown there. */
const UNSHOWN: readonly (keyof WebHookInput)[] = [
  'apiKey',
  'headers',
  'clientCertificate',
  'clientKey',
  'extraCa',
]

/** @throws NotFound, VersionMismatch, InvalidInput */
export async function updateWebHook(
  context: Context,
  tx: Transaction,
  caller: Caller,
  policy: TargetPolicy,
  id: string,
  patch: WebHookPatch,
  expectedVersions: ExpectedVersions,
): Promise<WebHookRow> {
  const row = await findWebHook(tx, caller, id, true)
  requireVersion('web hook', row.version, expectedVersions)
  const stored = inputOf(context.vault, row, context.clock.now())
  return changeWebHook(context, tx, caller, policy, row, applyPatch(stored, patch), patch)
}

/**
 * Makes the locked web hook what is wanted. Where it is so already, nothing happens.
 * @param given what the request says; what it leaves out of `wanted` is stored already
 */
export async function changeWebHook(
  context: Context,
  tx: Transaction,
  caller: Caller,
  policy: TargetPolicy,
  row: WebHookRow,
  wanted: WebHookInput,
  given: GivenSecrets,
): Promise<WebHookRow> {
  if (!maySee(caller, row.account_id)) throw webHookNotFound(row.id)
  const stored = inputOf(context.vault, row, context.clock.now())
  const changed = differences(stored, wanted)
  if (changed.length === 0) return row
  const origin = checkChange(caller, policy, row, wanted, changed)
  const moves = origin !== null && origin !== originOf(row.url)
  if (moves) requireSecretsAgain(row, wanted, given)
  if (changed.includes('accountId')) await requireFreeWebHook(tx, wanted.accountId)
  const now = context.clock.now()
  const { api_key, ...columns } = columnsOf(context.vault, row.id, wanted)
  const updated = await tx
    .updateTable('web_hooks')
    .set({
      ...columns,
      ...((changed.includes('apiKey') || moves) && { api_key, next_api_key: null, next_api_key_from: null }),
      ...(origin !== null && { origin_id: await originId(tx, origin) }),
      switched_off_at: wanted.enabled ? null : (row.switched_off_at ?? now),
      version: row.version + 1,
      updated_at: now,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(explainConflict)
  await steerTraffic(context, tx, row, updated)
  if (changed.includes('enabled')) await noteSwitch(context, tx, caller, updated)
  await recordAudit(
    tx,
    caller,
    'web-hook.updated',
    row.id,
    audited(stored, wanted, changed),
    updated.account_id,
  )
  announceOnCommit(tx, 'web-hooks', row.id)
  return updated
}

function differences(stored: WebHookInput, wanted: WebHookInput): (keyof WebHookInput)[] {
  const names = Object.keys(stored) as (keyof WebHookInput)[]
  return names.filter((name) => !isDeepStrictEqual(stored[name], wanted[name]))
}

/** What stays is not judged again: a rule that came later must not keep a web hook from being switched off. */
function checkChange(
  caller: Caller,
  policy: TargetPolicy,
  row: WebHookRow,
  wanted: WebHookInput,
  changed: (keyof WebHookInput)[],
): string | null {
  if (changed.includes('event')) {
    throw invalid(
      '/event',
      `This web hook serves ${row.event}. For another event, create another web hook.`,
      'read-only',
    )
  }
  if (changed.includes('accountId')) webHookAccount(caller, wanted.accountId)
  const pair = changed.includes('clientCertificate') || changed.includes('clientKey')
  const judged = pair ? [...changed, 'clientCertificate' as const, 'clientKey' as const] : changed
  const input = Object.fromEntries(judged.map((name) => [name, wanted[name]])) as Partial<WebHookInput>
  return checkWebHookInput(input, policy)?.origin ?? null
}

async function steerTraffic(
  context: Context,
  tx: Transaction,
  before: WebHookRow,
  after: WebHookRow,
): Promise<void> {
  const flow = await tx
    .selectFrom('web_hook_flow')
    .selectAll()
    .where('web_hook_id', '=', after.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const isSwitchedOn = after.enabled && !before.enabled
  const { epoch, released_from } = isSwitchedOn && !after.catch_up_automatically ? keepBacklog(flow) : flow
  const isMoved = after.origin_id !== before.origin_id && (await hasLiveDeliveries(tx, after.id))
  // The new URL may be the cure: it is tried at once.
  const isProbed = after.url !== before.url && flow.breaker === 'open'
  await tx
    .updateTable('web_hook_flow')
    .set({
      in_flight_limit: Math.min(flow.in_flight_limit, after.max_in_flight),
      epoch,
      released_from,
      moving: flow.moving || isMoved,
      ...(isProbed && { probe_at: databaseTime(context.clock) }),
    })
    .where('web_hook_id', '=', after.id)
    .execute()
}

/** Under the lock that `steerTraffic` took. The audit trail has it as a change. */
async function noteSwitch(
  { clock }: Context,
  tx: Transaction,
  { username }: Caller,
  { id, enabled }: WebHookRow,
): Promise<void> {
  const warning = { webHookId: id, code: 'off' as const }
  const detail = `${username} switched it off. Its calls are kept until it is switched on again.`
  await noteWarningsIn(tx, clock, {
    raised: enabled ? [] : [{ ...warning, detail, action: null }],
    ended: enabled ? [warning] : [],
  })
}

async function hasLiveDeliveries(tx: Transaction, webHookId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('web_hook_id', '=', webHookId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

function audited(
  stored: WebHookInput,
  wanted: WebHookInput,
  changed: (keyof WebHookInput)[],
): Record<string, unknown> {
  const shown = changed.filter((name) => !UNSHOWN.includes(name))
  const only = (input: WebHookInput) => Object.fromEntries(shown.map((name) => [name, input[name]]))
  return { changed, before: only(stored), after: only(wanted) }
}

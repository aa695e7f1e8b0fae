/**
 * Writes a web hook as the API shows it. Pure. No secret is ever part of it: of keys it says that they are set, of
 * custom headers their names, with a mask in place of each value that means the stored value when it is sent back.
 */
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Vault } from '../../platform/settings/secrets.ts'
import type { WebHookRow } from './find-web-hook.ts'
import type { PresentCode } from './judge-warnings.ts'
import { inputOf, MASK } from './web-hook-columns.ts'
import type { HealthState, WebHookHealth } from './web-hook-health.ts'

export interface WebHookView {
  id: string
  event: HookName
  url: string
  method: 'POST' | 'PUT'
  name: string | null
  accountId: string | null
  enabled: boolean
  apiKeySet: boolean
  /** While another key is to be sent from a moment on, and after it as long as the old one is known. */
  apiKeyRotation: { from: string; oldKey: 'sent' | 'retired' } | null
  headers: Record<string, string>
  signed: boolean
  signedAsymmetrically: boolean
  /** Until when calls carry a signature by a former secret, too. */
  oldSecretRetiresAt: string | null
  catchUpAutomatically: boolean
  maxInFlight: number
  ratePerSecond: number | null
  retrySchedule: number[] | null
  holdSeconds: number
  timeoutSeconds: number
  clientCertificate: string | null
  clientKeySet: boolean
  extraCa: string | null
  createdAt: string
  updatedAt: string
  health: {
    state: HealthState
    reason: string | null
    since: string | null
    backlog: number
    backlogIsMore: boolean
    kept: number
    oldestPendingAt: string | null
    nextTryAt: string | null
  }
  /** The most urgent first. */
  warnings: {
    code: PresentCode
    since: string | null
    deadline: string | null
    count: number | null
    detail: string
  }[]
}

export function presentWebHook(row: WebHookRow, health: WebHookHealth, vault: Vault, now: Date): WebHookView {
  const { apiKey, clientKey, headers, ...shown } = inputOf(vault, row, now)
  return {
    id: row.id,
    event: shown.event,
    url: shown.url,
    method: shown.method,
    name: shown.name,
    accountId: shown.accountId,
    enabled: shown.enabled,
    apiKeySet: apiKey !== null || row.next_api_key !== null,
    apiKeyRotation: row.next_api_key_from && {
      from: row.next_api_key_from.toISOString(),
      oldKey: row.next_api_key_from <= now ? 'retired' : 'sent',
    },
    headers: Object.fromEntries(Object.keys(headers).map((name) => [name, MASK])),
    signed: shown.signed,
    signedAsymmetrically: shown.signedAsymmetrically,
    oldSecretRetiresAt: lastOf(row.former_signing_secrets_until, now)?.toISOString() ?? null,
    catchUpAutomatically: shown.catchUpAutomatically,
    maxInFlight: shown.maxInFlight,
    ratePerSecond: shown.ratePerSecond,
    retrySchedule: shown.retrySchedule,
    holdSeconds: shown.holdSeconds,
    timeoutSeconds: shown.timeoutSeconds,
    clientCertificate: shown.clientCertificate,
    clientKeySet: clientKey !== null,
    extraCa: shown.extraCa,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    health: {
      state: health.state,
      reason: health.reason,
      since: health.since?.toISOString() ?? null,
      backlog: health.backlog,
      backlogIsMore: health.backlogIsMore,
      kept: health.kept,
      oldestPendingAt: health.oldestPendingAt?.toISOString() ?? null,
      nextTryAt: health.nextTryAt?.toISOString() ?? null,
    },
    warnings: health.warnings.map(({ since, deadline, ...warning }) => ({
      ...warning,
      since: since?.toISOString() ?? null,
      deadline: deadline?.toISOString() ?? null,
    })),
  }
}

/** Calls carry a signature by a former secret until the last of them retires. */
function lastOf(times: Date[], now: Date): Date | null {
  const latest = Math.max(...times.map(Number))
  return latest > now.getTime() ? new Date(latest) : null
}

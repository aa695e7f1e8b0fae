/**
 * A web hook's configuration, from what was given to what is stored, and back. Secrets are encrypted on the way in;
 * on the way out they are for comparing and carrying over, never for showing.
 */
import type { Vault } from '../../platform/settings/secrets.ts'
import type { WebHookRow } from './find-web-hook.ts'
import type { WebHookInput } from './web-hook-input.ts'
import { openWebHookSecrets, sealSecret, type WebHookSecretName } from './web-hook-secrets.ts'

/** Stands for a stored value that is not shown. Given back, it means the stored value: it cannot be one itself. */
export const MASK = '•••'

/** A merge patch (RFC 7396): what is missing stays, null takes away. */
export type WebHookPatch = Partial<Omit<WebHookInput, 'headers'>> & {
  headers?: Record<string, string | null> | null
}

export function columnsOf(vault: Vault, id: string, input: WebHookInput) {
  const seal = (name: WebHookSecretName, value: string | null) =>
    value === null ? null : sealSecret(vault, id, name, value)
  return {
    account_id: input.accountId,
    event: input.event,
    name: input.name,
    url: input.url,
    method: input.method,
    enabled: input.enabled,
    catch_up_automatically: input.catchUpAutomatically,
    max_in_flight: input.maxInFlight,
    rate_per_second: input.ratePerSecond,
    retry_schedule: input.retrySchedule,
    hold_seconds: input.holdSeconds,
    timeout_seconds: input.timeoutSeconds,
    signed: input.signed,
    signed_asymmetrically: input.signedAsymmetrically,
    api_key: seal('api-key', input.apiKey),
    headers: Object.keys(input.headers).length === 0 ? null : seal('headers', JSON.stringify(input.headers)),
    client_certificate: input.clientCertificate,
    client_key: seal('client-key', input.clientKey),
    extra_ca: input.extraCa,
  }
}

/** The configuration as it is stored, with the API key that is sent at `now`. */
export function inputOf(vault: Vault, row: WebHookRow, now: Date): WebHookInput {
  const secrets = openWebHookSecrets(row, vault)
  return {
    event: row.event,
    url: row.url,
    method: row.method,
    name: row.name,
    accountId: row.account_id,
    apiKey: secrets.apiKeyAt(now),
    enabled: row.enabled,
    headers: Object.fromEntries(secrets.headers),
    signed: row.signed,
    signedAsymmetrically: row.signed_asymmetrically,
    catchUpAutomatically: row.catch_up_automatically,
    maxInFlight: row.max_in_flight,
    ratePerSecond: row.rate_per_second,
    retrySchedule: row.retry_schedule,
    holdSeconds: row.hold_seconds,
    timeoutSeconds: row.timeout_seconds,
    clientCertificate: row.client_certificate,
    clientKey: secrets.tls?.key ?? null,
    extraCa: row.extra_ca,
  }
}

export function applyPatch(stored: WebHookInput, { headers, ...patch }: WebHookPatch): WebHookInput {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  return {
    ...stored,
    ...given,
    headers: headers === undefined ? stored.headers : patchHeaders(stored.headers, headers ?? null),
  }
}

/** Names of headers are the same in upper and lower case. */
function patchHeaders(
  stored: Record<string, string>,
  patch: Record<string, string | null> | null,
): Record<string, string> {
  if (patch === null) return {}
  const headers = { ...stored }
  for (const [name, value] of Object.entries(patch)) {
    const known = Object.keys(headers).find((each) => each.toLowerCase() === name.toLowerCase())
    if (value === MASK && known !== undefined) continue
    if (known !== undefined) delete headers[known]
    if (value !== null) headers[name] = value
  }
  return headers
}

/** Headers that replace the stored ones; a mask stands for the stored value of its name. */
export function unmaskHeaders(
  stored: Record<string, string>,
  given: Record<string, string>,
): Record<string, string> {
  const valueOf = (name: string) =>
    Object.entries(stored).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? MASK
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value === MASK ? valueOf(name) : value]),
  )
}

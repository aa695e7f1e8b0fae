/**
 * Which receiver the stored secrets of a web hook are for: the origin (scheme, host and port) that they were given for.
 * Somebody who may change a web hook could otherwise enter a URL of their own and read there what is never shown. So
 * with another origin every secret has to be given again, or taken away. The signing secret is not among them: calls
 * carry a signature by it, never the secret.
 *
 * Pure.
 */
import { InvalidInput, type InputError, pointerTo } from '../../platform/errors.ts'
import { MASK } from './web-hook-columns.ts'
import type { WebHookInput } from './web-hook-input.ts'
import type { WebHookRow } from './find-web-hook.ts'

/** The secrets in a request, as far as it names them. */
export interface GivenSecrets {
  apiKey?: string | null
  clientKey?: string | null
  headers?: Record<string, string | null> | null
}

export function originOf(url: string): string {
  return new URL(url).origin
}

/** @throws InvalidInput that lists the secrets that would go to the new origin without having been given for it */
export function requireSecretsAgain(row: WebHookRow, wanted: WebHookInput, given: GivenSecrets): void {
  const kept: string[] = []
  const hasApiKey = wanted.apiKey !== null || row.next_api_key !== null
  if (hasApiKey && given.apiKey === undefined) kept.push('/apiKey')
  if (wanted.clientKey !== null && given.clientKey === undefined) kept.push('/clientKey')
  const named = Object.entries(given.headers ?? {}).filter(([, value]) => value !== MASK)
  const givenNames = new Set(named.map(([name]) => name.toLowerCase()))
  for (const name of Object.keys(wanted.headers)) {
    if (!givenNames.has(name.toLowerCase())) kept.push(`/headers${pointerTo(name)}`)
  }
  if (kept.length === 0) return
  const detail = `This was stored for ${originOf(row.url)} and does not go to another server. Give it again, or remove it.`
  throw new InvalidInput(kept.map((pointer): InputError => ({ pointer, code: 'secret-again', detail })))
}

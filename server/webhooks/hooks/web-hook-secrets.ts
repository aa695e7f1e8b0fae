/**
 * The secrets of a web hook, encrypted at rest, each bound to its web hook and its purpose: a ciphertext that is
 * copied elsewhere does not decrypt. Read at each change of the web hook; never logged, never answered by the API.
 */
import type { Vault } from '../../platform/settings/secrets.ts'
import type { TlsIdentity } from '../http/tls-state.ts'
import type { WebHookRow } from './find-web-hook.ts'

export type WebHookSecretName = 'api-key' | 'signing-secret' | 'headers' | 'client-key'

export interface WebHookSecrets {
  signingSecret: string
  /** Calls are signed with each of them until its time. */
  formerSigningSecrets: { secret: string; until: Date }[]
  /** The value of X-API-KEY at a time: rotation names the moment from which the next one is sent. */
  apiKeyAt(now: Date): string | null
  /** Custom headers, in the order in which they were given. */
  headers: [name: string, value: string][]
  tls: TlsIdentity | undefined
}

export function sealSecret(
  vault: Vault,
  webHookId: string,
  name: WebHookSecretName,
  plaintext: string,
): string {
  return vault.encrypt(plaintext, contextOf(webHookId, name))
}

export function openWebHookSecrets(row: WebHookRow, vault: Vault): WebHookSecrets {
  const open = (name: WebHookSecretName, stored: string | null) =>
    stored === null ? null : vault.decrypt(stored, contextOf(row.id, name))
  const apiKey = open('api-key', row.api_key)
  const nextApiKey = open('api-key', row.next_api_key)
  const headers = open('headers', row.headers)
  return {
    signingSecret: open('signing-secret', row.signing_secret)!,
    formerSigningSecrets: row.former_signing_secrets.map((sealed, i) => ({
      secret: open('signing-secret', sealed)!,
      until: row.former_signing_secrets_until[i]!,
    })),
    apiKeyAt: (now) => (row.next_api_key_from !== null && row.next_api_key_from <= now ? nextApiKey : apiKey),
    headers: headers === null ? [] : Object.entries(JSON.parse(headers) as Record<string, string>),
    tls: tlsIdentity(row, open('client-key', row.client_key)),
  }
}

function tlsIdentity(row: WebHookRow, clientKey: string | null): TlsIdentity | undefined {
  if (row.client_certificate === null && row.extra_ca === null) return undefined
  return {
    ca: row.extra_ca ?? undefined,
    cert: row.client_certificate ?? undefined,
    key: clientKey ?? undefined,
  }
}

function contextOf(webHookId: string, name: WebHookSecretName): string {
  return `web-hook ${webHookId} ${name}`
}

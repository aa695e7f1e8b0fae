/**
 * Makes the calls of web hooks: from a configured web hook and an event to an HTTP request, and back to what the log
 * keeps. Real calls, test calls and resends all go through `call`, so that what a test shows is what happens.
 *
 * How to call (URL, method, keys, headers, certificates) is read at each try: what is prepared here is kept per
 * version of the web hook, and every change raises the version.
 */
import type { KeyObject } from 'node:crypto'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Clock } from '../../platform/clock.ts'
import { WrongSecretKey, type Vault } from '../../platform/settings/secrets.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { Target, TargetPolicy } from '../http/parse-target.ts'
import { parseTarget, TargetRefused } from '../http/parse-target.ts'
import type { Sender, SendResult } from '../http/send-request.ts'
import { signingKey, signV1, signV1a } from '../http/sign.ts'
import { openWebHookSecrets, type WebHookSecrets } from '../hooks/web-hook-secrets.ts'
import type { WebHookRow } from '../hooks/find-web-hook.ts'

const PREPARED_LIMIT = 1_000
/** Three dots, in JSON. Escaped, because text that is ASCII throughout is stored with half the work. */
const MASK = String.raw`\u2022\u2022\u2022`
const CONTENT_TYPE = 'application/json; charset=utf-8'

/** What a call says, apart from how it is made. */
export interface Message {
  /** webhook-id */
  id: string
  hook: HookName
  body: Buffer
  /** webhook-sequence; null on test calls. */
  sequences: number[] | null
  /** webhook-occurrence; null: about no single occurrence of a series. */
  occurrence: Date | null
  /** webhook-change; null: about no series. */
  changes: string[] | null
  attempt: number
  isTest: boolean
}

export interface PreparedWebHook {
  version: number
  method: 'POST' | 'PUT'
  url: string
  timeoutMs: number
  maxInFlight: number
  target: Target | TargetRefused
  secrets: WebHookSecrets
  /** Null: the instance's. */
  retrySchedule: readonly number[] | null
  signingKey: KeyObject | null
  /** Each is signed with until its time. */
  formerSigningKeys: { key: KeyObject; until: Date }[]
  asymmetric: boolean
}

export interface MadeCall {
  startedAt: Date
  method: string
  url: string
  requestHeaders: string
  result: SendResult
}

export interface WebHookCallsOptions {
  queries: Queries
  vault: Vault
  clock: Clock
  sender: Sender
  policy: TargetPolicy
  /** Signs `v1a` for web hooks that ask for it. */
  asymmetricKey: KeyObject
}

export interface WebHookCalls {
  /** @returns why it cannot be called, in words, where its secrets do not open. */
  prepare(webHookId: string, version: number): Promise<PreparedWebHook | string>
  /** What is prepared already, without waiting. */
  prepared(webHookId: string, version: number): PreparedWebHook | undefined
  call(webHook: PreparedWebHook, message: Message, done: (call: MadeCall) => void): void
}

export function createWebHookCalls(options: WebHookCallsOptions): WebHookCalls {
  const { queries, clock, sender } = options
  const kept = new Map<string, PreparedWebHook>()

  function openOrExplain(row: WebHookRow): PreparedWebHook | string {
    try {
      return prepareWebHook(row, options.vault, options.policy)
    } catch (error) {
      if (error instanceof WrongSecretKey) return error.message
      return 'The secrets of this web hook cannot be read. Set its key, its secret and its headers again.'
    }
  }

  return {
    prepared(webHookId, version) {
      const webHook = kept.get(webHookId)
      return webHook?.version === version ? webHook : undefined
    },
    async prepare(webHookId, version) {
      const found = kept.get(webHookId)
      if (found?.version === version) return found
      const row = await queries
        .selectFrom('web_hooks')
        .selectAll()
        .where('id', '=', webHookId)
        .executeTakeFirstOrThrow()
      const webHook = openOrExplain(row)
      if (typeof webHook === 'string') return webHook
      if (kept.size >= PREPARED_LIMIT) kept.delete(kept.keys().next().value!)
      kept.set(webHookId, webHook)
      return webHook
    },
    call(webHook, message, done) {
      const startedAt = clock.now()
      const { headers, logged } = requestHeaders(webHook, message, startedAt, options.asymmetricKey)
      const made = { startedAt, method: webHook.method, url: webHook.url, requestHeaders: logged }
      if (webHook.target instanceof TargetRefused) {
        const result = refused(webHook.target)
        queueMicrotask(() => done({ ...made, result }))
        return
      }
      const request = {
        target: webHook.target,
        method: webHook.method,
        headers,
        body: message.body,
        timeoutMs: webHook.timeoutMs,
        maxSockets: SOCKETS_PER_ORIGIN,
        tls: webHook.secrets.tls,
      }
      sender.send(request, (result) => done({ ...made, result }))
    },
  }
}

/** All web hooks of one receiver together; each alone is bounded by its limit in flight. */
const SOCKETS_PER_ORIGIN = 256

/** @throws nothing: a URL that is refused is a result of the call, so that it shows in the log. */
export function prepareWebHook(row: WebHookRow, vault: Vault, policy: TargetPolicy): PreparedWebHook {
  const secrets = openWebHookSecrets(row, vault)
  return {
    version: row.version,
    method: row.method,
    url: row.url,
    timeoutMs: row.timeout_seconds * 1000,
    maxInFlight: row.max_in_flight,
    target: readTarget(row.url, policy),
    secrets,
    retrySchedule: row.retry_schedule,
    signingKey: row.signed ? signingKey(secrets.signingSecret) : null,
    formerSigningKeys: row.signed
      ? secrets.formerSigningSecrets.map(({ secret, until }) => ({ key: signingKey(secret), until }))
      : [],
    asymmetric: row.signed_asymmetrically,
  }
}

function readTarget(url: string, policy: TargetPolicy): Target | TargetRefused {
  try {
    return parseTarget(url, policy)
  } catch (error) {
    if (error instanceof TargetRefused) return error
    throw error
  }
}

/** What is sent, and what is logged of it: a JSON object, put together here because every part of it is plain. */
function requestHeaders(webHook: PreparedWebHook, message: Message, now: Date, asymmetricKey: KeyObject) {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const headers = [
    'content-type',
    CONTENT_TYPE,
    'webhook-id',
    message.id,
    'webhook-timestamp',
    timestamp,
    'webhook-event',
    message.hook,
    'webhook-attempt',
    String(message.attempt),
  ]
  if (message.sequences) headers.push('webhook-sequence', message.sequences.join(', '))
  if (message.occurrence) headers.push('webhook-occurrence', message.occurrence.toISOString())
  if (message.changes) headers.push('webhook-change', message.changes.join(', '))
  if (message.isTest) headers.push('webhook-test', 'true')
  let logged = ''
  for (let i = 0; i < headers.length; i += 2) logged += `,"${headers[i]}":"${headers[i + 1]}"`
  const signature = signatureOf(webHook, message, Number(timestamp), now, asymmetricKey)
  if (signature) {
    headers.push('webhook-signature', signature)
    logged += `,"webhook-signature":"${maskedSignature(signature)}"`
  }
  const apiKey = webHook.secrets.apiKeyAt(now)
  if (apiKey !== null) {
    headers.push('X-API-KEY', apiKey)
    logged += `,"X-API-KEY":"${MASK}"`
  }
  for (const [name, value] of webHook.secrets.headers) {
    headers.push(name, value)
    logged += `,"${name}":"${MASK}"`
  }
  return { headers, logged: `{${logged.slice(1)}}` }
}

/** The versions stay: `v1,•••`. */
function maskedSignature(signature: string): string {
  return signature.indexOf(' ') === -1 && signature.startsWith('v1,')
    ? `v1,${MASK}`
    : signature.replaceAll(/,\S+/g, `,${MASK}`)
}

function signatureOf(
  webHook: PreparedWebHook,
  { id, body }: Message,
  timestamp: number,
  now: Date,
  key: KeyObject,
): string {
  const keys = webHook.signingKey ? [webHook.signingKey] : []
  for (const former of webHook.formerSigningKeys) if (former.until > now) keys.push(former.key)
  const symmetric = signV1(keys, id, timestamp, body)
  return webHook.asymmetric ? `${symmetric} ${signV1a(key, id, timestamp, body)}`.trim() : symmetric
}

function refused(refusal: TargetRefused): SendResult {
  return {
    outcome: 'error',
    errorClass: 'refused-address',
    message: refusal.message,
    durationMs: 0,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null },
    address: null,
    resent: false,
  }
}

/**
 * What a person should know of a web hook before it hurts: it makes no calls, its backlog grows old, a key or a
 * certificate is about to change or to expire. Pure: the pages show these as they are now, and the same judgement
 * decides what is mailed (see `look-for-warnings`).
 */
import { X509Certificate } from 'node:crypto'
import type { WarningCode } from '../../platform/database/tables.ts'
import type { Validity } from '../http/tls-state.ts'
import type { WebHookFlowRow, WebHookRow } from './find-web-hook.ts'

/** `recovered` is told once and is nothing to be warned of. */
export type PresentCode = Exclude<WarningCode, 'recovered'>

export interface Warning {
  code: PresentCode
  /** Since when it is so; null: not known. */
  since: Date | null
  /** When what it warns of happens, or has happened; null: no such moment. */
  deadline: Date | null
  /** How many deliveries it is about; null: about none. */
  count: number | null
  /** In words: what happened, and what to do next. */
  detail: string
}

/** What the judgement is made from. */
export interface Grounds {
  enabled: boolean
  switchedOffAt: Date | null
  breaker: 'closed' | 'open' | 'gone'
  breakerSince: Date | null
  breakerReason: string | null
  /** Deliveries that are owed. */
  backlog: number
  /** Of these, how many wait for Catch up. */
  kept: number
  /** When the oldest was made of those that do not. */
  oldestReleasedAt: Date | null
  /** When the call that is given up first gets its last try, as far as it is known; null: not soon. */
  lastTryAt: Date | null
  /** Of each former secret. */
  oldSecretsRetireAt: Date[]
  nextApiKeyFrom: Date | null
  /** Of the certificate that the receiver showed last. */
  certificate: Validity | null
  /** PEM of ours. */
  clientCertificate: string | null
}

type ConfiguredColumns = Pick<
  WebHookRow,
  'enabled' | 'switched_off_at' | 'former_signing_secrets_until' | 'next_api_key_from' | 'client_certificate'
>

type TrafficColumns = Pick<WebHookFlowRow, 'breaker' | 'breaker_since' | 'breaker_reason'> & {
  backlog: number
  kept: number
  oldest_released_at: Date | null
  last_try_at: Date | null
  certificate_valid_from: Date | null
  certificate_valid_to: Date | null
}

export function groundsOf(hook: ConfiguredColumns, traffic: TrafficColumns): Grounds {
  const { certificate_valid_from: from, certificate_valid_to: to } = traffic
  return {
    enabled: hook.enabled,
    switchedOffAt: hook.switched_off_at,
    breaker: traffic.breaker,
    breakerSince: traffic.breaker_since,
    breakerReason: traffic.breaker_reason,
    backlog: traffic.backlog,
    kept: traffic.kept,
    oldestReleasedAt: traffic.oldest_released_at,
    lastTryAt: traffic.last_try_at,
    oldSecretsRetireAt: hook.former_signing_secrets_until,
    nextApiKeyFrom: hook.next_api_key_from,
    certificate: from && to && { from, to },
    clientCertificate: hook.client_certificate,
  }
}

const BACKLOG_OLD_MS = 3_600_000
/** A last try is announced so long before. */
export const LAST_TRY_NOTICE_MS = 24 * 3_600_000
/** The end of an overlap is announced so long before. */
const OVERLAP_NOTICE_MS = 24 * 3_600_000
/** A certificate is renewed in the last third of its validity at the latest, or two weeks before it expires. */
const CERTIFICATE_NOTICE_MS = 14 * 24 * 3_600_000
const CERTIFICATE_NOTICE_SHARE = 1 / 3

/** The most urgent first. */
export function judgeWarnings(grounds: Grounds, now: Date): Warning[] {
  const judged = [
    judgeTraffic(grounds),
    judgeKept(grounds),
    judgeBacklog(grounds, now),
    judgeLastTry(grounds, now),
    judgeCertificate('certificate-expires', grounds.certificate, now),
    judgeCertificate('client-certificate-expires', validityOf(grounds.clientCertificate), now),
    judgeOverlap('signing-secret-retires', nextOf(grounds.oldSecretsRetireAt, now), now),
    judgeOverlap('api-key-changes', grounds.nextApiKeyFrom, now),
  ]
  return judged.filter((warning) => warning !== null)
}

function judgeTraffic(grounds: Grounds): Warning | null {
  const { enabled, switchedOffAt, breaker, breakerSince: since, breakerReason, backlog: count } = grounds
  if (!enabled) {
    const detail = 'It is switched off. Its calls are kept until it is switched on again.'
    return { code: 'off', since: switchedOffAt, deadline: null, count, detail }
  }
  if (breaker === 'closed') return null
  if (breaker === 'gone') return { code: 'gone', since, deadline: null, count, detail: GONE }
  const detail = openDetail(breakerReason)
  return { code: 'breaker-open', since, deadline: null, count, detail }
}

export const GONE =
  'The receiver answered 410 (Gone). Its calls are kept: correct the URL, then let the web hook catch up.'

export function openDetail(reason: string | null): string {
  return `Calls are kept, and one at a time is tried: ${reason ?? 'too many failed.'}`
}

function judgeKept({ enabled, breaker, kept }: Grounds): Warning | null {
  if (!enabled || breaker !== 'closed' || kept === 0) return null
  const detail = 'Calls were kept back and wait for Catch up; new ones go out.'
  return { code: 'catch-up-waits', since: null, deadline: null, count: kept, detail }
}

/** While it is switched off, that is what there is to say. */
function judgeBacklog({ enabled, oldestReleasedAt, backlog, kept }: Grounds, now: Date): Warning | null {
  if (!enabled || oldestReleasedAt === null) return null
  if (now.getTime() - oldestReleasedAt.getTime() <= BACKLOG_OLD_MS) return null
  const since = new Date(oldestReleasedAt.getTime() + BACKLOG_OLD_MS)
  const detail = `The oldest call has been waiting since ${oldestReleasedAt.toISOString()}. The log says why.`
  return { code: 'backlog-old', since, deadline: null, count: backlog - kept, detail }
}

/** While it makes no calls, nothing is tried for the last time. */
function judgeLastTry({ enabled, breaker, lastTryAt: deadline }: Grounds, now: Date): Warning | null {
  if (!enabled || breaker !== 'closed' || deadline === null) return null
  const since = new Date(deadline.getTime() - LAST_TRY_NOTICE_MS)
  if (now < since) return null
  const detail = `A call that keeps failing is tried for the last time on ${deadline.toISOString()}, and then given up. Mend the receiver before, or have it tried now.`
  return { code: 'last-try', since, deadline, count: null, detail }
}

/** Each of them has its own time; the next one is what the receiver has to be ready for. */
function nextOf(times: Date[], now: Date): Date | null {
  const coming = times.map(Number).filter((time) => time > now.getTime())
  return coming.length > 0 ? new Date(Math.min(...coming)) : null
}

function judgeOverlap(
  code: 'signing-secret-retires' | 'api-key-changes',
  deadline: Date | null,
  now: Date,
): Warning | null {
  if (deadline === null || deadline <= now) return null
  const since = new Date(deadline.getTime() - OVERLAP_NOTICE_MS)
  if (now < since) return null
  const detail =
    code === 'api-key-changes'
      ? `The new API key is sent from ${deadline.toISOString()}. The receiver has to accept it by then.`
      : `Calls are signed with the old secret, too, until ${deadline.toISOString()}. The receiver has to know the new one by then.`
  return { code, since, deadline, count: null, detail }
}

function judgeCertificate(
  code: 'certificate-expires' | 'client-certificate-expires',
  validity: Validity | null,
  now: Date,
): Warning | null {
  if (validity === null) return null
  const { from, to: deadline } = validity
  const validMs = deadline.getTime() - from.getTime()
  const noticeMs = Math.min(CERTIFICATE_NOTICE_MS, validMs * CERTIFICATE_NOTICE_SHARE)
  const since = new Date(deadline.getTime() - noticeMs)
  if (now < since) return null
  const whose = code === 'certificate-expires' ? 'The receiver’s certificate' : 'The client certificate'
  const what = deadline <= now ? 'expired on' : 'expires on'
  const detail = `${whose} ${what} ${deadline.toISOString()}. Calls fail without a valid one: have it renewed.`
  return { code, since, deadline, count: null, detail }
}

/** It was checked when it was stored. */
function validityOf(pem: string | null): Validity | null {
  if (pem === null) return null
  const { validFromDate: from, validToDate: to } = new X509Certificate(pem)
  return { from, to }
}

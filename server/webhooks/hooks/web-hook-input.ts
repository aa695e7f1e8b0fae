/**
 * What may be configured of a web hook, and what is refused before it is stored. The address check here is courtesy:
 * the one that counts is made where the socket is opened, at every try.
 */
import { X509Certificate, createPrivateKey } from 'node:crypto'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import { faultOfSchedule } from '../../platform/config/retry-schedule.ts'
import { InvalidInput, pointerTo, type InputError } from '../../platform/errors.ts'
import { checkCustomHeaders } from './custom-headers.ts'
import { parseTarget, TargetRefused, type Target, type TargetPolicy } from '../http/parse-target.ts'

/** What a receiver reads as it was typed: it is the value of a header. */
const API_KEY = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/

export interface WebHookInput {
  event: HookName
  url: string
  method: 'POST' | 'PUT'
  name: string | null
  accountId: string | null
  /** Null: calls carry no X-API-KEY. */
  apiKey: string | null
  enabled: boolean
  headers: Record<string, string>
  signed: boolean
  signedAsymmetrically: boolean
  catchUpAutomatically: boolean
  maxInFlight: number
  ratePerSecond: number | null
  /** Waits between tries, in seconds; null: as System Configuration says. */
  retrySchedule: number[] | null
  holdSeconds: number
  timeoutSeconds: number
  clientCertificate: string | null
  clientKey: string | null
  extraCa: string | null
}

export const WEB_HOOK_DEFAULTS: Omit<WebHookInput, 'event' | 'url'> = {
  method: 'POST',
  name: null,
  accountId: null,
  apiKey: null,
  enabled: true,
  headers: {},
  signed: true,
  signedAsymmetrically: false,
  catchUpAutomatically: true,
  maxInFlight: 50,
  ratePerSecond: null,
  retrySchedule: null,
  holdSeconds: 600,
  timeoutSeconds: 15,
  clientCertificate: null,
  clientKey: null,
  extraCa: null,
}

/**
 * Checks what is given. @throws InvalidInput that lists every fault. @returns the checked target of the URL; null where
 * no URL is given.
 */
export function checkWebHookInput(
  input: Partial<WebHookInput> & { url: string },
  policy: TargetPolicy,
): Target
export function checkWebHookInput(input: Partial<WebHookInput>, policy: TargetPolicy): Target | null
export function checkWebHookInput(input: Partial<WebHookInput>, policy: TargetPolicy): Target | null {
  const errors: InputError[] = []
  const target = input.url === undefined ? null : checkUrl(input.url, policy, errors)
  for (const { name, detail } of checkCustomHeaders(input.headers ?? {})) {
    errors.push({
      pointer: name === null ? '/headers' : `/headers${pointerTo(name)}`,
      code: 'header-value',
      detail,
    })
  }
  if (input.apiKey !== null && input.apiKey !== undefined && !API_KEY.test(input.apiKey)) {
    errors.push({
      pointer: '/apiKey',
      code: 'header-value',
      detail: 'A key goes out as a header: printable ASCII characters, no blanks at its ends.',
    })
  }
  const fault = input.retrySchedule ? faultOfSchedule(input.retrySchedule) : null
  if (fault !== null) errors.push({ pointer: '/retrySchedule', code: 'schedule', detail: fault })
  checkPem(input, errors)
  if (errors.length > 0) throw new InvalidInput(errors)
  return target
}

function checkUrl(url: string, policy: TargetPolicy, errors: InputError[]): Target | null {
  try {
    return parseTarget(url, policy)
  } catch (error) {
    if (!(error instanceof TargetRefused)) throw error
    errors.push({
      pointer: '/url',
      code: 'target',
      parameters: { reason: error.code },
      detail: error.message,
    })
    return null
  }
}

function checkPem(input: Partial<WebHookInput>, errors: InputError[]): void {
  const faultsBefore = errors.length
  const certificate = (pem: string) => void new X509Certificate(pem)
  const checks = [
    ['clientCertificate', certificate, 'a certificate in PEM form'],
    ['extraCa', certificate, 'one or more certificates in PEM form'],
    ['clientKey', (pem: string) => void createPrivateKey(pem), 'an unencrypted private key in PEM form'],
  ] as const
  for (const [name, parse, expected] of checks) {
    const pem = input[name]
    if (pem === null || pem === undefined) continue
    try {
      parse(pem)
    } catch {
      errors.push({ pointer: `/${name}`, code: 'certificate', detail: `This is not ${expected}.` })
    }
  }
  if (errors.length === faultsBefore)
    checkPair(input.clientCertificate ?? null, input.clientKey ?? null, errors)
}

function checkPair(certificate: string | null, key: string | null, errors: InputError[]): void {
  if (certificate === null && key === null) return
  if (certificate === null) {
    errors.push({
      pointer: '/clientCertificate',
      code: 'certificate',
      detail: 'A client key needs its certificate.',
    })
  } else if (key === null) {
    errors.push({
      pointer: '/clientKey',
      code: 'certificate',
      detail: 'A client certificate needs its private key.',
    })
  } else if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
    errors.push({
      pointer: '/clientKey',
      code: 'certificate',
      detail: 'This key does not belong to the client certificate.',
    })
  }
}

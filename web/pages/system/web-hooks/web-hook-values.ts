/**
 * A web hook as the form holds it, and back to what the API takes. Secrets are never read back: a stored key or header
 * value is shown as a mask, and sent only where somebody typed another one.
 */
import type { ApiForm } from '../../../components/use-api-form.ts'
import type { HookName, NewWebHook, NewWebHookSet, WebHook, WebHookPatch } from '../../../api/web-hooks.ts'

/** What stands for a stored value, here and in the API. */
export const MASK = '•••'

export interface HeaderRow {
  name: string
  value: string
}

export interface WebHookValues {
  event: HookName
  url: string
  method: 'POST' | 'PUT'
  enabled: boolean
  /** kept: the stored one; none: no X-API-KEY; given: `apiKey`. */
  apiKeyChoice: 'kept' | 'none' | 'given'
  apiKey: string
  headers: HeaderRow[]
  signed: boolean
  signedAsymmetrically: boolean
  catchUpAutomatically: boolean
  maxInFlight: number | null
  ratePerSecond: number | null
  holdSeconds: number | null
  timeoutSeconds: number | null
  /** Seconds, set apart by commas or blanks; `''`: the instance's. */
  retrySchedule: string
  name: string
  /** `''`: all accounts. */
  accountId: string
  clientCertificate: string
  clientKey: string
  extraCa: string
}

/** What every part of the form is given. */
export interface FieldsProps {
  fields: ApiForm<WebHookValues>['fields']
}

/** As the API's own defaults are. */
export function newValues(event: HookName): WebHookValues {
  return {
    event,
    url: '',
    method: 'POST',
    enabled: true,
    apiKeyChoice: 'none',
    apiKey: '',
    headers: [],
    signed: true,
    signedAsymmetrically: false,
    catchUpAutomatically: true,
    maxInFlight: 50,
    ratePerSecond: null,
    holdSeconds: 600,
    timeoutSeconds: 15,
    retrySchedule: '',
    name: '',
    accountId: '',
    clientCertificate: '',
    clientKey: '',
    extraCa: '',
  }
}

export function valuesOf(webHook: WebHook): WebHookValues {
  return {
    event: webHook.event,
    url: webHook.url,
    method: webHook.method,
    enabled: webHook.enabled,
    apiKeyChoice: webHook.apiKeySet ? 'kept' : 'none',
    apiKey: '',
    headers: Object.keys(webHook.headers).map((name) => ({ name, value: MASK })),
    signed: webHook.signed,
    signedAsymmetrically: webHook.signedAsymmetrically,
    catchUpAutomatically: webHook.catchUpAutomatically,
    maxInFlight: webHook.maxInFlight,
    ratePerSecond: webHook.ratePerSecond,
    holdSeconds: webHook.holdSeconds,
    timeoutSeconds: webHook.timeoutSeconds,
    retrySchedule: webHook.retrySchedule?.join(', ') ?? '',
    name: webHook.name ?? '',
    accountId: webHook.accountId ?? '',
    clientCertificate: webHook.clientCertificate ?? '',
    clientKey: webHook.clientKeySet ? MASK : '',
    extraCa: webHook.extraCa ?? '',
  }
}

/** A whole configuration: to create one, or to test one that is not saved. */
export function bodyOf(values: WebHookValues): NewWebHook {
  const { apiKeyChoice, apiKey, headers, name, accountId, clientKey, ...rest } = values
  return {
    ...rest,
    maxInFlight: required(rest.maxInFlight),
    holdSeconds: required(rest.holdSeconds),
    timeoutSeconds: required(rest.timeoutSeconds),
    retrySchedule: scheduleOf(rest.retrySchedule),
    ...(apiKeyChoice !== 'kept' && { apiKey: apiKeyChoice === 'given' ? apiKey : null }),
    headers: Object.fromEntries(headers.map((row) => [row.name.trim(), row.value])),
    name: name.trim() || null,
    accountId: accountId || null,
    clientCertificate: rest.clientCertificate.trim() || null,
    extraCa: rest.extraCa.trim() || null,
    ...(clientKey !== MASK && { clientKey: clientKey.trim() || null }),
  }
}

/** One configuration for all events; `{event}` in its URL stands for the name of each. */
export function setBodyOf(values: WebHookValues): NewWebHookSet {
  const { event: _, ...body } = bodyOf(values)
  return body
}

/** Where calls for this event go. */
export function eventUrl({ url, event }: WebHookValues): string {
  return url.replaceAll('{event}', event)
}

/** A change of a stored one; headers that are gone are named, since others would stay. */
export function patchOf(values: WebHookValues, stored: WebHook): WebHookPatch {
  const { event: _, headers = {}, ...body } = bodyOf(values)
  const gone = Object.keys(stored.headers).filter((name) => !Object.hasOwn(headers, name))
  return { ...body, headers: { ...headers, ...Object.fromEntries(gone.map((name) => [name, null])) } }
}

/** The field that a pointer of the API is about. */
export function fieldOf(pointer: string, { headers }: WebHookValues): string {
  const [, field = '', header] = pointer.split('/')
  if (field === 'headers' && header !== undefined) {
    const name = header.replaceAll('~1', '/').replaceAll('~0', '~')
    const index = headers.findIndex((row) => row.name.trim() === name)
    return index >= 0 ? `headers.${index}.value` : 'headers'
  }
  return field
}

/** What is no number is left for the server to refuse, in words. */
function scheduleOf(text: string): number[] | null {
  const waits = text.split(/[\s,;]+/).filter((each) => each !== '')
  return waits.length === 0 ? null : waits.map(Number)
}

/** An empty field is left for the server to refuse, in words. */
function required(value: number | null): number {
  return value as number
}

/** What to do about an answer that is no success, by its HTTP status. Pure. */
import type { TFunction } from 'i18next'
import type { Attempt } from '../../../api/deliveries.ts'

type Answered = Pick<Attempt, 'status' | 'responseHeaders'>
type AdviceKey =
  | 'redirect'
  | 'body'
  | 'key'
  | 'path'
  | 'method'
  | 'slow'
  | 'gone'
  | 'tooLarge'
  | 'mediaType'
  | 'tooMany'
  | 'unavailable'
  | 'client'
  | 'server'

const BY_STATUS: Readonly<Record<number, AdviceKey>> = {
  400: 'body',
  401: 'key',
  403: 'key',
  404: 'path',
  405: 'method',
  408: 'slow',
  410: 'gone',
  413: 'tooLarge',
  415: 'mediaType',
  422: 'body',
  429: 'tooMany',
  502: 'unavailable',
  503: 'unavailable',
  504: 'slow',
}

/** Null where there was no answer, or a good one. */
export function adviceFor({ status, responseHeaders }: Answered, t: TFunction): string | null {
  if (status === null || (status >= 200 && status < 300)) return null
  const location = headerOf(responseHeaders, 'location')
  if (status < 400) {
    return location === null
      ? t('deliveries.advice.redirect')
      : t('deliveries.advice.redirectTo', { location })
  }
  return t(`deliveries.advice.${BY_STATUS[status] ?? (status < 500 ? 'client' : 'server')}`)
}

function headerOf(headers: Attempt['responseHeaders'], wanted: string): string | null {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)
  const value: unknown = Array.isArray(found?.[1]) ? found[1][0] : found?.[1]
  return typeof value === 'string' ? value : null
}

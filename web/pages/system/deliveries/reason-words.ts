/**
 * Why a call failed, or a delivery is paused, in the language of the page: by the code that is stored beside the
 * English words, and what is stored of the try. The words themselves say more, and stand below it. Pure.
 */
import type { TFunction } from 'i18next'
import type { Attempt, Delivery } from '../../../api/deliveries.ts'
import { millisecondWords } from '../../../components/duration-words.ts'

const codes = [
  'web-hook-deleted',
  'web-hook-off',
  'gone',
  'failing',
  'moving',
  'kept',
  'given-up',
  'status',
  'timeout',
  'dns',
  'connect',
  'tls',
  'reset',
  'protocol',
  'proxy',
  'refused-address',
  'interrupted',
] as const

type Try = Pick<Attempt, 'status' | 'durationMs' | 'url' | 'errorCode'>

/** Null where there is no code, or one that these pages do not know. */
export function reasonWords(code: string | null, last: Try | null, t: TFunction): string | null {
  const known = codes.find((each) => each === code)
  if (!known) return null
  return t(`deliveries.reasons.${known}`, {
    status: last?.status ?? '',
    host: hostOf(last?.url ?? null),
    duration: millisecondWords(last?.durationMs ?? 0),
  })
}

/** Why the delivery waits or failed; of one that is to be tried again, why the last try failed. */
export function whyWords({ state, reasonCode, lastAttempt }: Delivery, t: TFunction): string | null {
  if (state === 'pending') return reasonWords(lastAttempt?.errorCode ?? null, lastAttempt, t)
  return reasonWords(reasonCode, lastAttempt, t)
}

function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : ''
}

/** Which web hooks need a person now, out of what the server warns of; the most urgent first. Pure. */
import type { WebHook } from '../api/web-hooks.ts'

type Warning = WebHook['warnings'][number]

export interface Concern {
  code: Warning['code']
  isUrgent: boolean
  webHook: WebHook
  /** Until when, or since when. */
  at: string | null
}

/** Calls wait. */
const URGENT: readonly Warning['code'][] = ['gone', 'breaker-open', 'last-try', 'backlog-old', 'off']
const ORDER: readonly Warning['code'][] = [
  ...URGENT,
  'catch-up-waits',
  'certificate-expires',
  'client-certificate-expires',
  'signing-secret-retires',
  'api-key-changes',
]
/** Somebody who has just switched a web hook off knows. */
const SWITCHED_OFF_LONG_MS = 3_600_000
/** Somebody who has just changed a key knows, too: the old one is spoken of in the last quarter of its time. */
const OVERLAP: readonly Warning['code'][] = ['signing-secret-retires', 'api-key-changes']
const OVERLAP_NOTICE_SHARE = 1 / 4
const OVERLAP_NOTICE_LONGEST_MS = 6 * 3_600_000

export function concernsOf(webHooks: readonly WebHook[], now: number): Concern[] {
  const concerns = webHooks.flatMap((webHook) =>
    webHook.warnings
      .filter((warning) => warning.code !== 'off' || isForgotten(warning, now))
      .filter((warning) => !OVERLAP.includes(warning.code) || isAlmostOver(warning, webHook, now))
      .map(({ code, deadline, since }): Concern => {
        const isOver = deadline !== null && Date.parse(deadline) <= now
        return { code, isUrgent: URGENT.includes(code) || isOver, webHook, at: deadline ?? since }
      }),
  )
  return concerns.toSorted((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code))
}

function isForgotten({ count, since }: Warning, now: number): boolean {
  return Boolean(count) && since !== null && now - Date.parse(since) > SWITCHED_OFF_LONG_MS
}

/** Of the time since the web hook was changed, which is no earlier than the change of the key. */
function isAlmostOver({ deadline }: Warning, { updatedAt }: WebHook, now: number): boolean {
  if (deadline === null) return false
  const end = Date.parse(deadline)
  const notice = Math.min((end - Date.parse(updatedAt)) * OVERLAP_NOTICE_SHARE, OVERLAP_NOTICE_LONGEST_MS)
  return end - now <= notice
}

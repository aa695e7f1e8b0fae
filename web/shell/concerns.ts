/** Which web hooks need a person, and why; the most urgent first. Pure. */
import type { WebHook } from '../api/web-hooks.ts'

export interface Concern {
  kind: 'stopped' | 'gone' | 'oldBacklog' | 'secretRetires'
  webHook: WebHook
  /** Since when, or until when. */
  at: string | null
}

const OLD_BACKLOG_MS = 3_600_000
const SOON_MS = 24 * 3_600_000

export function concernsOf(webHooks: readonly WebHook[], now: number): Concern[] {
  const found = webHooks.flatMap((webHook) => [...concernsOfOne(webHook, now)])
  const order: Concern['kind'][] = ['gone', 'stopped', 'oldBacklog', 'secretRetires']
  return found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

function* concernsOfOne(webHook: WebHook, now: number): Generator<Concern> {
  const { health, oldSecretRetiresAt } = webHook
  if (health.state === 'open') {
    yield { kind: health.reason === 'gone' ? 'gone' : 'stopped', webHook, at: health.since }
  } else if (health.oldestPendingAt && now - Date.parse(health.oldestPendingAt) > OLD_BACKLOG_MS) {
    yield { kind: 'oldBacklog', webHook, at: health.oldestPendingAt }
  }
  if (oldSecretRetiresAt && Date.parse(oldSecretRetiresAt) - now < SOON_MS) {
    yield { kind: 'secretRetires', webHook, at: oldSecretRetiresAt }
  }
}

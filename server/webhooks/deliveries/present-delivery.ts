/**
 * Writes a delivery as the API shows it. Pure. Hosts are shown what it is about, its state and its times; the
 * receiver, reasons, tries and bodies are the administrator's.
 */
import type { Selectable } from 'kysely'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { SeriesChange } from '../../platform/database/web-hook-tables.ts'
import { changeAt } from '../record-event.ts'
import {
  deriveState,
  explainState,
  type DeliveryState,
  type HookState,
  type PauseCode,
} from './delivery-state.ts'
import { ownsWebHook, type Delivery } from './describe-deliveries.ts'

/** The web hook of a test call that was made before it was saved: there is none. */
export const UNSAVED_WEB_HOOK = '00000000-0000-0000-0000-000000000000'

export interface DeliveryView {
  id: string
  webHookId: string | null
  eventId: string | null
  event: HookName
  occurrence: string | null
  change: SeriesChange | null
  meetingIds: string[]
  meeting: { id: string; meetingId: string; topic: string } | null
  state: DeliveryState
  reason: string | null
  reasonCode: string | null
  isTest: boolean
  resendOf: string | null
  attemptCount: number | null
  lastAttempt: LastAttemptView | null
  nextAttemptAt: string | null
  createdAt: string
  finishedAt: string | null
}

/** What a list shows of the latest try. */
export interface LastAttemptView {
  status: number | null
  durationMs: number | null
  url: string | null
  errorCode: string | null
}

export interface AttemptView {
  number: number
  startedAt: string | null
  durationMs: number | null
  timings: {
    dnsMs: number | null
    connectMs: number | null
    tlsMs: number | null
    firstByteMs: number | null
  }
  address: string | null
  method: string | null
  url: string | null
  requestHeaders: Record<string, unknown> | null
  status: number | null
  responseHeaders: Record<string, unknown> | null
  responseBody: string | null
  truncated: boolean
  error: string | null
  errorCode: string | null
}

/** Nothing of a web hook that is not there any more, or never was, holds a delivery up. */
const NO_HOOK: HookState = {
  enabled: true,
  deleted_at: null,
  breaker: 'closed',
  breaker_reason: null,
  probe_at: null,
  released_from: 1,
  moving: false,
  gated_until: new Date(0),
}

export function presentDelivery(
  delivery: Delivery,
  caller: Pick<Caller, 'role' | 'level' | 'accountId'>,
): DeliveryView {
  const { row, event, hook, meeting } = delivery
  const { state, pause, reason, nextAttemptAt } = stateOf(delivery)
  const isHost = caller.role === 'host'
  return {
    id: String(row.id),
    webHookId: isHost || row.web_hook_id === UNSAVED_WEB_HOOK ? null : row.web_hook_id,
    eventId: row.event_id,
    event: (row.hook ?? event?.hook ?? hook?.event)!,
    occurrence: event?.occurrence?.toISOString() ?? null,
    change: changeAt(event?.changes ?? null, 0),
    meetingIds: event?.meeting_ids ?? [],
    meeting: meeting && { id: meeting.id, meetingId: meeting.number, topic: meeting.topic },
    state,
    reason: isHost ? null : reason,
    reasonCode: isHost ? null : reasonCode(delivery, pause),
    isTest: row.kind === 'test',
    resendOf: isHost || row.repeats === null ? null : String(row.repeats),
    attemptCount: isHost ? null : row.attempts,
    lastAttempt: isHost ? null : presentLast(delivery, ownsWebHook(caller, delivery)),
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

/** For those who word it themselves; of a failed one, the class of what ended it. */
function reasonCode({ row }: Delivery, pause: PauseCode | null): string | null {
  return pause ?? (row.state === 'failed' ? row.error_class : null)
}

function presentLast({ last }: Delivery, showsQuery: boolean): LastAttemptView | null {
  return (
    last && {
      status: last.status,
      durationMs: last.duration_ms,
      url: shownUrl(last.url, showsQuery),
      errorCode: last.error_class,
    }
  )
}

function shownUrl(url: string | null, showsQuery: boolean): string | null {
  return showsQuery ? url : (url?.replace(/\?.*$/s, '?•••') ?? null)
}

export function stateOf({ row, hook }: Delivery) {
  return deriveState(row, hook ?? NO_HOOK)
}

export function explainDelivery({ row, hook }: Delivery): string {
  return explainState(row, hook ?? NO_HOOK, row.kind === 'test')
}

/** @param showsQuery false: somebody else's web hook, whose URL may hold a key in its query */
export function presentAttempt(line: Selectable<Tables['delivery_log']>, showsQuery: boolean): AttemptView {
  return {
    number: line.attempt,
    startedAt: line.started_at?.toISOString() ?? null,
    durationMs: line.duration_ms,
    timings: {
      dnsMs: line.dns_ms,
      connectMs: line.connect_ms,
      tlsMs: line.tls_ms,
      firstByteMs: line.first_byte_ms,
    },
    address: line.address,
    method: line.method,
    url: shownUrl(line.url, showsQuery),
    requestHeaders: line.request_headers === null ? null : JSON.parse(line.request_headers),
    status: line.status,
    responseHeaders: line.response_headers === null ? null : JSON.parse(line.response_headers),
    responseBody: line.response_body?.toString('utf8') ?? null,
    truncated: line.truncated,
    error: line.reason,
    errorCode: line.error_class,
  }
}

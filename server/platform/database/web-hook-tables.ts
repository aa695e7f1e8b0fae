/** Tables of `migrations/0003-web-hooks.sql`, `0006-warnings.sql` and `0025-web-hook-limits.sql`, where the comments say what each column means. */
import type { Generated } from 'kysely'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Defaulted, OptionalTime, Time } from './columns.ts'

export type DeliveryKind = 'original' | 'resend' | 'replay'

export type WarningCode =
  | 'gone'
  | 'breaker-open'
  | 'recovered'
  | 'off'
  | 'backlog-old'
  | 'last-try'
  | 'catch-up-waits'
  | 'signing-secret-retires'
  | 'api-key-changes'
  | 'certificate-expires'
  | 'client-certificate-expires'

/**
 * What happened to a series: to all of it; to one occurrence (changed, closed, summarised, its recording prepared);
 * one occurrence was cancelled; or it ends before one, which left with all that follow.
 */
export type SeriesChange = 'series' | 'occurrence' | 'occurrence-cancelled' | 'following'

/** `-`: of a meeting that is no series. */
export type StoredChange = SeriesChange | '-'

export interface WebHookTables {
  events: {
    id: string
    ordinal: number
    hook: HookName
    account_id: string
    meeting_ids: string[]
    sequences: number[]
    occurrence: OptionalTime
    changes: StoredChange[] | null
    body: Buffer | null
    erased_at: OptionalTime
    created_at: Time
  }
  event_meetings: { event_id: string; meeting_id: string; sequence: number }
  meeting_sequences: { meeting_id: string; last_sequence: number }
  feed_state: { id: Defaulted<number>; oldest_ordinal: number }
  origins: {
    id: Generated<number>
    origin: string
    certificate_valid_from: OptionalTime
    certificate_valid_to: OptionalTime
  }
  web_hooks: {
    id: string
    account_id: string | null
    event: HookName
    name: string | null
    url: string
    method: 'POST' | 'PUT'
    origin_id: number
    enabled: boolean
    switched_off_at: OptionalTime
    catch_up_automatically: boolean
    max_in_flight: number
    rate_per_second: number | null
    retry_schedule: number[] | null
    hold_seconds: number
    timeout_seconds: number
    signed: boolean
    signed_asymmetrically: Defaulted<boolean>
    signing_secret: string
    former_signing_secrets: Defaulted<string[]>
    former_signing_secrets_until: Defaulted<Date[]>
    api_key: string | null
    next_api_key: string | null
    next_api_key_from: OptionalTime
    headers: string | null
    client_certificate: string | null
    client_key: string | null
    extra_ca: string | null
    version: Defaulted<number>
    created_at: Time
    updated_at: Time
    deleted_at: OptionalTime
  }
  web_hook_flow: {
    web_hook_id: string
    in_flight: Defaulted<number>
    in_flight_limit: number
    answer_ms: number | null
    limit_ceiling: number | null
    ceiling_until: OptionalTime
    next_call_at: Defaulted<Date>
    gated_until: Defaulted<Date>
    breaker: Defaulted<'closed' | 'open' | 'gone'>
    breaker_since: OptionalTime
    breaker_reason: string | null
    probe_at: OptionalTime
    probes_failed: Defaulted<number>
    window_started_at: Defaulted<Date>
    window_succeeded: Defaulted<number>
    window_failed: Defaulted<number>
    last_succeeded_at: OptionalTime
    last_failed_at: OptionalTime
    last_error: string | null
    epoch: Defaulted<number>
    released_from: Defaulted<number>
    moving: Defaulted<boolean>
  }
  deliveries: {
    id: Generated<number>
    event_id: string
    web_hook_id: string
    epoch: number
    meeting_id: string
    origin_id: number
    sequence: number
    other_meeting_ids: string[] | null
    other_sequences: number[] | null
    kind: DeliveryKind
    lane_class: 0 | 1
    repeats: number | null
    replay_id: string | null
    state: Defaulted<'pending' | 'sending' | 'held'>
    attempts: Defaulted<number>
    failures: Defaulted<number>
    interruptions: Defaulted<number>
    due_at: Time
    first_failed_at: OptionalTime
    held_by: number | null
    held_since: OptionalTime
    lease_token: string | null
    created_at: Time
  }
  delivery_leases: { token: string; leased_until: Time; delivery_ids: number[]; process: number | null }
  delivery_log: {
    id: string
    outcome: 'success' | 'failure'
    delivery_id: number
    event_id: string | null
    web_hook_id: string
    hook: HookName
    kind: DeliveryKind | 'test'
    repeats: number | null
    replay_id: string | null
    attempt: number
    final_state: 'delivered' | 'failed' | null
    reason: string | null
    next_attempt_at: OptionalTime
    started_at: OptionalTime
    duration_ms: number | null
    dns_ms: number | null
    connect_ms: number | null
    tls_ms: number | null
    first_byte_ms: number | null
    address: string | null
    method: string | null
    url: string | null
    request_headers: string | null
    test_body: Buffer | null
    status: number | null
    response_headers: string | null
    response_body: Buffer | null
    truncated: Defaulted<boolean>
    error_class: string | null
    delivery_created_at: Time
    logged_at: Time
  }
  replays: {
    id: string
    web_hook_id: string
    since: Time
    until: Time
    only_which: 'failed' | 'missed' | 'all'
    state: 'running' | 'done' | 'cancelled'
    position: Defaulted<number>
    total: number
    queued: Defaulted<number>
    created_at: Time
    finished_at: OptionalTime
  }
  web_hook_warnings: {
    web_hook_id: string
    code: WarningCode
    detail: string
    deadline: OptionalTime
    raised_at: Time
    ended_at: OptionalTime
    mail_due_at: OptionalTime
    mailed_at: OptionalTime
  }
  warning_mails: {
    id: Generated<number>
    web_hook_id: string
    code: WarningCode
    detail: string
    deadline: OptionalTime
    raised_at: Time
    user_id: string
    failures: Defaulted<number>
    due_at: Time
  }
}

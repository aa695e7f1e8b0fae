/**
 * The tables as Kysely sees them. What the columns mean is said where they are made: the comments in `migrations/`.
 */
import type { ColumnType, Generated } from 'kysely'
import type { HookName } from '../../receiver/src/contract/hook-names.ts'

type Time = ColumnType<Date, Date | string, Date | string>
type OptionalTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<T> = ColumnType<T, string, string>
type Defaulted<T> = ColumnType<T, T | undefined, T>

export type MeetingType = 'standard' | 'boardroom' | 'classroom' | 'offTheRecord'
export type VideoResolution = 'low' | 'standard' | 'hd'
export type ParticipantRole = 'host' | 'participant'
export type CloseReason = 'by-hand' | 'nobody-came' | 'everybody-left' | 'too-long' | 'deleted'

export interface Tables {
  white_labels: { id: string; name: string; created_at: Generated<Date> }
  accounts: { id: string; white_label_id: string; name: string; created_at: Generated<Date> }
  users: {
    id: string
    account_id: string
    email: Defaulted<string>
    username: string
    role: 'administrator' | 'host'
    password_hash: string | null
    totp_secret: string | null
    totp_last_step: number | null
    language: Defaulted<string>
    disabled_at: OptionalTime
    created_at: Generated<Date>
  }
  one_time_links: {
    token_hash: Buffer
    user_id: string
    purpose: 'set-up' | 'invitation' | 'password-reset'
    expires_at: Time
    used_at: OptionalTime
  }
  sessions: {
    token_hash: Buffer
    user_id: string
    csrf_token: string
    created_at: Defaulted<Date>
    expires_at: Time
  }
  sign_in_failures: { subject: string; failures: number; locked_until: Time }
  api_keys: {
    id: string
    user_id: string
    account_id: string | null
    name: string
    prefix: string
    key_hash: Buffer
    scopes: string[]
    created_at: Defaulted<Date>
    last_used_at: OptionalTime
    revoked_at: OptionalTime
  }
  rooms: { id: string; account_id: string; name: Defaulted<string>; created_at: Generated<Date> }
  settings: { name: string; value: Json<unknown>; updated_at: Defaulted<Date> }
  audit_events: {
    id: Generated<number>
    at: Defaulted<Date>
    account_id: string | null
    actor: string
    action: string
    subject: string
    details: Json<Record<string, unknown>>
  }
  idempotency_keys: {
    owner: string
    key: string
    request_hash: Buffer
    status: number | null
    headers: Json<Record<string, string>> | null
    body: string | null
    created_at: Defaulted<Date>
  }
  meetings: {
    id: string
    number: string
    account_id: string
    room_id: string
    topic: string
    agenda: string
    type: MeetingType
    timezone: string
    series_start: Time
    duration_minutes: number
    frequency_type: '' | 'daily' | 'weekly' | 'monthly' | 'yearly'
    frequency: number | null
    monthly_pattern: '' | 'dayOfMonth' | 'dayOfWeek'
    ends_type: '' | 'never' | 'on' | 'after'
    ends_on: Time
    ends_after: number
    is_recorded: boolean
    is_dialin: boolean
    video_resolution: VideoResolution
    added_by_user_id: string
    added_by_email: string
    added_by_username: string
    ical_sequence: number
    ics_token: string
    is_demo: Defaulted<boolean>
    is_promo: Defaulted<boolean>
    version: Defaulted<number>
    created_at: Time
  }
  occurrences: {
    id: string
    meeting_id: string
    recurrence_start: Time
    start_time: Time
    end_time: Time
    topic: string | null
    agenda: string | null
    minutes: Defaulted<string>
    state: 'planned' | 'current' | 'closed' | 'cancelled'
    first_joined_at: OptionalTime
    last_left_at: OptionalTime
    close_due_at: OptionalTime
    closed_at: OptionalTime
    close_reason: CloseReason | null
    summary_due_at: OptionalTime
  }
  invitees: {
    meeting_id: string
    position: number
    name: string
    email: string
    role: ParticipantRole
    language: string
  }
  documents: {
    id: string
    meeting_id: string
    name: string
    mime_type: string
    size_bytes: number
    url_token: string
    created_at: Time
  }
  participants: {
    id: string
    occurrence_id: string
    user_id: string | null
    guest_token_hash: Buffer
    name: string
    email: Defaulted<string>
    role: ParticipantRole
    info: Json<BrowserInfo>
    connection_id: string | null
    last_seen_at: OptionalTime
    created_at: Time
  }
  visits: { participant_id: string; joined_at: Time; left_at: OptionalTime }
  questions: {
    id: string
    occurrence_id: string
    question: string
    asked_by: string
    answers: Json<string[]>
    created_at: Time
  }
  summaries: {
    id: string
    occurrence_id: string
    meeting_id: string
    account_id: string
    content: Json<Record<string, unknown>>
    pdf_token: string | null
    version: Defaulted<number>
    created_at: Time
  }
  recordings: {
    id: string
    occurrence_id: string
    meeting_id: string
    account_id: string
    state: 'collecting' | 'waiting' | 'merging' | 'merged' | 'unusable'
    reason: string | null
    merge_due_at: OptionalTime
    merge_attempts: Defaulted<number>
    lease_token: string | null
    leased_until: OptionalTime
    progress: Defaulted<number>
    file_name: string | null
    url_token: string
    size_bytes: number | null
    duration_ms: number | null
    report: ColumnType<OmittedPart[], string | undefined, string>
    merged_at: OptionalTime
    announced_at: OptionalTime
    created_at: Time
  }
  recording_parts: {
    id: string
    recording_id: string
    participant_id: string
    part_index: number
    started_at: Time
    mime_type: string
    file_name: string
    chunk_count: number | null
    created_at: Time
  }
  recording_chunks: { part_id: string; number: number; size_bytes: number; sha256: Buffer }
  removed_files: { id: Generated<number>; path: string; removed_at: Generated<Date> }
  events: {
    id: string
    ordinal: number
    hook: HookName
    account_id: string
    meeting_ids: string[]
    sequences: number[]
    body: Buffer | null
    erased_at: OptionalTime
    created_at: Time
  }
  event_meetings: { event_id: string; meeting_id: string; sequence: number }
  meeting_sequences: { meeting_id: string; last_sequence: number }
  feed_state: { id: Defaulted<number>; oldest_ordinal: number }
  origins: { id: Generated<number>; origin: string }
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
    hold_seconds: number
    timeout_seconds: number
    signed: boolean
    signed_asymmetrically: Defaulted<boolean>
    signing_secret: string
    retiring_signing_secret: string | null
    signing_secret_retires_at: OptionalTime
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
    due_at: Time
    first_failed_at: OptionalTime
    held_by: number | null
    held_since: OptionalTime
    lease_token: string | null
    created_at: Time
  }
  delivery_leases: { token: string; leased_until: Time; delivery_ids: number[] }
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
}

export type DeliveryKind = 'original' | 'resend' | 'replay'

/** `info` of a participant in the wire contract: what bowser reads, "" for what is unknown. */
export interface BrowserInfo {
  browserVersion: string
  browserName: string
  osName: string
  osVersion: string
  platformType: string
  platformVendor: string
}

/** A recording part that was left out of the merge, and why, in words. */
export interface OmittedPart {
  fileName: string
  reason: string
}

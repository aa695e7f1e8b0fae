/** Tables of `migrations/0002-meetings.sql`, where the comments say what each column means. */
import type { ColumnType, Generated } from 'kysely'
import type { Defaulted, Json, OptionalTime, Time } from './columns.ts'

export type MeetingType = 'standard' | 'boardroom' | 'classroom' | 'offTheRecord'
export type VideoResolution = 'low' | 'standard' | 'hd'
export type ParticipantRole = 'host' | 'participant'
export type Lobby = 'nobody' | 'guests' | 'everybody'
export type MutedOnEntry = 'never' | 'fromFive' | 'always'
export type Admission = 'admitted' | 'waiting' | 'refused' | 'removed'
export type CloseReason = 'by-hand' | 'nobody-came' | 'everybody-left' | 'too-long' | 'deleted'

/** Why an occurrence of a recorded meeting is not recorded any more. */
export type RecordingStopReason = 'host' | 'disk-full' | 'too-large'
export type RecordingGapReason =
  | 'paused'
  | 'stopped'
  | 'recorder-lost'
  | 'server-lost'
  | 'disk-full'
  | 'too-large'

/** Where the media of an occurrence are. */
export interface OccurrencePlace {
  id: string
  media_node_id: string | null
  media_url: string | null
}

export interface MeetingTables {
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
    lobby: Defaulted<Lobby>
    entry_before_host: Defaulted<boolean>
    muted_on_entry: Defaulted<MutedOnEntry>
    may_unmute: Defaulted<boolean>
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
    media_node_id: Defaulted<string | null>
    media_url: Defaulted<string | null>
    lobby: Defaulted<Lobby | null>
    entry_before_host: Defaulted<boolean | null>
    muted_on_entry: Defaulted<MutedOnEntry | null>
    may_unmute: Defaulted<boolean | null>
    is_locked: Defaulted<boolean>
    recording_paused_at: OptionalTime
    recording_stopped_at: OptionalTime
    recording_stop_reason: Defaulted<RecordingStopReason | null>
    strangers_wait: Defaulted<boolean>
    advanced_seconds: Defaulted<number>
  }
  media_nodes: { id: string; url: string; started_at: Defaulted<Date>; alive_at: Defaulted<Date> }
  media_quality: {
    participant_id: string
    measured_at: Time
    quality: 'excellent' | 'good' | 'poor' | 'lost'
    loss_in: number
    loss_out: number
    round_trip_ms: number | null
    bits_per_second_in: number
    bits_per_second_out: number
    paused_pictures: number
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
    clock_difference_ms: number | null
    kept_text_bytes: Defaulted<number>
    admission: Defaulted<Admission>
    waits_for: Defaulted<'host' | 'decision' | null>
    refusal_word: Defaulted<string | null>
    removed_at: OptionalTime
    is_co_host: Defaulted<boolean>
    is_muted: Defaulted<boolean>
    hand_raised_at: OptionalTime
    has_floor: Defaulted<boolean>
    created_at: Time
  }
  chat_messages: {
    id: Generated<string>
    occurrence_id: string
    participant_id: string
    message_id: string
    name: string
    text: string
    sent_at: Time
  }
  hidden_messages: { occurrence_id: string; message_id: string }
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
    state: 'collecting' | 'waiting' | 'merging' | 'merged' | 'failed' | 'unusable'
    reason: string | null
    merge_due_at: OptionalTime
    merge_attempts: Defaulted<number>
    merge_began_at: OptionalTime
    lease_token: string | null
    leased_until: OptionalTime
    progress: Defaulted<number>
    seconds_left: number | null
    chapters: ColumnType<FilmChapter[], string | undefined, string>
    voices: ColumnType<FilmVoice[], string | undefined, string>
    film_began_at: OptionalTime
    has_thumbnail: Defaulted<boolean>
    strip: ColumnType<FilmStrip | null, string | null | undefined, string | null>
    file_name: string | null
    url_token: string
    size_bytes: number | null
    duration_ms: number | null
    report: ColumnType<PartRemark[], string | undefined, string>
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
    picture: Defaulted<'camera' | 'screen'>
    file_name: string
    received_bytes: Defaulted<number>
    received_chunks: Defaulted<number>
    chunk_count: number | null
    recorded_by: Defaulted<'upload' | 'server'>
    sources: Defaulted<string[] | null>
    created_at: Time
  }
  recorder_leases: { occurrence_id: string; holder: string; leased_until: Time; recorded_until: Time }
  recording_gaps: {
    occurrence_id: string
    began_at: Time
    ended_at: OptionalTime
    reason: RecordingGapReason
  }
  removed_files: { id: Generated<number>; path: string; removed_at: Generated<Date> }
}

/** `info` of a participant in the wire contract: what bowser reads, "" for what is unknown. */
export interface BrowserInfo {
  browserVersion: string
  browserName: string
  osName: string
  osVersion: string
  platformType: string
  platformVendor: string
}

/** Where something begins in a merged recording. */
export interface FilmChapter {
  startMs: number
  /** `joined`: came for the first time; `screen`: began to be shared; `paused`, `lost`: nobody was recorded from then on. */
  kind: 'joined' | 'screen' | 'paused' | 'lost' | 'resumed'
  /** Who: those who joined, or whose screen it is. */
  names: string[]
}

/** When somebody speaks in a merged recording. */
export interface FilmVoice {
  participantId: string
  name: string
  /** From when to when, in milliseconds, in order of time. */
  times: [number, number][]
}

/** The small pictures of a merged recording, row by row in one file. */
export interface FilmStrip {
  /** From one to the next, in the film; the first shows its beginning. */
  intervalMs: number
  count: number
  columns: number
  /** Of each, in pixels. */
  width: number
  height: number
}

/** What is to be said about a part of a merged recording. */
export interface PartRemark {
  fileName: string
  /** The end of a sentence, in words. */
  reason: string
  /** True: something of it is missing; false: it is not in the recording at all. */
  isUsed: boolean
}

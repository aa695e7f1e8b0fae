/**
 * Tables of `migrations/0001-accounts.sql`, `0005-branding.sql`, `0007-openid.sql` and `0008-signing-in.sql`, where the comments say what each
 * column means.
 */
import type { Generated } from 'kysely'
import type { Defaulted, Json, OptionalTime, Time } from './columns.ts'

export interface AccountTables {
  white_labels: {
    id: string
    name: string
    calendar_domain: Defaulted<string | null>
    created_at: Generated<Date>
  }
  accounts: {
    id: string
    white_label_id: string
    name: string
    created_at: Generated<Date>
    people_limit: Defaulted<number | null>
    shares_meetings: Generated<boolean>
    is_sandbox: Generated<boolean>
    recording_layout: Defaulted<'speaker' | 'grid' | null>
  }
  users: {
    id: string
    account_id: string
    email: Defaulted<string>
    username: string
    role: 'administrator' | 'host'
    password_hash: string | null
    totp_secret: string | null
    totp_last_step: number | null
    totp_proposal: Defaulted<string | null>
    totp_proposed_at: OptionalTime
    language: Defaulted<string>
    disabled_at: OptionalTime
    created_at: Generated<Date>
  }
  user_identities: { issuer: string; subject: string; user_id: string; created_at: Defaulted<Date> }
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
  rate_limits: { key: string; points: number; expire: number | null }
  openid_attempts_used: { id: string; expires_at: Date }
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
  brand_images: {
    name: 'logo' | 'print-logo' | 'icon'
    media_type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml'
    bytes: Buffer
    version: string
    updated_at: Defaulted<Date>
  }
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
}

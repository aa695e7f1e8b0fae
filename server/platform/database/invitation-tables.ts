/** Mails to invitees and users: `migrations/0004-invitations.sql`, `0020-invitation-states.sql`, `0021-user-mails.sql`. */
import type { Generated } from 'kysely'
import type { Defaulted, Time } from './columns.ts'

export interface InvitationTables {
  mailings: {
    id: Generated<number>
    meeting_id: string
    account_id: string
    kind: 'invitation' | 'update' | 'cancellation'
    topic: string
    agenda: string
    start_time: Time
    end_time: Time
    timezone: string
    meeting_number: string
    join_url: string
    is_recurring: boolean
    organizer_name: string
    organizer_email: string
    calendar: string
    created_at: Time
  }
  mails: {
    id: Generated<number>
    mailing_id: number
    name: string
    email: string
    language: string
    failures: Defaulted<number>
    due_at: Time
  }
  password_reset_requests: {
    id: Generated<number>
    email: string
    requested_at: Time
  }
  user_mails: {
    id: Generated<number>
    user_id: string
    kind: 'invitation' | 'password-reset'
    /** Encrypted. */
    link: string
    expires_at: Time
    failures: Defaulted<number>
    due_at: Time
  }
  invitation_states: {
    meeting_id: string
    /** In lower case. */
    email: string
    mail_id: number
    kind: 'invitation' | 'update' | 'cancellation'
    state: 'waiting' | 'sent' | 'failed'
    fault: string | null
    answer: string | null
    changed_at: Time
  }
}

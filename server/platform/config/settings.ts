/**
 * What an operator may configure: each setting with its shape, its default and its meaning. Pure; where the values in
 * force come from is the business of `settings/settings-store`.
 */
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { IceServers } from './ice-server.ts'
import { RETRY_SCHEDULE_DEFAULT_SECONDS, retrySchedule } from './retry-schedule.ts'

const DAY_SECONDS = 86_400
const seconds = (fallback: number, maximum: number, description: string) =>
  Type.Integer({ minimum: 0, maximum, default: fallback, description })
const text = (fallback: string, maxLength: number, description: string) =>
  Type.String({ maxLength, default: fallback, description })
/** What the embedded engine carries on one core; a LiveKit cluster carries more. */
const people = (fallback: number, of: string) =>
  Type.Integer({ minimum: 2, maximum: 1_000, default: fallback, description: `People in ${of}, at most` })
/** Those that pages and mails have words for. */
const LANGUAGES = ['en', 'de', 'fr', 'it'] as const
const dialIn = (description: string) =>
  Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()], { default: null, description })

export const SettingsSchema = Type.Object(
  {
    productName: text('simplex Meeting', 200, 'Name of the white label, shown to people and in mails'),
    timezone: text('UTC', 100, 'IANA time zone of meetings that name none'),
    language: text('en', 35, 'BCP 47 tag of pages and mails where a person has chosen none'),
    languages: Type.Array(Type.Enum([...LANGUAGES]), {
      minItems: 1,
      maxItems: LANGUAGES.length,
      uniqueItems: true,
      default: [...LANGUAGES],
      description: 'Languages that people may choose on the pages',
    }),
    color: Type.String({
      maxLength: 7,
      pattern: '^#[0-9a-f]{6}$',
      'x-fault': 'color',
      default: '#1f6feb',
      description: 'Accent colour',
    }),
    nameBesideLogo: Type.Boolean({ default: true, description: 'False: the logo says the name already' }),
    mailFrom: text('', 320, 'Sender of mails: an address, or Name <address>'),
    smtpHost: text('', 255, 'Mail server; empty: no mail goes out'),
    smtpPort: Type.Integer({
      minimum: 1,
      maximum: 65_535,
      default: 587,
      description: 'Port of the mail server',
    }),
    smtpSecurity: Type.Enum(['starttls', 'tls', 'optional', 'none'], {
      default: 'starttls',
      description:
        'starttls: TLS is asked for and required; tls: from the first byte; optional: where offered; none: never',
    }),
    smtpUser: text('', 320, 'With whom to sign in to the mail server; empty: without'),
    smtpPassword: text('', 2_000, 'Password for the mail server. Stored encrypted, never shown'),
    meetingDurationMinutes: Type.Integer({
      minimum: 1,
      maximum: 1440,
      default: 60,
      description: 'Length of meetings that say none',
    }),
    meetingType: Type.Enum(['standard', 'boardroom', 'classroom', 'offTheRecord'], {
      default: 'standard',
      description: 'Type of meetings that say none',
    }),
    meetingIsRecorded: Type.Boolean({
      default: false,
      description: 'Whether meetings that do not say are recorded',
    }),
    meetingVideoResolution: Type.Enum(['low', 'standard', 'hd'], {
      default: 'standard',
      description: 'Video resolution of meetings that say none',
    }),
    standardPeopleLimit: people(16, 'a standard meeting'),
    boardroomPeopleLimit: people(30, 'a boardroom'),
    classroomPeopleLimit: people(50, 'a classroom'),
    offTheRecordPeopleLimit: people(16, 'a meeting off the record'),
    openBeforeSeconds: seconds(900, DAY_SECONDS, 'People may enter this long before the start'),
    closeGraceSeconds: seconds(
      900,
      DAY_SECONDS,
      'Past the end with nobody inside, a meeting closes after this long',
    ),
    closeEmptySeconds: seconds(
      300,
      DAY_SECONDS,
      'A used meeting closes this long after the last person left',
    ),
    closeHardMaxSeconds: seconds(DAY_SECONDS, 7 * DAY_SECONDS, 'After the start, even with people inside'),
    leaveGraceSeconds: seconds(15, 3600, 'A lost connection becomes a left after this long'),
    summaryDelaySeconds: seconds(300, DAY_SECONDS, 'From the close to the summary'),
    recordingGraceSeconds: seconds(60, 3600, 'Recording parts are taken for this long after the close'),
    recordingRetentionDays: Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()], {
      default: null,
      description: 'Recordings are deleted this long after their meeting closed; null: kept',
    }),
    recordingLayout: Type.Enum(['speaker', 'grid'], {
      default: 'speaker',
      description:
        'How films of three people and more show them: speaker: who speaks large, the others beside; grid: all alike. ' +
        'An account may have its own',
    }),
    privateDataVisible: Type.Boolean({
      default: true,
      description: 'False: hooks and feed leave without personal data',
    }),
    retrySchedule: retrySchedule('When a failed call is tried again, where its web hook does not say', {
      default: [...RETRY_SCHEDULE_DEFAULT_SECONDS],
    }),
    deliveredRetentionDays: Type.Integer({
      minimum: 1,
      maximum: 3650,
      default: 30,
      description: 'Log of delivered calls',
    }),
    failedRetentionDays: Type.Integer({
      minimum: 1,
      maximum: 3650,
      default: 90,
      description: 'Log of failed calls, and events',
    }),
    meetingPermissionId: dialIn('meetingPermissionId of the wire contract'),
    dialInConferenceRoom: dialIn('dialInConferenceRoom of the wire contract'),
    dialInNumbers: Type.Array(Type.String({ minLength: 1, maxLength: 50 }), {
      maxItems: 50,
      default: [],
      description: 'Telephone numbers',
    }),
    dialInPin: dialIn('dialInPin of the wire contract'),
    sipProxy: dialIn('sipProxy of the wire contract'),
    sipDomain: dialIn('sipDomain of the wire contract'),
    sfuHostname: text('', 255, 'Host name of the media node, where there is one'),
    iceServers: IceServers,
    liveKitUrl: text(
      '',
      500,
      'A LiveKit server or cluster instead of the embedded engine, from the next start of this server; empty: the embedded engine',
    ),
    liveKitApiKey: text('', 200, 'Name of the key for LiveKit'),
    liveKitApiSecret: text('', 2_000, 'Secret of that key. Stored encrypted, never shown'),
  },
  { additionalProperties: false },
)

/** Binds the encrypted password to its place; see the vault. */
export const SMTP_PASSWORD_PLACE = 'settings.smtpPassword'

export const LIVEKIT_SECRET_PLACE = 'settings.liveKitApiSecret'

export type Settings = Static<typeof SettingsSchema>
export type SettingName = keyof Settings

export const DEFAULT_SETTINGS: Settings = Value.Create(SettingsSchema)

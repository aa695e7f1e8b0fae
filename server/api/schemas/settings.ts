/**
 * System Configuration as the API shows it: the settings in force, and which of them an environment variable fixes.
 * The name of a variable follows from its setting's: `summaryDelaySeconds` is `SUMMARY_DELAY_SECONDS`.
 */
import { Type, type Static } from 'typebox'
import { SettingsSchema } from '../../platform/config/settings.ts'
import { closed, Email } from './fields.ts'

const { smtpPassword: _neverShown, liveKitApiSecret: _norThis, ...shown } = SettingsSchema.properties

const Picture = Type.Union(
  [
    Type.Object(
      {
        mediaType: Type.String({ description: 'What it is' }),
        version: Type.String({
          description: 'Changes with the picture; as ?v= of its address it is kept by browsers',
        }),
      },
      closed,
    ),
    Type.Null(),
  ],
  { description: 'Served at /branding/<name>; null: there is none' },
)

export const SettingsView = Type.Object(
  {
    ...shown,
    smtpPasswordSet: Type.Boolean({ description: 'Whether there is a password for the mail server' }),
    liveKitApiSecretSet: Type.Boolean({ description: 'Whether there is a secret for LiveKit' }),
    images: Type.Object(
      { logo: Picture, 'print-logo': Picture, icon: Picture },
      { ...closed, description: 'Pictures of the white label' },
    ),
    mailConfigured: Type.Boolean({
      description:
        'Whether mails go out: there is a mail server and a sender. Without them invitations are not mailed',
    }),
    locked: Type.Record(Type.String(), Type.String(), {
      description: 'Settings that cannot be changed here, each with the environment variable that fixes it',
    }),
  },
  { ...closed, title: 'Settings', description: 'System Configuration' },
)
export type SettingsView = Static<typeof SettingsView>

export const SettingsPatch = Type.Partial(SettingsSchema, closed)

export const TestMail = Type.Object(
  { to: Type.Optional(Email('Where it goes; default the caller’s own address')) },
  closed,
)

export const TestMailOutcome = Type.Object(
  {
    isSent: Type.Boolean({ description: 'Whether the mail server has taken it' }),
    to: Type.String({ description: 'Where it goes' }),
    from: Type.String({ description: 'The sender' }),
    server: Type.String({ description: 'Host and port of the mail server' }),
    answer: Type.String({ description: 'What the mail server said, or what went wrong before it could' }),
    fault: Type.Union(
      [
        Type.Enum([
          'not-configured',
          'unreachable',
          'refused-address',
          'timeout',
          'tls',
          'authentication',
          'sender-refused',
          'recipient-refused',
          'refused',
        ]),
        Type.Null(),
      ],
      { description: 'What to look at where it was not sent' },
    ),
  },
  { ...closed, title: 'TestMailOutcome', description: 'What became of a test mail' },
)
export type TestMailOutcome = Static<typeof TestMailOutcome>

/** The environment variable of a setting. The mail server is one variable and several settings. */
export function variableOf(setting: string): string {
  if (setting.startsWith('smtp')) return 'SMTP_URL'
  if (setting.startsWith('liveKit')) return variableOf(setting.replace('liveKit', 'livekit'))
  return setting.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

/**
 * System Configuration as the API shows it: the settings in force, and which of them an environment variable fixes.
 * The name of a variable follows from its setting's: `summaryDelaySeconds` is `SUMMARY_DELAY_SECONDS`.
 */
import { Type, type Static } from 'typebox'
import { SettingsSchema } from '../../config/settings.ts'
import { closed } from './fields.ts'

export const SettingsView = Type.Object(
  {
    ...SettingsSchema.properties,
    mailConfigured: Type.Boolean({
      description:
        'Whether mails go out: SMTP_URL and a sender are set. Without them invitations are not mailed',
    }),
    locked: Type.Record(Type.String(), Type.String(), {
      description: 'Settings that cannot be changed here, each with the environment variable that fixes it',
    }),
  },
  { ...closed, title: 'Settings', description: 'System Configuration' },
)
export type SettingsView = Static<typeof SettingsView>

export const SettingsPatch = Type.Partial(SettingsSchema, closed)

/** The environment variable of a setting. */
export function variableOf(setting: string): string {
  return setting.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

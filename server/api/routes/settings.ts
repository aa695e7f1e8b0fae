/** System Configuration. */
import { changeSettings } from '../../accounts/change-settings.ts'
import type { Context } from '../../context.ts'
import { isMailConfigured } from '../../invitations/queue-mailing.ts'
import type { Api } from '../http-server.ts'
import { SettingsPatch, SettingsView, variableOf } from '../schemas/settings.ts'

const tags = ['administration']

export function registerSettingsRoutes(api: Api, context: Context): void {
  api.get(
    '/settings',
    {
      config: { scope: 'administration:read' },
      schema: {
        operationId: 'getSettings',
        tags,
        summary: 'Reads System Configuration',
        response: { 200: SettingsView },
      },
    },
    async () => present(context),
  )

  api.patch(
    '/settings',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'changeSettings',
        tags,
        summary: 'Changes System Configuration',
        description:
          'What an environment variable fixes cannot be changed. For callers of the whole instance.',
        body: SettingsPatch,
        response: { 200: SettingsView },
      },
    },
    async ({ caller, body }) => {
      await changeSettings(context, caller, body)
      return present(context)
    },
  )
}

function present(context: Context): SettingsView {
  const { settings } = context
  const locked = Object.keys(settings.locked).map((name) => [name, variableOf(name)])
  return {
    ...settings.current(),
    mailConfigured: isMailConfigured(context),
    locked: Object.fromEntries(locked) as Record<string, string>,
  }
}

/** System Configuration. */
import { requireInstanceLevel } from '../../accounts/caller.ts'
import { changeSettings } from '../../settings/change-settings.ts'
import type { Context } from '../../platform/context.ts'
import { isMailConfigured, mailServerUrl } from '../../platform/mail/mail-server.ts'
import { sendTestMail } from '../../settings/send-test-mail.ts'
import { acceptWhole } from '../accept-whole.ts'
import type { Api } from '../api.ts'
import { SettingsPatch, SettingsView, TestMail, TestMailOutcome, variableOf } from '../schemas/settings.ts'
import { requireShown, withEtag } from '../versions.ts'

const tags = ['administration']

export function registerSettingsRoutes(api: Api, context: Context): void {
  api.get(
    '/settings',
    {
      config: { scope: 'administration:read', versioned: true },
      schema: {
        operationId: 'getSettings',
        tags,
        summary: 'Reads System Configuration',
        description: 'For callers of the whole instance.',
        response: { 200: SettingsView },
      },
    },
    async ({ caller }, reply) => {
      requireInstanceLevel(caller)
      return withEtag(reply, presentSettings(context))
    },
  )

  api.patch(
    '/settings',
    {
      config: { scope: 'administration:write', versioned: true },
      preValidation: acceptWhole(SettingsPatch, async (caller) => {
        requireInstanceLevel(caller)
        return presentSettings(context)
      }),
      schema: {
        operationId: 'changeSettings',
        tags,
        summary: 'Changes System Configuration',
        description:
          'The whole of it as it was read is taken, too. What an environment variable fixes cannot be changed. For callers of the whole instance.',
        body: SettingsPatch,
        response: { 200: SettingsView },
      },
    },
    async (request, reply) => {
      const requireSeen = () => requireShown(request, 'configuration', presentSettings(context))
      await changeSettings(context, request.caller, request.body, requireSeen)
      return withEtag(reply, presentSettings(context))
    },
  )

  api.post(
    '/settings/test-mail',
    {
      config: { scope: 'administration:write', idempotency: false },
      schema: {
        operationId: 'sendTestMail',
        tags,
        summary: 'Sends a test mail at once, and says what the mail server said',
        description: 'By the saved settings. 200 also where it was not sent: `isSent` and `fault` say so.',
        body: TestMail,
        response: { 200: TestMailOutcome },
      },
    },
    async ({ caller, body }) => sendTestMail(context, caller, body.to ?? caller.email),
  )
}

export function presentSettings(context: Context): SettingsView {
  const { settings } = context
  const { smtpPassword: _secret, liveKitApiSecret, ...shown } = settings.current()
  const images = settings.brandImages()
  const locked = Object.keys(settings.locked).map((name) => [name, variableOf(name)])
  return {
    ...shown,
    smtpPasswordSet: hasPassword(mailServerUrl(context)),
    liveKitApiSecretSet: liveKitApiSecret !== '' || 'liveKitApiSecret' in settings.locked,
    images: {
      logo: images.logo ?? null,
      'print-logo': images['print-logo'] ?? null,
      icon: images.icon ?? null,
    },
    mailConfigured: isMailConfigured(context),
    locked: Object.fromEntries(locked) as Record<string, string>,
  }
}

function hasPassword(smtpUrl: string | null): boolean {
  return smtpUrl !== null && URL.parse(smtpUrl)?.password !== ''
}

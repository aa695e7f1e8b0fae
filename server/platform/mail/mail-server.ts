/**
 * The mail server of the instance: that of SMTP_URL, else that of System Configuration. Either way it is a URL with
 * its credentials in it, which is for the mailer alone.
 */
import { SMTP_PASSWORD_PLACE, type Settings } from '../config/settings.ts'
import type { Context } from '../context.ts'
import type { MailerSettings } from './send-mail.ts'

const OPTIONS: Record<Settings['smtpSecurity'], string> = {
  starttls: '?requireTLS=true',
  tls: '',
  optional: '',
  none: '?ignoreTLS=true',
}

export function hasMailServer({ smtpUrl, settings }: Context): boolean {
  return Boolean(smtpUrl) || settings.current().smtpHost !== ''
}

/** Where there is no mail server nothing is written down: a later one would send what nobody expects any more. */
export function isMailConfigured(context: Context): boolean {
  return hasMailServer(context) && context.settings.current().mailFrom !== ''
}

/** What a mailer needs to know of the mail server. Only a host from System Configuration is checked: SMTP_URL is the operator's own. */
export function mailServerAccess(context: Context): Pick<MailerSettings, 'smtpUrl' | 'vetHost'> {
  const vetHost = context.smtpUrl ? undefined : context.vetMailHost
  return { smtpUrl: mailServerUrl(context), vetHost }
}

/** Null: no mail goes out. */
export function mailServerUrl({ smtpUrl, settings, vault }: Context): string | null {
  if (smtpUrl) return smtpUrl
  const { smtpHost, smtpPort, smtpSecurity, smtpUser, smtpPassword } = settings.current()
  if (smtpHost === '') return null
  const password = smtpPassword === '' ? '' : vault.decrypt(smtpPassword, SMTP_PASSWORD_PLACE)
  const user = smtpUser === '' ? '' : `${encodeURIComponent(smtpUser)}:${encodeURIComponent(password)}@`
  const scheme = smtpSecurity === 'tls' ? 'smtps' : 'smtp'
  return `${scheme}://${user}${smtpHost}:${smtpPort}${OPTIONS[smtpSecurity]}`
}

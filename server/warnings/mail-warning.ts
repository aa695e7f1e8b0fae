/**
 * Composes what an administrator is told about a web hook, in their language, as text and as HTML. Pure. Of the
 * receiver it names the origin only: the path of a URL may be a secret.
 */
import type { WarningCode } from '../platform/database/tables.ts'
import { oneLine, shortened } from '../platform/mail/mail-header.ts'
import { renderMail, type MailBranding } from '../platform/mail/mail-html.ts'
import type { Mail, MailPerson } from '../platform/mail/mail.ts'
import { warningWords, type WarningWords } from './warning-words.ts'

export interface WarningMail {
  code: WarningCode
  /** In English; where it says more than the words of its kind, the mail shows it. */
  detail: string
  since: Date
  deadline: Date | null
  /** IANA name, in which times are written. */
  timezone: string
  webHook: { name: string | null; event: string; origin: string }
  /** Its page. */
  url: string
  recipient: MailPerson & { language: string }
  branding: MailBranding
}

const WITH_DETAILS: readonly WarningCode[] = ['breaker-open', 'off']

export function composeWarning(warning: WarningMail): Mail {
  const { code, webHook, recipient, branding, url } = warning
  const words = warningWords(recipient.language)
  const called = oneLine(webHook.name ?? webHook.event)
  const page = {
    locale: words.locale,
    title: words.subject[code](called),
    greeting: words.greeting(oneLine(recipient.name)),
    opening: words.opening[code],
    rows: rowsOf(warning, words),
    action: { label: words.open, url },
    closing: words.closing,
  }
  const lines = page.rows.map(([label, value]) => `${label}: ${value}`)
  const parts = [page.greeting, page.opening, lines.join('\n'), `${words.open}: ${url}`, page.closing]
  return {
    fromName: oneLine(branding.fromName),
    to: { name: oneLine(recipient.name), email: recipient.email },
    replyTo: null,
    subject: shortened(page.title),
    text: `${[...parts, branding.name].join('\n\n')}\n`,
    html: renderMail(page, branding),
    calendar: null,
  }
}

function rowsOf(warning: WarningMail, words: WarningWords): [string, string][] {
  const { code, detail, since, deadline, webHook } = warning
  const { name, event, origin } = webHook
  const rows: [string, string][] = [
    [words.webHook, name === null ? event : `${oneLine(name)} (${event})`],
    [words.receiver, origin],
  ]
  if (deadline) rows.push([words.deadline, timeOf(deadline, warning, words)])
  else rows.push([words.since, timeOf(since, warning, words)])
  if (WITH_DETAILS.includes(code)) rows.push([words.details, detail])
  return rows
}

function timeOf(time: Date, { timezone }: WarningMail, { locale }: WarningWords): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: timezone,
  })
  return `${format.format(time)} (${timezone})`
}

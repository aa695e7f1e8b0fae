/**
 * Sends a test mail at once, by the very settings that real mails go out by, and says what the mail server said to
 * it. Nothing is queued and nothing tried again: anyone who asks is looking on.
 */
import { recordAudit } from '../accounts/audit.ts'
import { requireInstanceLevel, type Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import { Conflict, invalid } from '../platform/errors.ts'
import { mailBranding } from '../branding/mail-branding.ts'
import { renderMail } from '../platform/mail/mail-html.ts'
import { isMailConfigured, mailServerAccess } from '../platform/mail/mail-server.ts'
import { createMailer, mailServerName, MailNotSent, type MailFault } from '../platform/mail/send-mail.ts'
import { testMailWords } from './test-mail-words.ts'
import type { Mail } from '../platform/mail/mail.ts'

/** Somebody waits for the answer. */
const TIMEOUT_MS = 15_000

export interface TestMailOutcome {
  isSent: boolean
  to: string
  from: string
  /** Host and port of the mail server. */
  server: string
  /** What the mail server said, or what went wrong before it could. */
  answer: string
  /** Where it was not sent. */
  fault: MailFault | null
}

/** @param to by default the caller's own address. Throws Conflict `mail-not-configured`. */
export async function sendTestMail(context: Context, caller: Caller, to: string): Promise<TestMailOutcome> {
  requireInstanceLevel(caller)
  const { mailFrom } = context.settings.current()
  const access = mailServerAccess(context)
  const { smtpUrl } = access
  if (!isMailConfigured(context) || smtpUrl === null) {
    throw new Conflict('mail-not-configured', 'Set a mail server and a sender first.')
  }
  if (to === '') throw invalid('/to', 'This field is required.', 'required')
  const mailer = createMailer({ ...access, from: mailFrom, timeoutMs: TIMEOUT_MS })
  const attempt = await mailer.send(compose(context, caller, to, mailServerName(smtpUrl))).then(
    (answer) => ({ isSent: true, answer, fault: null }),
    (error: unknown) => {
      if (!(error instanceof MailNotSent)) throw error
      return { isSent: false, answer: error.answer, fault: error.fault }
    },
  )
  await context.database.transaction((tx) =>
    recordAudit(tx, caller, 'mail.tested', 'settings', { isSent: attempt.isSent, fault: attempt.fault }),
  )
  return { ...attempt, to, from: mailFrom, server: mailServerName(smtpUrl) }
}

function compose(context: Context, { username, kind }: Caller, to: string, server: string): Mail {
  const { language, mailFrom } = context.settings.current()
  const branding = mailBranding(context)
  const words = testMailWords(language)
  const rows = [
    [words.server, server],
    [words.sender, mailFrom],
  ] as const
  const opening = words.opening(branding.name)
  const page = {
    locale: words.locale,
    title: words.subject(branding.name),
    greeting: words.greeting,
    opening,
    rows,
    action: null,
    closing: words.closing,
  }
  const lines = rows.map(([label, value]) => `${label}: ${value}`).join('\n')
  return {
    fromName: branding.fromName,
    to: { name: kind === 'user' ? username : '', email: to },
    replyTo: null,
    subject: page.title,
    text: `${[page.greeting, opening, lines, page.closing, branding.name].join('\n\n')}\n`,
    html: renderMail(page, branding),
    calendar: null,
  }
}

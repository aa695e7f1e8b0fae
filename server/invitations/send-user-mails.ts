/**
 * Mails users the one-time links that they are owed: invited by an administrator, or a new password that they asked for.
 * How mails are sent, and what happens where they cannot be, is in `platform/mail/send-owed-mails`. A link that was
 * replaced meanwhile is not sent.
 */
import { sql, type Selectable } from 'kysely'
import { userMailPlace } from '../accounts/queue-user-mail.ts'
import { recordAudit } from '../accounts/audit.ts'
import { answerPasswordResetRequests } from '../accounts/reset-forgotten-passwords.ts'
import { mailBranding } from '../branding/mail-branding.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { oneLine, shortened } from '../platform/mail/mail-header.ts'
import { renderMail } from '../platform/mail/mail-html.ts'
import type { Mail } from '../platform/mail/mail.ts'
import { type Outbox, sendOwedMails } from '../platform/mail/send-owed-mails.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import { userMailWords } from './user-mail-words.ts'

const INTERVAL_MS = 2_000

type OwedLink = Selectable<Tables['user_mails']> &
  Pick<Selectable<Tables['users']>, 'email' | 'username' | 'language' | 'account_id'>

const LINKS: Outbox<OwedLink> = {
  table: 'user_mails',
  read,
  compose,
  about: (mail) => ({ user: mail.user_id, kind: mail.kind }),
  async giveUp(tx, mail, tries) {
    await recordAudit(
      tx,
      'server',
      'mail.given-up',
      mail.user_id,
      { kind: mail.kind, tries },
      mail.account_id,
    )
  },
}

export function createUserMailer(context: Context): Reconciler[] {
  const { logger } = context
  const sending = createReconciler({
    name: 'send-user-mails',
    intervalMs: INTERVAL_MS,
    logger,
    run: () => sendOwedMails(context, LINKS),
  })
  const answering = createReconciler({
    name: 'answer-password-reset-requests',
    intervalMs: INTERVAL_MS,
    logger,
    async run() {
      const result = await answerPasswordResetRequests(context)
      sending.nudge()
      return result
    },
  })
  return [answering, sending]
}

async function read(queries: Queries, ids: number[]): Promise<OwedLink[]> {
  const { rows } = await sql<OwedLink>`
    select m.*, u.email, u.username, u.language, u.account_id
    from user_mails m join users u on u.id = m.user_id join accounts a on a.id = u.account_id
    where m.id = any (${ids}::bigint[]) and u.disabled_at is null and u.email <> '' and not a.is_sandbox
    order by m.id`.execute(queries)
  return rows
}

function compose(context: Context, mail: OwedLink): Mail {
  const words = userMailWords(mail.language)[mail.kind]
  const branding = mailBranding(context)
  const url = context.vault.decrypt(mail.link, userMailPlace(mail.user_id))
  const { timezone } = context.settings.current()
  const format = new Intl.DateTimeFormat(words.locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: timezone,
  })
  const page = {
    locale: words.locale,
    title: words.subject(branding.name),
    greeting: words.greeting(oneLine(mail.username)),
    opening: words.opening(branding.name),
    rows: [[words.validUntil, `${format.format(mail.expires_at)} (${timezone})`]] as const,
    action: { label: words.action, url },
    closing: words.closing,
  }
  const rows = page.rows.map(([label, value]) => `${label}: ${value}`)
  const parts = [page.greeting, page.opening, `${words.action}: ${url}`, rows.join('\n'), page.closing]
  return {
    fromName: oneLine(branding.fromName),
    to: { name: oneLine(mail.username), email: mail.email },
    replyTo: null,
    subject: shortened(page.title),
    text: `${[...parts, branding.name].join('\n\n')}\n`,
    html: renderMail(page, branding),
    calendar: null,
  }
}

/**
 * Sends administrators what they are warned of; how is in `invitations/send-owed-mails`. Address and language are those
 * of the moment of sending; who is no administrator any more, and a web hook that was deleted, need no mail.
 */
import { sql, type Selectable } from 'kysely'
import { recordAudit } from '../accounts/audit.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { mailBranding } from '../branding/mail-branding.ts'
import type { Mail } from '../platform/mail/mail.ts'
import { sendOwedMails, type Outbox } from '../platform/mail/send-owed-mails.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import { composeWarning } from './mail-warning.ts'
import { queueWarningMails } from './queue-warning-mails.ts'

const INTERVAL_MS = 2_000

type OwedWarning = Selectable<Tables['warning_mails']> &
  Pick<Selectable<Tables['users']>, 'email' | 'username' | 'language'> &
  Pick<Selectable<Tables['web_hooks']>, 'event' | 'name' | 'account_id'> & { origin: string }

const WARNINGS: Outbox<OwedWarning> = {
  table: 'warning_mails',
  read,
  compose,
  about: (mail) => ({ webHook: mail.web_hook_id, warning: mail.code }),
  async giveUp(tx, mail, tries) {
    const details = { kind: 'warning', code: mail.code, tries }
    await recordAudit(tx, 'server', 'mail.given-up', mail.web_hook_id, details, mail.account_id)
  },
}

export function createWarningMailer(context: Context): Reconciler[] {
  const { logger } = context
  const sending = createReconciler({
    name: 'send-warning-mails',
    intervalMs: INTERVAL_MS,
    logger,
    run: () => sendOwedMails(context, WARNINGS),
  })
  const queueing = createReconciler({
    name: 'queue-warning-mails',
    intervalMs: INTERVAL_MS,
    logger,
    async run() {
      const result = await queueWarningMails(context)
      sending.nudge()
      return result
    },
  })
  return [queueing, sending]
}

async function read(queries: Queries, ids: number[]): Promise<OwedWarning[]> {
  const { rows } = await sql<OwedWarning>`
    select m.*, u.email, u.username, u.language, h.event, h.name, h.account_id, o.origin
    from warning_mails m
    join users u on u.id = m.user_id
    join web_hooks h on h.id = m.web_hook_id
    join origins o on o.id = h.origin_id
    where m.id = any (${ids}::bigint[]) and h.deleted_at is null
      and u.role = 'administrator' and u.disabled_at is null and u.email <> ''
    order by m.id`.execute(queries)
  return rows
}

function compose(context: Context, mail: OwedWarning): Mail {
  const { timezone } = context.settings.current()
  return composeWarning({
    code: mail.code,
    detail: mail.detail,
    since: mail.raised_at,
    deadline: mail.deadline,
    timezone,
    webHook: { name: mail.name, event: mail.event, origin: mail.origin },
    url: `${context.publicUrl}/system/web-hooks/${mail.web_hook_id}`,
    recipient: { name: mail.username, email: mail.email, language: mail.language },
    branding: mailBranding(context),
  })
}

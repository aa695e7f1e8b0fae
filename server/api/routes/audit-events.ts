/** The audit trail. */
import { listAuditEvents, type AuditEventRow } from '../../accounts/audit.ts'
import type { Context } from '../../platform/context.ts'
import type { Api } from '../api.ts'
import { AuditEvent, AuditEventList } from '../schemas/accounts.ts'
import { decodeCursor, NumberPosition, Page, PAGE_LIMIT_DEFAULT, pageOf } from '../schemas/page.ts'

export function registerAuditEventRoutes(api: Api, context: Context): void {
  api.get(
    '/audit-events',
    {
      config: { scope: 'administration:read' },
      schema: {
        operationId: 'listAuditEvents',
        tags: ['administration'],
        summary: 'Lists who changed what, newest first',
        querystring: AuditEventList,
        response: { 200: Page(AuditEvent) },
      },
    },
    async ({ caller, query }) => {
      const { limit = PAGE_LIMIT_DEFAULT, cursor, since, until, ...filter } = query
      const after = decodeCursor(cursor, NumberPosition)
      const times = { since: since ? new Date(since) : undefined, until: until ? new Date(until) : undefined }
      const rows = await listAuditEvents(context, caller, { ...filter, ...times }, { limit, after })
      return pageOf(rows, limit, ({ id }) => id, present)
    },
  )
}

function present({ at, account_id, actor_name, subject_name, ...row }: AuditEventRow): AuditEvent {
  const { id, actor, action, subject, details } = row
  const [accountId, actorName, subjectName] = [account_id, actor_name, subject_name]
  return { id, at: at.toISOString(), accountId, actor, actorName, action, subject, subjectName, details }
}

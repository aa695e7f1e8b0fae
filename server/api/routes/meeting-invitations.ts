/** The mails to a meeting's invitees: what became of them, and sending them again. */
import { type Invitation, listInvitations, sendInvitations } from '../../meetings/meeting-invitations.ts'
import type { Context } from '../../platform/context.ts'
import { isMailConfigured } from '../../platform/mail/mail-server.ts'
import type { Api } from '../api.ts'
import { Invitations, SendInvitationsBody } from '../schemas/meeting-invitations.ts'
import { MeetingParams } from '../schemas/meetings.ts'

const tags = ['meetings']

export function registerMeetingInvitationRoutes(api: Api, context: Context): void {
  api.get(
    '/meetings/:id/invitations',
    {
      config: { scope: 'meetings:read' },
      schema: {
        operationId: 'listInvitations',
        tags,
        summary: 'Says what became of the mails to the invitees',
        params: MeetingParams,
        response: { 200: Invitations },
      },
    },
    async ({ caller, params }) => present(context, await listInvitations(context, caller, params.id)),
  )

  api.post(
    '/meetings/:id/invitations/send',
    {
      config: { scope: 'meetings:write' },
      schema: {
        operationId: 'sendInvitations',
        tags,
        summary: 'Mails the invitation to invitees, again where they had it',
        description: '409 `mail-not-configured` where this instance sends no mails.',
        params: MeetingParams,
        body: SendInvitationsBody,
        response: { 200: Invitations },
      },
    },
    async ({ caller, params, body }) => {
      const invitations = await context.database.transaction((tx) =>
        sendInvitations(context, tx, caller, params.id, body.emails ?? null),
      )
      return present(context, invitations)
    },
  )
}

function present(context: Context, invitations: Invitation[]): Invitations {
  return {
    mailConfigured: isMailConfigured(context),
    data: invitations.map(({ name, email, mail }) => ({
      name,
      email,
      mail: mail && {
        kind: mail.kind,
        state: mail.state,
        fault: mail.fault,
        answer: mail.answer,
        changedAt: mail.changedAt.toISOString(),
      },
    })),
  }
}

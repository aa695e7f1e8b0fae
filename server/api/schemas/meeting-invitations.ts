/** The mails to a meeting's invitees, in the API. */
import { Type, type Static } from 'typebox'
import { closed, Time } from './fields.ts'

const EMAILS_LIMIT = 1_000

const Mail = Type.Object(
  {
    kind: Type.Enum(['invitation', 'update', 'cancellation'], { description: 'What it says' }),
    state: Type.Enum(['waiting', 'sent', 'failed'], {
      description:
        'waiting: it goes out, or is tried again; sent: the mail server has taken it; failed: given up',
    }),
    fault: Type.Union(
      [
        Type.Enum([
          'not-configured',
          'unreachable',
          'refused-address',
          'timeout',
          'tls',
          'authentication',
          'sender-refused',
          'recipient-refused',
          'refused',
        ]),
        Type.Null(),
      ],
      { description: 'Why the latest try failed; null: none has failed' },
    ),
    answer: Type.Union([Type.String(), Type.Null()], { description: 'What the mail server said then' }),
    changedAt: Time('Since when it is so'),
  },
  { ...closed, title: 'InvitationMail', description: 'The latest mail to one invitee' },
)

export const Invitations = Type.Object(
  {
    mailConfigured: Type.Boolean({ description: 'Whether this instance sends mails' }),
    data: Type.Array(
      Type.Object(
        {
          name: Type.String({ description: 'Of the invitee' }),
          email: Type.String({ description: 'Where mails go' }),
          mail: Type.Union([Mail, Type.Null()], { description: 'Null: nothing was mailed' }),
        },
        closed,
      ),
      { description: 'In the order of invitedParticipants' },
    ),
  },
  { ...closed, title: 'Invitations', description: 'What became of the mails to a meeting’s invitees' },
)
export type Invitations = Static<typeof Invitations>

export const SendInvitationsBody = Type.Object(
  {
    emails: Type.Optional(
      Type.Array(Type.String({ maxLength: 320 }), {
        minItems: 1,
        maxItems: EMAILS_LIMIT,
        description: 'To these; left out: to everybody whose latest mail failed, or who was never mailed',
      }),
    ),
  },
  closed,
)

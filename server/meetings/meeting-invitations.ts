/**
 * The mails to a meeting's invitees: what became of each, and sending them the invitation again, as it is now. Where no
 * mail server is set up nothing goes out, and that is said instead.
 */
import type { Caller } from '../accounts/caller.ts'
import { type InvitationState, readInvitationStates } from '../invitations/invitation-states.ts'
import type { Context } from '../platform/context.ts'
import type { Queries, Transaction } from '../platform/database/database.ts'
import { Conflict, InvalidInput } from '../platform/errors.ts'
import { isMailConfigured } from '../platform/mail/mail-server.ts'
import { meetingClosed } from './close-meeting.ts'
import { findMeeting, lockMeeting } from './find-meeting.ts'
import type { MeetingRow } from './meeting.ts'
import type { Invitee } from './meeting-draft.ts'
import { lockCurrent } from './series.ts'
import { inviteAgain } from './tell-invitees.ts'

export interface Invitation {
  name: string
  email: string
  /** Null: nobody has mailed them. */
  mail: InvitationState | null
}

/** In the order of the meeting's invitees. */
export async function listInvitations(
  context: Context,
  caller: Caller,
  reference: string,
): Promise<Invitation[]> {
  const { queries } = context.database
  return readInvitations(queries, await findMeeting(queries, caller, reference))
}

/**
 * @param emails whom; null: everybody whose latest mail was not taken, or who was never mailed
 * @throws Conflict `mail-not-configured`, `meeting-closed`; InvalidInput for who is not invited
 */
export async function sendInvitations(
  context: Context,
  tx: Transaction,
  caller: Caller,
  reference: string,
  emails: readonly string[] | null,
): Promise<Invitation[]> {
  const meeting = await lockMeeting(tx, caller, reference)
  const occurrence = await lockCurrent(tx, meeting.id)
  if (!occurrence) throw meetingClosed()
  if (!isMailConfigured(context)) {
    throw new Conflict('mail-not-configured', 'Set a mail server and a sender first, or share the link.')
  }
  const invitees = await readInvitees(tx, meeting)
  const owed = await owedTo(tx, meeting, invitees, emails)
  await inviteAgain(context, tx, { meeting, occurrence }, owed, invitees)
  return readInvitations(tx, meeting)
}

async function owedTo(
  queries: Queries,
  meeting: MeetingRow,
  invitees: Invitee[],
  emails: readonly string[] | null,
): Promise<Invitee[]> {
  if (emails !== null) {
    const asked = emails.map((email) => email.toLowerCase())
    const unknown = asked.findIndex((email) => !invitees.some((invitee) => addressOf(invitee) === email))
    if (unknown >= 0) {
      throw new InvalidInput([
        {
          pointer: `/emails/${unknown}`,
          code: 'no-such-participant',
          detail: 'Is not invited to this meeting.',
        },
      ])
    }
    return invitees.filter((invitee) => asked.includes(addressOf(invitee)))
  }
  const states = await readInvitationStates(queries, meeting.id)
  const isOnItsWay = new Set(states.filter(({ state }) => state !== 'failed').map(({ email }) => email))
  return invitees.filter((invitee) => !isOnItsWay.has(addressOf(invitee)))
}

async function readInvitations(queries: Queries, meeting: MeetingRow): Promise<Invitation[]> {
  const states = await readInvitationStates(queries, meeting.id)
  const byAddress = new Map(states.map((state) => [state.email, state]))
  const invitees = await readInvitees(queries, meeting)
  return invitees.map((invitee) => ({
    name: invitee.name,
    email: invitee.email,
    mail: byAddress.get(addressOf(invitee)) ?? null,
  }))
}

function readInvitees(queries: Queries, { id }: MeetingRow): Promise<Invitee[]> {
  return queries
    .selectFrom('invitees')
    .select(['name', 'email', 'role', 'language'])
    .where('meeting_id', '=', id)
    .orderBy('position')
    .execute()
}

function addressOf({ email }: Invitee): string {
  return email.toLowerCase()
}

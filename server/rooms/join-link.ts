/**
 * A signed link for a person whom another product knows: anyone who opens it is that person, with that name and role,
 * without having to sign in here. It is a personal capability, valid for one meeting (and each occurrence of it) until
 * it expires; the server keeps nothing of it.
 *
 * The same link is the same person, in whatever browser it is opened: their guest token is derived from it.
 */
import { randomUUID } from 'node:crypto'
import { Type, type Static } from 'typebox'
import type { Caller } from '../accounts/caller.ts'
import type { Vault } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import type { ParticipantRole } from '../platform/database/tables.ts'
import { Forbidden } from '../platform/errors.ts'
import { findMeeting } from '../meetings/find-meeting.ts'
import { readToken, signToken } from './signed-token.ts'

const JoinLinkClaims = Type.Object({
  linkId: Type.String(),
  meetingId: Type.String(),
  name: Type.String(),
  email: Type.String(),
  role: Type.Union([Type.Literal('host'), Type.Literal('participant')]),
  /** Epoch milliseconds. */
  expiresAt: Type.Integer(),
})

export interface JoinLinkRequest {
  name: string
  email?: string
  role: ParticipantRole
  /** BCP 47 tag of the page; else the browser's. */
  language?: string
  validSeconds: number
}

export interface JoinLink {
  url: string
  /** ISO 8601. */
  expiresAt: string
}

export async function createJoinLink(
  context: Context,
  caller: Caller,
  reference: string,
  { name, email = '', role, language, validSeconds }: JoinLinkRequest,
): Promise<JoinLink> {
  const { vault, clock, database, publicUrl } = context
  const meeting = await findMeeting(database.queries, caller, reference)
  const expiresAt = clock.now().getTime() + validSeconds * 1000
  const claims = { linkId: randomUUID(), meetingId: meeting.id, name, email, role, expiresAt }
  const url = new URL(`${publicUrl}/join/${meeting.number}`)
  url.searchParams.set('link', signToken(vault, 'join-link', claims))
  if (language) url.searchParams.set('lang', language)
  return { url: url.href, expiresAt: new Date(expiresAt).toISOString() }
}

export interface LinkedPerson extends Pick<Static<typeof JoinLinkClaims>, 'name' | 'email' | 'role'> {
  guestToken: string
}

/** Throws Forbidden `join-link-not-valid` where it is no link to this meeting, or has expired. */
export function readJoinLink(vault: Vault, linkToken: string, meetingId: string, now: Date): LinkedPerson {
  const claims = readToken(vault, 'join-link', JoinLinkClaims, linkToken, now)
  if (claims?.meetingId !== meetingId) {
    throw new Forbidden(
      'join-link-not-valid',
      'This link does not lead into this meeting, or it has expired. Ask for a new one.',
    )
  }
  const { linkId, name, email, role } = claims
  return { name, email, role, guestToken: vault.sign(linkId, 'guest-token') }
}

/**
 * Lets a person into a meeting that is open, and gives them what they need to connect. They are not inside before
 * their room's socket is connected: joining and never connecting leaves no trace in the summary.
 *
 * The same person is the same participant of an occurrence, however often they come: the same signed-in user, or
 * whoever shows the same guest token; never whoever gives the same name. The server knows the token's hash only.
 * Signed-in users who see the meeting in their lists are hosts, and so are those whose join link says so.
 */
import type { Selectable } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import { maySeeMeeting } from '../accounts/visible-meetings.ts'
import { hashToken } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import { assertTransaction, type Transaction } from '../platform/database/database.ts'
import type { BrowserInfo, ParticipantRole, Tables } from '../platform/database/tables.ts'
import { Conflict, Forbidden, Gone, invalid } from '../platform/errors.ts'
import { objectId, secretToken } from '../platform/ids.ts'
import { findMeetingByReference, meetingNotFound } from '../meetings/find-meeting.ts'
import { isOpen, opensAt, topicOf, type MeetingRow, type OccurrenceRow } from '../meetings/meeting.ts'
import type { Media, MediaServer } from '../media/media-server.ts'
import { placeRoom } from '../media/place-room.ts'
import { readJoinLink } from './join-link.ts'
import { fullAt } from './people-limit.ts'
import { roomTokenExpiry, signRoomToken } from './room-token.ts'

export interface JoinRequest {
  /** Of the meeting: its number or id. */
  reference: string
  name?: string
  email?: string
  /** From an earlier answer. */
  guestToken?: string
  /** Of a join link. */
  linkToken?: string
  caller: Caller | null
  info: BrowserInfo
}

export interface Joined {
  participantId: string
  guestToken: string
  roomToken: string
  /** Complete, `ws:` or `wss:`. */
  roomUrl: string
  role: ParticipantRole
  media: Media
  /** Of the meeting. */
  topic: string
}

/** Who somebody is, by what they brought. */
interface Person {
  userId: string | null
  name: string
  email: string
  role: ParticipantRole
  guestToken: string | null
}

interface Admitted {
  id: string
  role: ParticipantRole
  guestToken: string
}

type ParticipantRow = Selectable<Tables['participants']>

/** What we give out: 256 bits as base64url. Other strings were made up, and are no secret. */
const GUEST_TOKEN = /^[A-Za-z0-9_-]{43}$/
const ATTEMPTS_LIMIT = 3

/** Throws NotFound, Forbidden `meeting-not-open`, Conflict `meeting-full`, Gone `meeting-closed`. */
export async function joinMeeting(
  context: Context,
  tx: Transaction,
  media: MediaServer,
  request: JoinRequest,
): Promise<Joined> {
  assertTransaction(tx)
  const meeting = await findMeetingByReference(tx, request.reference)
  if (!meeting) throw meetingNotFound()
  const person = await identify(context, tx, meeting, request)
  const occurrence = await findOpenOccurrence(context, tx, meeting)
  const { id, role, guestToken } = await admit(context, tx, occurrence, person, request.info)
  const { vault, clock, settings, publicUrl } = context
  const limit = await fullAt(tx, settings.current(), occurrence.id, id)
  if (limit !== null) throw new Conflict('meeting-full', `This meeting is full (${limit} people).`, { limit })
  const roomToken = signRoomToken(vault, {
    participantId: id,
    occurrenceId: occurrence.id,
    meetingId: meeting.id,
    expiresAt: roomTokenExpiry(clock.now(), settings.current()),
  })
  return {
    participantId: id,
    guestToken,
    roomToken,
    roomUrl: `${publicUrl.replace(/^http/, 'ws')}/api/v1/room?token=${roomToken}`,
    role,
    media: await media.admit(
      { participantId: id, room: occurrence.id, name: person.name, role },
      await placeRoom(context, tx, media, occurrence),
    ),
    topic: topicOf(meeting, occurrence),
  }
}

async function identify(
  { vault, clock }: Context,
  tx: Transaction,
  meeting: MeetingRow,
  request: JoinRequest,
): Promise<Person> {
  const user = request.caller?.kind === 'user' ? request.caller : null
  const link =
    request.linkToken === undefined ? null : readJoinLink(vault, request.linkToken, meeting.id, clock.now())
  const name = (link?.name ?? request.name ?? user?.username ?? '').trim()
  if (name === '') throw invalid('/name', 'Say by which name the others are to know you.', 'required')
  const subject = { id: meeting.id, accountId: meeting.account_id }
  const isHost = link?.role === 'host' || (user !== null && (await maySeeMeeting(tx, user, subject)))
  return {
    userId: user?.userId ?? null,
    name,
    email: link?.email ?? request.email ?? user?.email ?? '',
    role: isHost ? 'host' : 'participant',
    guestToken: link?.guestToken ?? (GUEST_TOKEN.test(request.guestToken ?? '') ? request.guestToken! : null),
  }
}

async function findOpenOccurrence(
  { settings, clock }: Context,
  tx: Transaction,
  meeting: MeetingRow,
): Promise<OccurrenceRow> {
  const occurrence = await tx
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where('state', '=', 'current')
    .forKeyShare()
    .executeTakeFirst()
  if (!occurrence) throw new Gone('meeting-closed', 'This meeting is closed; nobody can join it any more.')
  if (isOpen(occurrence, settings.current(), clock.now())) return occurrence
  const opens = opensAt(occurrence, settings.current()).toISOString()
  throw new Forbidden('meeting-not-open', `This meeting is not open yet. It opens at ${opens}.`, {
    opensAt: opens,
    startTime: occurrence.start_time.toISOString(),
  })
}

async function admit(
  context: Context,
  tx: Transaction,
  occurrence: OccurrenceRow,
  person: Person,
  info: BrowserInfo,
): Promise<Admitted> {
  for (let attempt = 0; attempt < ATTEMPTS_LIMIT; attempt++) {
    const { known, guestToken } = await recognise(tx, occurrence.id, person)
    const admitted = known
      ? await welcomeBack(tx, known, { ...person, guestToken }, info)
      : await register(context, tx, occurrence, { ...person, guestToken }, info)
    // Else the same person came a moment ago, from another window.
    if (admitted) return admitted
  }
  throw new Conflict('joined-at-once', 'You are joining from several places at once. Try again.')
}

/** The user, or whoever holds the token. A token of another user makes nobody that user, and is not taken. */
async function recognise(
  tx: Transaction,
  occurrenceId: string,
  { userId, guestToken }: Person,
): Promise<{ known?: ParticipantRow; guestToken: string | null }> {
  const participants = tx
    .selectFrom('participants')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .forUpdate()
  const byUser = userId ? await participants.where('user_id', '=', userId).executeTakeFirst() : undefined
  if (byUser || guestToken === null) return { known: byUser, guestToken }
  const byToken = await participants.where('guest_token_hash', '=', hashToken(guestToken)).executeTakeFirst()
  const isSomebodyElses = byToken && userId !== null && byToken.user_id !== null
  return isSomebodyElses ? { guestToken: null } : { known: byToken, guestToken }
}

async function welcomeBack(
  tx: Transaction,
  known: ParticipantRow,
  { userId, name, email, role, guestToken }: Person,
  info: BrowserInfo,
): Promise<Admitted> {
  // A user who comes without the token that is stored gets a new one: the stored one is not known in clear.
  const isStored = guestToken !== null && known.guest_token_hash.equals(hashToken(guestToken))
  const token = isStored ? guestToken : secretToken()
  await tx
    .updateTable('participants')
    .set({
      user_id: userId ?? known.user_id,
      guest_token_hash: hashToken(token),
      name,
      email,
      role,
      info: JSON.stringify(info),
    })
    .where('id', '=', known.id)
    .execute()
  return { id: known.id, role, guestToken: token }
}

/** @returns null where the person is known by now. */
async function register(
  { clock }: Context,
  tx: Transaction,
  occurrence: OccurrenceRow,
  { userId, name, email, role, guestToken }: Person,
  info: BrowserInfo,
): Promise<Admitted | null> {
  const token = guestToken ?? secretToken()
  const row = await tx
    .insertInto('participants')
    .values({
      id: objectId(clock.now()),
      occurrence_id: occurrence.id,
      user_id: userId,
      guest_token_hash: hashToken(token),
      name,
      email,
      role,
      info: JSON.stringify(info),
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row ? { id: row.id, role, guestToken: token } : null
}

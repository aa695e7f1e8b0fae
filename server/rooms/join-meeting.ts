/**
 * Lets a person into a meeting that is open, or has them wait (`admission`), and gives them what they need to connect.
 * They are not inside before their room's socket is connected: joining and never connecting leaves no trace in the
 * summary. Who waits gets no media; a host's decision is told on the socket.
 *
 * The same person is the same participant of an occurrence, however often they come: the same signed-in user, or
 * anyone who shows the same guest token; never anyone who gives the same name. The server knows the token's hash only.
 * Signed-in users who see the meeting in their lists are hosts, and so are those whose join link says so.
 */
import type { Selectable } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import { maySeeMeeting } from '../accounts/visible-meetings.ts'
import { hashToken } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, assertTransaction, type Transaction } from '../platform/database/database.ts'
import type {
  BrowserInfo,
  MeetingType,
  MutedOnEntry,
  ParticipantRole,
  Tables,
} from '../platform/database/tables.ts'
import { Conflict, Forbidden, Gone, invalid } from '../platform/errors.ts'
import { objectId, secretToken } from '../platform/ids.ts'
import { findMeetingByReference, meetingNotFound } from '../meetings/find-meeting.ts'
import { isOpen, opensAt, topicOf, type MeetingRow, type OccurrenceRow } from '../meetings/meeting.ts'
import type { MediaServer } from '../media/media-server.ts'
import type { Media, RosterEntry } from '../../shared/room-messages.ts'
import { judgeAdmission, type Judgement } from './admission.ts'
import { grantMedia } from './grant-media.ts'
import { readJoinLink } from './join-link.ts'
import { fullAt } from './people-limit.ts'
import { listInside } from './room-roster.ts'
import { roomSettings } from './room-settings.ts'
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
  state: 'inside' | 'waiting'
  /** Null: they wait. */
  media: Media | null
  /** The page mutes the microphone as they come in. */
  entersMuted: boolean
  /** Of the meeting. */
  topic: string
  meetingType: MeetingType
}

/** Who somebody is, by what they brought. */
interface Person {
  userId: string | null
  name: string
  email: string
  role: ParticipantRole
  guestToken: string | null
  /** Neither a session nor a join link. */
  isGuest: boolean
}

interface Admitted {
  id: string
  role: ParticipantRole
  guestToken: string
  isWaiting: boolean
}

type ParticipantRow = Selectable<Tables['participants']>

/** What we give out: 256 bits as base64url. Other strings were made up, and are no secret. */
const GUEST_TOKEN = /^[A-Za-z0-9_-]{43}$/
const ATTEMPTS_LIMIT = 3

/** Throws NotFound, Forbidden `meeting-not-open` and `meeting-locked`, Conflict `meeting-full`, Gone `meeting-closed`. */
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
  const settingsNow = roomSettings(meeting, occurrence)
  const inside = await listInside(tx, occurrence.id)
  const judge: Judge = (known) =>
    judgeAdmission(
      {
        isHost: person.role === 'host',
        isGuest: person.isGuest,
        wasAdmitted: known?.admission === 'admitted',
        wasRemoved: known !== undefined && known.removed_at !== null,
      },
      {
        ...settingsNow,
        strangersWait: occurrence.strangers_wait,
        isHostInside: inside.some(({ role }) => role !== 'participant'),
      },
    )
  const { id, role, guestToken, isWaiting } = await admit(
    context,
    tx,
    occurrence,
    person,
    request.info,
    judge,
  )
  const { vault, clock, settings, publicUrl } = context
  const limit = isWaiting ? null : await fullAt(tx, settings.current(), occurrence.id, id)
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
    state: isWaiting ? 'waiting' : 'inside',
    entersMuted: entersMuted(inside, id, settingsNow.mutedOnEntry),
    media: isWaiting ? null : await grantMedia(context, tx, media, occurrence, id),
    topic: topicOf(meeting, occurrence),
    meetingType: meeting.type,
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
    isGuest: user === null && link === null,
  }
}

/** From so many people on, who comes in is muted, where the room says `fromFive`. */
const MANY_PEOPLE = 5

/** Who comes back within the grace time is as they were. */
function entersMuted(inside: RosterEntry[], participantId: string, mutedOnEntry: MutedOnEntry): boolean {
  if (inside.some(({ id }) => id === participantId)) return false
  return mutedOnEntry === 'always' || (mutedOnEntry === 'fromFive' && inside.length >= MANY_PEOPLE)
}

type Judge = (known: ParticipantRow | undefined) => Judgement

/** As it is stored; a judgement `locked` is stored by nobody. */
function admissionColumns(judgement: Judgement): Pick<ParticipantRow, 'admission' | 'waits_for'> {
  if (judgement === 'locked') {
    throw new Forbidden('meeting-locked', 'The host has locked this meeting; nobody new is let in.')
  }
  if (judgement === 'admitted') return { admission: 'admitted', waits_for: null }
  return { admission: 'waiting', waits_for: judgement === 'waits-for-host' ? 'host' : 'decision' }
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
  judge: Judge,
): Promise<Admitted> {
  for (let attempt = 0; attempt < ATTEMPTS_LIMIT; attempt++) {
    const { known, guestToken } = await recognise(tx, occurrence.id, person)
    const judged = admissionColumns(judge(known))
    const admitted = known
      ? await welcomeBack(tx, known, { ...person, guestToken }, info, judged)
      : await register(context, tx, occurrence, { ...person, guestToken }, info, judged)
    // Else the same person came a moment ago, from another window.
    if (!admitted) continue
    const isWaiting = judged.admission === 'waiting'
    if (isWaiting) announceOnCommit(tx, 'room-changed', occurrence.meeting_id)
    return { ...admitted, isWaiting }
  }
  throw new Conflict('joined-at-once', 'You are joining from several places at once. Try again.')
}

/** The user, or anyone who holds the token. A token of another user makes nobody that user, and is not taken. */
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
  { admission, waits_for }: ReturnType<typeof admissionColumns>,
): Promise<Omit<Admitted, 'isWaiting'>> {
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
      admission,
      waits_for,
      refusal_word: null,
      ...(role === 'host' && { removed_at: null }),
      ...(admission !== 'admitted' && { is_co_host: false }),
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
  { admission, waits_for }: ReturnType<typeof admissionColumns>,
): Promise<Omit<Admitted, 'isWaiting'> | null> {
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
      admission,
      waits_for,
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row ? { id: row.id, role, guestToken: token } : null
}

/**
 * The rooms of one process: whose socket is connected here. Connected means joined, away for longer than the grace
 * time means left; both are decided in the database (`enter-room`, `leave-absent-participants`), so that it does not
 * matter which process somebody is connected to, or whether it lives to see them go.
 *
 * A connection is entering until the database has taken it, and then a member of its occurrence's room, or of its lobby,
 * where it hears and says nothing until a host has decided. It ends when
 * the other side goes, when it is given up, or when the database says that it no longer counts: replaced by a newer
 * one, meeting closed or deleted. Word of that comes by announcement at once, and is noticed by the next flush
 * otherwise.
 */
import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { MediaServer } from '../media/media-server.ts'
import type { Media, ServerMessage } from '../../shared/room-messages.ts'
import type { Context } from '../platform/context.ts'
import type { Reconciler } from '../platform/reconciler.ts'
import { keepChat, readChat } from './chat-history.ts'
import { ENDINGS, type Ending } from './close-codes.ts'
import type { Entered } from './enter-room.ts'
import { grantMedia } from './grant-media.ts'
import { handleMessage } from './handle-message.ts'
import { createPresence, takeConnection } from './keep-presence.ts'
import { createMessageShares } from './message-shares.ts'
import { PING_INTERVAL_MS } from '../meetings/presence.ts'
import { createRoomConnection, refuseSocket, type RoomConnection } from './room-connection.ts'
import { createRoomHub } from './room-hub.ts'
import type { Member } from './room-members.ts'
import { listInside, readRoomState } from './room-roster.ts'
import { readRoomToken } from './room-token.ts'
import { createRoomWrites } from './room-writes.ts'
import { createChangeTeller } from './tell-changes.ts'

export interface Rooms {
  /** Takes over a socket that somebody opened with this token. */
  accept(socket: WebSocket, token: string): void
  /** Writes signs of life down and counts out who is away; tests run it by hand. */
  readonly presence: Reconciler
  /** Pings everybody once, and gives up who never answers. */
  ping(): void
  start(): Promise<void>
  /** Tells the others that somebody was removed. */
  announceLeft(occurrenceId: string, participantId: string): void
  /** Tells everybody inside that a host hid what was written. */
  announceHidden(occurrenceId: string, messageId: string): void
  /** Ends all connections; their participants stay inside for the grace time, and may come back elsewhere. */
  stop(): Promise<void>
}

const CONNECTIONS_LIMIT = 10_000

/** After these the participant is not away, but has been dealt with. */
const SETTLED_CODES: readonly number[] = [
  ENDINGS.replaced.code,
  ENDINGS.removed.code,
  ENDINGS.meetingClosed.code,
  ENDINGS.meetingDeleted.code,
  ENDINGS.serverRestart.code,
]

export interface RoomsOptions {
  /** Somebody is not inside any more. */
  onLeft(): void
  media: MediaServer
}

export function createRooms(context: Context, { onLeft, media }: RoomsOptions): Rooms {
  const hub = createRoomHub(context)
  const { members } = hub
  const changes = createChangeTeller(context.database.queries, (occurrenceId, message) =>
    members.deliver({ occurrenceId, frame: JSON.stringify(message) }),
  )
  const presence = createPresence(context, hub, { onLeft, countIn })
  const shares = createMessageShares(context.clock)
  const writes = createRoomWrites({
    keepChat: (occurrenceId, entries) => keepChat(context, occurrenceId, entries),
    onError: (error) => context.logger.warn({ err: error }, 'What was said in a room could not be stored'),
  })
  let entering = 0
  let pinging: NodeJS.Timeout | undefined
  let stopping: Promise<void> | undefined
  let onEmpty = () => {}
  const listening: (() => void)[] = []

  function accept(socket: WebSocket, token: string) {
    const claims = readRoomToken(context.vault, token, context.clock.now())
    if (!claims) return refuseSocket(socket, ENDINGS.badToken)
    if (stopping) return refuseSocket(socket, ENDINGS.serverRestart)
    if (members.size + entering >= CONNECTIONS_LIMIT) return refuseSocket(socket, ENDINGS.tryAgainLater)
    let member: Member | undefined
    const connection = createRoomConnection({
      id: randomUUID(),
      claims,
      socket,
      clock: context.clock,
      mayTake: () => shares.take(claims.participantId),
      onMessage: (message) => {
        if (member && !member.isInLobby)
          handleMessage(context, member, message, { publish: hub.publish, writes })
      },
      onOver: (ending) => {
        if (member) leave(member, ending)
      },
    })
    hub.inBackground(enter(connection, (newMember) => (member = newMember)))
  }

  async function enter(connection: RoomConnection, onMember: (member: Member) => void): Promise<void> {
    entering++
    try {
      const entered = await takeConnection(context, connection)
      if ('code' in entered) return connection.end(entered)
      const member = addMember(connection, entered)
      onMember(member)
      if (stopping) return connection.end(ENDINGS.serverRestart)
      // It was over before it began: nobody else will notice.
      if (connection.isOver) return leave(member, null)
      if (entered.replacedConnectionId !== null) await hub.endReplaced(member)
      await welcome(member)
      if (!member.isInLobby) announceArrival(member)
      connection.ping()
    } catch (error) {
      connection.end(ENDINGS.serverError)
      throw error
    } finally {
      entering--
      sayIfEmpty()
    }
  }

  function addMember(connection: RoomConnection, { person, isWaiting }: Entered): Member {
    const member: Member = {
      connection,
      person,
      writtenAt: connection.lastSeenAt,
      waiting: [],
      isInLobby: isWaiting,
    }
    members.add(member)
    return member
  }

  async function welcome(member: Member): Promise<void> {
    const { id, role } = member.person
    if (member.isInLobby) {
      return members.welcome(member, {
        type: 'welcome',
        participantId: id,
        role,
        state: 'waiting',
        participants: [],
        self: null,
        chat: [],
        room: null,
      })
    }
    const { queries } = context.database
    const { occurrenceId } = member.connection.claims
    const inside = await listInside(queries, occurrenceId)
    const participants = inside.filter((other) => other.id !== id)
    const room = await readRoomState(queries, occurrenceId)
    const chat = await readChat(queries, occurrenceId)
    const isFirst = room !== null && changes.begin(occurrenceId, room, inside)
    const self = inside.find((other) => other.id === id) ?? member.person
    members.welcome(member, {
      type: 'welcome',
      participantId: id,
      role,
      state: 'inside',
      participants,
      self,
      chat,
      room,
    })
    // What was changed between reading and now was told to nobody.
    if (isFirst) hub.inBackground(changes.tell(new Set([occurrenceId])))
  }

  /** Looks what became of a member whom the database does not count in: let in, refused, or still waiting. */
  async function countIn(member: Member): Promise<void> {
    const entered = await takeConnection(context, member.connection)
    if ('code' in entered) return member.connection.end(entered)
    if (entered.isWaiting) return
    member.person = entered.person
    if (member.isInLobby) {
      member.waiting = []
      member.isInLobby = false
      member.connection.send({ type: 'admitted', media: await mediaOf(member) })
      await welcome(member)
    }
    announceArrival(member)
  }

  function announceArrival(member: Member) {
    changes.noteArrival(member.connection.claims.occurrenceId, member.person)
    hub.announceArrival(member)
  }

  function mediaOf({ connection, person }: Member): Promise<Media> {
    return context.database.transaction(async (tx) => {
      const occurrence = await tx
        .selectFrom('occurrences')
        .select(['id', 'media_node_id', 'media_url'])
        .where('id', '=', connection.claims.occurrenceId)
        .executeTakeFirstOrThrow()
      return grantMedia(context, tx, media, occurrence, person.id)
    })
  }

  /** A host decided something: who waits is let in or refused, who was removed goes, and hosts look again. */
  async function followDecisions(ids: ReadonlySet<string> | null): Promise<void> {
    const concerned = ({ connection }: Member) => ids === null || ids.has(connection.claims.meetingId)
    await hub.endWhatNoLongerCounts(concerned)
    for (const member of members.live().filter(concerned)) {
      if (member.isInLobby) await countIn(member)
      else member.connection.send({ type: 'room-changed' })
    }
    await tellChanges(ids)
  }

  async function tellChanges(ids: ReadonlySet<string> | null): Promise<void> {
    const concerned = members.live().filter(({ connection }) => ids?.has(connection.claims.meetingId) ?? true)
    await changes.tell(new Set(concerned.map(({ connection }) => connection.claims.occurrenceId)))
  }

  function leave(member: Member, ending: Ending | null) {
    if (!members.remove(member)) return
    const { occurrenceId } = member.connection.claims
    if (!members.has(occurrenceId)) changes.forget(occurrenceId)
    presence.noteEnd(member, ending !== ENDINGS.serverRestart)
    const isSettled = ending !== null && SETTLED_CODES.includes(ending.code)
    if (!isSettled && !member.isInLobby) hub.announceAway(member)
    sayIfEmpty()
  }

  function sayIfEmpty() {
    if (members.size + entering === 0) onEmpty()
  }

  function ping() {
    for (const { connection } of members.live()) connection.ping()
  }

  async function endAll(): Promise<void> {
    clearInterval(pinging)
    for (const stop of listening) stop()
    const empty = new Promise<void>((resolve) => (onEmpty = resolve))
    for (const { connection } of members.live()) connection.end(ENDINGS.serverRestart)
    if (members.size + entering > 0) await empty
    await presence.reconciler.stop()
    await presence
      .flush()
      .catch((error: unknown) =>
        context.logger.warn({ err: error }, 'Last signs of life could not be written down'),
      )
    await hub.stop()
  }

  return {
    accept,
    presence: presence.reconciler,
    ping,
    announceLeft: hub.announceLeft,
    announceHidden: (occurrenceId, id) =>
      hub.publish({
        occurrenceId,
        frame: JSON.stringify({ type: 'chat-hidden', id } satisfies ServerMessage),
      }),
    async start() {
      await hub.start()
      const { announcements } = context.database
      listening.push(
        announcements.on('room-changed', (ids) => hub.inBackground(followDecisions(ids))),
        announcements.on('meeting-changed', (ids) => hub.inBackground(tellChanges(ids))),
      )
      pinging = setInterval(ping, PING_INTERVAL_MS)
      presence.reconciler.start()
    },
    stop: () => (stopping ??= endAll()),
  }
}

/**
 * What is said between members, here and in other processes, and whose connection has to end. An announcement or a
 * relayed word only says where to look: the database is asked each time.
 */
import type { Context } from '../platform/context.ts'
import { findEndings } from './find-endings.ts'
import { createRoomMembers, type Member, type RoomMembers } from './room-members.ts'
import type { ServerMessage } from '../../shared/room-messages.ts'
import { createRoomRelay, type RelayMessage } from './room-relay.ts'
import { listInside } from './room-roster.ts'

export interface RoomHub {
  readonly members: RoomMembers
  /** To the room here and elsewhere; what is for one person goes to other processes only if they are not here. */
  publish(message: RelayMessage): void
  announceArrival(member: Member): void
  announceAway(member: Member): void
  announceLeft(occurrenceId: string, participantId: string): void
  /** The participant's older connections end, wherever they are. */
  endReplaced(member: Member): Promise<void>
  /** Ends the connections that the database does not know any more, or whose meeting is over. */
  endWhatNoLongerCounts(mayConcern: (member: Member) => boolean): Promise<void>
  /** Lets work go on by itself; what goes wrong with it is logged. */
  inBackground(work: Promise<unknown>): void
  start(): Promise<void>
  stop(): Promise<void>
}

export function createRoomHub(context: Context): RoomHub {
  const { database, logger } = context
  const members = createRoomMembers()
  const relay = createRoomRelay({
    connectionString: database.connectionString,
    logger,
    onMessage: receive,
    onReconnect: () => inBackground(refreshRosters()),
  })
  let stopListening = () => {}

  function publish(message: RelayMessage) {
    const delivered = members.deliver(message)
    if (message.to === undefined || !delivered) relay.publish(message)
  }

  function say(occurrenceId: string, except: string | undefined, message: ServerMessage) {
    publish({ occurrenceId, except, frame: JSON.stringify(message) })
  }

  function receive(message: RelayMessage) {
    members.deliver(message)
    const { replaced } = message
    if (replaced !== undefined) inBackground(endWhatNoLongerCounts(({ person }) => person.id === replaced))
  }

  async function endWhatNoLongerCounts(mayConcern: (member: Member) => boolean): Promise<void> {
    const concerned = members.live().filter(mayConcern)
    const keys = concerned.map(({ connection, person }) => ({
      participantId: person.id,
      connectionId: connection.id,
    }))
    const endings = await findEndings(database.queries, keys)
    for (const { connection } of concerned) {
      const ending = endings.get(connection.id)
      if (ending) connection.end(ending)
    }
  }

  /** Word from other processes may have been lost. */
  async function refreshRosters(): Promise<void> {
    await endWhatNoLongerCounts(() => true)
    const occurrenceIds = new Set(members.live().map(({ connection }) => connection.claims.occurrenceId))
    for (const occurrenceId of occurrenceIds) {
      const participants = await listInside(database.queries, occurrenceId)
      members.deliver({ occurrenceId, frame: JSON.stringify({ type: 'participants', participants }) })
    }
  }

  function inBackground(work: Promise<unknown>) {
    work.catch((error: unknown) => logger.warn({ err: error }, 'A room could not do its work'))
  }

  return {
    members,
    publish,
    announceArrival: ({ connection, person }) =>
      say(connection.claims.occurrenceId, person.id, { type: 'participant-joined', participant: person }),
    announceAway: ({ connection, person }) =>
      say(connection.claims.occurrenceId, person.id, { type: 'participant-away', participantId: person.id }),
    announceLeft: (occurrenceId, participantId) =>
      say(occurrenceId, undefined, { type: 'participant-left', participantId }),
    async endReplaced({ connection, person }) {
      relay.publish({ occurrenceId: connection.claims.occurrenceId, replaced: person.id })
      await endWhatNoLongerCounts((other) => other.person.id === person.id)
    },
    endWhatNoLongerCounts,
    inBackground,
    async start() {
      await relay.start()
      stopListening = database.announcements.on('meeting-ended', (ids) => {
        const mayConcern = ({ connection }: Member) => ids === null || ids.has(connection.claims.meetingId)
        inBackground(endWhatNoLongerCounts(mayConcern))
      })
    },
    async stop() {
      stopListening()
      await relay.stop()
    },
  }
}

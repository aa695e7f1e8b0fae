/**
 * Keeps the database's picture of this process's members true: writes their signs of life and the ends of their
 * connections down, gathered, and counts out anyone who is away, here or left behind by a process that died.
 *
 * What the database thinks of a live connection is corrected in either direction: one that no longer counts ends, and
 * a participant who was counted out because this process could not write for too long enters again.
 */
import type { Context } from '../platform/context.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import type { Ending } from './close-codes.ts'
import { enterRoom, type Entered } from './enter-room.ts'
import { flushPresence, type SignOfLife } from './flush-presence.ts'
import { leaveAbsentParticipants } from './leave-absent-participants.ts'
import { FLUSH_INTERVAL_MS } from '../meetings/presence.ts'
import type { RoomConnection } from './room-connection.ts'
import type { RoomHub } from './room-hub.ts'
import type { Member } from './room-members.ts'

export interface Presence {
  readonly reconciler: Reconciler
  /** Writes down what is gathered. */
  flush(): Promise<void>
  /** The end of a member's connection was noticed; or, `isLost` false, it was we who ended it, for all to come back. */
  noteEnd(member: Member, isLost: boolean): void
}

/** Ends that were not written down yet; what is dropped is found out by its silence. */
const ENDS_LIMIT = 10_000

export interface PresenceOptions {
  /** Somebody is not inside any more. */
  onLeft(): void
  /** A member was counted out while connected, or let in without word of it. */
  countIn(member: Member): Promise<void>
}

export function createPresence(
  context: Context,
  hub: RoomHub,
  { onLeft, countIn }: PresenceOptions,
): Presence {
  const { database, logger } = context
  let ends: SignOfLife[] = []

  const reconciler = createReconciler({
    name: 'presence',
    intervalMs: FLUSH_INTERVAL_MS,
    logger,
    async run() {
      await flush()
      return leaveAbsentParticipants(context, {
        present: hub.members.live().map(({ person }) => person.id),
        onDeparture({ occurrenceId, participantIds }) {
          for (const id of participantIds) hub.announceLeft(occurrenceId, id)
          onLeft()
        },
      })
    },
  })

  async function flush(): Promise<void> {
    const heard = hub.members
      .live()
      .filter(({ connection, writtenAt }) => connection.lastSeenAt > writtenAt)
      .map((member) => ({ member, sign: signOf(member, false) }))
    const ended = ends
    ends = []
    const signs = [...ended, ...heard.map(({ sign }) => sign)]
    const held = await flushPresence(database.queries, context.clock, signs).catch((error: unknown) => {
      ends = [...ended, ...ends].slice(0, ENDS_LIMIT)
      throw error
    })
    const unknown = new Set<Member>()
    for (const { member, sign } of heard) {
      member.writtenAt = sign.lastSeenAt
      const isInside = held.get(sign.connectionId)
      if (isInside === undefined) unknown.add(member)
      else if (!isInside) await countIn(member)
    }
    await hub.endWhatNoLongerCounts((member) => unknown.has(member))
  }

  return {
    reconciler,
    flush,
    noteEnd(member, isLost) {
      if (ends.length < ENDS_LIMIT) ends.push(signOf(member, isLost))
      reconciler.nudge()
    },
  }
}

/** Makes a connection the one that counts for its participant. */
export function takeConnection(context: Context, { id, claims }: RoomConnection): Promise<Entered | Ending> {
  const { participantId, occurrenceId } = claims
  const entry = { participantId, occurrenceId, connectionId: id }
  return context.database.transaction((tx) => enterRoom(context, tx, entry))
}

function signOf({ connection, person }: Member, isLost: boolean): SignOfLife {
  return {
    participantId: person.id,
    connectionId: connection.id,
    lastSeenAt: connection.lastSeenAt,
    clockDifferenceMs: connection.clockDifferenceMs,
    isLost,
  }
}

/**
 * Tells everybody inside what changed about the people and about the room: who is co-host, that the room is locked,
 * that the end was put off. It asks the database what holds now and sends what differs from what was told before, so
 * that one change among many people costs one small message for each, and word that came twice costs nothing.
 */
import type { Queries } from '../platform/database/database.ts'
import type { RoomState, RosterEntry, ServerMessage } from '../../shared/room-messages.ts'
import { listInside, readRoomState } from './room-roster.ts'

export interface ChangeTeller {
  /** The first one here was told all this; later ones were told at least this. @returns whether it was the first */
  begin(occurrenceId: string, room: RoomState, participants: readonly RosterEntry[]): boolean
  /** All here were told of somebody who came. */
  noteArrival(occurrenceId: string, participant: RosterEntry): void
  /** @param occurrenceIds of all that somebody here is inside of, those that may have changed */
  tell(occurrenceIds: ReadonlySet<string>): Promise<void>
  /** Nobody is connected here any more. */
  forget(occurrenceId: string): void
}

interface Told {
  room: string
  people: Map<string, string>
}

export function createChangeTeller(
  queries: Queries,
  deliver: (occurrenceId: string, message: ServerMessage) => void,
): ChangeTeller {
  const known = new Map<string, Told>()

  async function tellOne(occurrenceId: string): Promise<void> {
    const room = await readRoomState(queries, occurrenceId)
    if (!room) return
    const participants = await listInside(queries, occurrenceId)
    const before = known.get(occurrenceId)
    // Nobody was welcomed yet: the welcome says it all.
    if (!before) return
    const told = toldOf(room, participants)
    known.set(occurrenceId, told)
    if (before.room !== told.room) deliver(occurrenceId, { type: 'room', room })
    for (const participant of participants) {
      if (before.people.get(participant.id) !== told.people.get(participant.id))
        deliver(occurrenceId, { type: 'participant-changed', participant })
    }
  }

  return {
    begin(occurrenceId, room, participants) {
      if (known.has(occurrenceId)) return false
      known.set(occurrenceId, toldOf(room, participants))
      return true
    },
    noteArrival: (occurrenceId, participant) =>
      void known.get(occurrenceId)?.people.set(participant.id, JSON.stringify(participant)),
    async tell(occurrenceIds) {
      for (const occurrenceId of occurrenceIds) await tellOne(occurrenceId)
    },
    forget: (occurrenceId) => void known.delete(occurrenceId),
  }
}

function toldOf(room: RoomState, participants: readonly RosterEntry[]): Told {
  return {
    room: JSON.stringify(room),
    people: new Map(participants.map((entry) => [entry.id, JSON.stringify(entry)])),
  }
}

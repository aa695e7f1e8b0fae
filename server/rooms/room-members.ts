/**
 * Who is connected to this process, by room. A new member hears nothing before its welcome: what is said in the
 * room meanwhile waits, so that nobody is missing between the list in the welcome and the first word of a change.
 */
import { ENDINGS } from './close-codes.ts'
import type { RoomConnection } from './room-connection.ts'
import type { RosterEntry, ServerMessage } from '../../shared/room-messages.ts'
import type { RelayMessage } from './room-relay.ts'

/** Messages that wait for a welcome. */
const WAITING_LIMIT = 1_000

export interface Member {
  connection: RoomConnection
  person: RosterEntry
  /** The newest sign of life that is in the database. */
  writtenAt: Date
  /** What came before the welcome; null: it was sent. */
  waiting: string[] | null
  /** In the lobby: hears nothing of the room, and is heard by nobody. */
  isInLobby: boolean
}

export interface RoomMembers {
  readonly size: number
  add(member: Member): void
  /** @returns false: it was none. */
  remove(member: Member): boolean
  /** Whether anybody of this room is connected here. */
  has(occurrenceId: string): boolean
  /** Those whose connection goes on. */
  live(): Member[]
  welcome(member: Member, message: ServerMessage): void
  /** To those here that the message is for. @returns whether there was any. */
  deliver(message: RelayMessage): boolean
}

export function createRoomMembers(): RoomMembers {
  const rooms = new Map<string, Set<Member>>()
  let size = 0

  function send(member: Member, frame: string) {
    if (member.waiting === null) member.connection.sendFrame(frame)
    else if (member.waiting.length < WAITING_LIMIT) member.waiting.push(frame)
    else member.connection.end(ENDINGS.tryAgainLater)
  }

  return {
    get size() {
      return size
    },
    add(member) {
      const { occurrenceId } = member.connection.claims
      const room = rooms.get(occurrenceId)
      if (room) room.add(member)
      else rooms.set(occurrenceId, new Set([member]))
      size++
    },
    remove(member) {
      const { occurrenceId } = member.connection.claims
      const room = rooms.get(occurrenceId)
      if (!room?.delete(member)) return false
      size--
      if (room.size === 0) rooms.delete(occurrenceId)
      return true
    },
    has: (occurrenceId) => rooms.has(occurrenceId),
    live() {
      return [...rooms.values()].flatMap((room) => [...room]).filter(({ connection }) => !connection.isOver)
    },
    welcome(member, message) {
      const frames = [JSON.stringify(message), ...(member.waiting ?? [])]
      member.waiting = null
      for (const frame of frames) member.connection.sendFrame(frame)
    },
    deliver({ occurrenceId, to, except, frame }) {
      let delivered = false
      for (const member of rooms.get(occurrenceId) ?? []) {
        if (member.isInLobby) continue
        if ((to !== undefined && member.person.id !== to) || member.person.id === except) continue
        if (frame !== undefined) send(member, frame)
        delivered = true
      }
      return delivered
    },
  }
}

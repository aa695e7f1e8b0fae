/**
 * What is said in the rooms of this process and has to be stored, in the order in which it was said. A room stores one
 * thing after the other, its chat in batches; rooms take turns, `ROOMS_AT_ONCE` at a time. So a flood of messages, even
 * from all people of many rooms, holds a few connections to the database, and delays its own room and no request.
 */
import type { ChatEntry } from '../../shared/room-messages.ts'
import { CHAT_KEPT_LIMIT } from './chat-history.ts'

const ROOMS_AT_ONCE = 3
/** Of one room, chat apart: several times what one participant may say in a moment. */
const WAITING_LIMIT = 2_000

export interface RoomWrites {
  /** False: so much waits in this room that nothing is taken. */
  add(occurrenceId: string, write: () => Promise<void>): boolean
  /** Of what waits only the newest is kept: a history holds no more. */
  addChat(occurrenceId: string, entry: ChatEntry): void
}

interface RoomQueue {
  chat: ChatEntry[]
  writes: (() => Promise<void>)[]
}

interface RoomWritesOptions {
  keepChat(occurrenceId: string, entries: ChatEntry[]): Promise<void>
  onError(error: unknown): void
}

export function createRoomWrites({ keepChat, onError }: RoomWritesOptions): RoomWrites {
  /** In the order of their turns; one that is storing is not at its place, but in `storing`. */
  const waiting = new Map<string, RoomQueue>()
  const storing = new Map<string, RoomQueue>()

  function queueOf(occurrenceId: string): RoomQueue {
    const existing = storing.get(occurrenceId) ?? waiting.get(occurrenceId)
    if (existing) return existing
    const queue: RoomQueue = { chat: [], writes: [] }
    waiting.set(occurrenceId, queue)
    return queue
  }

  function startTurns() {
    for (const [occurrenceId, queue] of waiting) {
      if (storing.size >= ROOMS_AT_ONCE) return
      waiting.delete(occurrenceId)
      storing.set(occurrenceId, queue)
      void takeTurn(occurrenceId, queue)
    }
  }

  async function takeTurn(occurrenceId: string, queue: RoomQueue): Promise<void> {
    try {
      const chat = queue.chat.splice(0)
      if (chat.length > 0) await keepChat(occurrenceId, chat)
    } catch (error) {
      onError(error)
    }
    try {
      await queue.writes.shift()?.()
    } catch (error) {
      onError(error)
    }
    storing.delete(occurrenceId)
    if (queue.chat.length + queue.writes.length > 0) waiting.set(occurrenceId, queue)
    startTurns()
  }

  return {
    add(occurrenceId, write) {
      const { writes } = queueOf(occurrenceId)
      if (writes.length >= WAITING_LIMIT) return false
      writes.push(write)
      startTurns()
      return true
    },
    addChat(occurrenceId, entry) {
      const { chat } = queueOf(occurrenceId)
      if (chat.length >= CHAT_KEPT_LIMIT) chat.shift()
      chat.push(entry)
      startTurns()
    },
  }
}

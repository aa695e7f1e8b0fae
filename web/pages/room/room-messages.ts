/** What is said on the room's socket, JSON in text frames, and how the server ends it. */
import type { Joined } from '../../api/join.ts'

export interface RosterEntry {
  id: string
  name: string
  /** A co-host has a host's powers, but makes no other co-hosts and does not end the meeting. */
  role: 'host' | 'co-host' | 'participant'
  /** ISO 8601, since when their hand is raised; null: it is not. */
  hand: string | null
  /** A host gave them the floor, or brought them to the stage. */
  hasFloor: boolean
  /** A host muted them, and they may not unmute. */
  isMuted: boolean
}

/** What was written before this participant came. */
export interface ChatEntry {
  from: string
  name: string
  text: string
  /** ISO 8601. */
  sentAt: string
}

export const REACTIONS = ['thumbs-up', 'applause', 'heart', 'laugh', 'surprise', 'party'] as const
export type Reaction = (typeof REACTIONS)[number]

/** What everybody inside knows of the room. */
export interface RoomState {
  topic: string
  meetingType: 'standard' | 'boardroom' | 'classroom' | 'offTheRecord'
  /** ISO 8601; a host may put it off. */
  endTime: string
  isLocked: boolean
  /** By a host. */
  isRecordingPaused: boolean
}

export type ServerMessage =
  | {
      type: 'welcome'
      participantId: string
      role: RosterEntry['role']
      state: 'inside' | 'waiting'
      participants: RosterEntry[]
      self: RosterEntry | null
      chat: ChatEntry[]
      room: RoomState | null
    }
  | { type: 'admitted'; media: NonNullable<Joined['media']> }
  | { type: 'room-changed' }
  | { type: 'ping'; n: number }
  | { type: 'participants'; participants: RosterEntry[] }
  | { type: 'participant-joined'; participant: RosterEntry }
  | { type: 'participant-changed'; participant: RosterEntry }
  | { type: 'room'; room: RoomState }
  | { type: 'participant-away'; participantId: string }
  | { type: 'participant-left'; participantId: string }
  | { type: 'reaction'; from: string; reaction: Reaction }
  | { type: 'chat'; from: string; name: string; text: string; sentAt: string }
  | { type: 'question'; id: string; question: string; askedBy: string }
  | { type: 'answer'; questionId: string; answer: string; answeredBy: string }
  | { type: 'error'; detail: string }

export type ClientMessage =
  /** `at`: this browser's clock, in epoch milliseconds. */
  | { type: 'pong'; n: number; at: number }
  | { type: 'leave' }
  | { type: 'hand'; isRaised: boolean }
  | { type: 'reaction'; reaction: Reaction }
  | { type: 'recording-pause'; isPaused: boolean }
  | { type: 'chat'; text: string }
  | { type: 'question'; question: string }
  | { type: 'answer'; questionId: string; answer: string }

export type CloseStep = 'connect-again' | 'join-again' | 'removed' | 'replaced' | 'closed' | 'deleted'

/** What the end of a connection means. Codes below 4000 are broken networks, restarting servers and the like. */
export function stepAfterClose(code: number): CloseStep {
  switch (code) {
    case 4401:
      return 'join-again'
    case 4403:
      return 'removed'
    case 4409:
      return 'replaced'
    case 4410:
      return 'closed'
    case 4411:
      return 'deleted'
    default:
      return 'connect-again'
  }
}

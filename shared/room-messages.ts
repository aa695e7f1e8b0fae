/**
 * What is said on a room's socket, JSON in text frames, and the codes by which the server ends it. `welcome`, `ping`,
 * `pong` and the codes are promised to anybody who writes a client; the rest is what our own pages use: who is there,
 * chat and questions. Picture and sound take their own way.
 */

/** Where picture and sound are, for this participant. */
export interface Media {
  kind: 'livekit'
  /** `ws:` or `wss:`, for any LiveKit client. */
  url: string
  /** For this participant and this room; valid for some minutes. */
  token: string
}

export const REACTIONS = ['thumbs-up', 'applause', 'heart', 'laugh', 'surprise', 'party'] as const
export type Reaction = (typeof REACTIONS)[number]

/** What was written in the chat. */
export interface ChatEntry {
  /** Given by the server: a host names the message by it. */
  id: string
  from: string
  name: string
  text: string
  /** ISO 8601. */
  sentAt: string
}

/** A co-host has the powers of a host, but makes no other co-hosts. */
export type RoomRole = 'host' | 'co-host' | 'participant'

export interface RosterEntry {
  id: string
  name: string
  role: RoomRole
  /** ISO 8601, since when their hand is raised; null: it is not. The hands are in this order. */
  hand: string | null
  /** A host gave them the floor, or brought them to the stage. */
  hasFloor: boolean
  /** A host muted them, and they may not unmute. */
  isMuted: boolean
}

/** Off: nothing is recorded, because nobody wanted it or it was stopped. */
export type RecordingState = 'off' | 'on' | 'paused'

/** What everybody inside knows of the room. */
export interface RoomState {
  topic: string
  meetingType: 'standard' | 'boardroom' | 'classroom' | 'offTheRecord'
  /** ISO 8601; a host may put it off. */
  endTime: string
  /** Nobody new is let in. */
  isLocked: boolean
  /** The co-host who acts as the host, because no host is inside; null: a host is, or nobody acts. */
  actingHostId: string | null
  /** The server records it; hosts start, pause and stop it. */
  recording: RecordingState
  /** Why it was stopped before the end; null: it was not. */
  recordingStopped: 'host' | 'disk-full' | 'too-large' | null
}

export type ServerMessage =
  /** The first frame: who one is, and who else is inside. */
  | {
      type: 'welcome'
      participantId: string
      role: RoomRole
      /** Waiting: they are shown nobody and hear nothing, until a host lets them in. */
      state: 'inside' | 'waiting'
      participants: RosterEntry[]
      /** Oneself, as the others are told; null: they wait. */
      self: RosterEntry | null
      /** What was written before, oldest first; empty off the record. */
      chat: ChatEntry[]
      /** Null: they wait. */
      room: RoomState | null
    }
  /** A host let them in: from now on they are inside, and what follows is the room. */
  | { type: 'admitted'; media: Media }
  /** Somebody waits, was let in or is muted, or the room is set otherwise: hosts ask for the list again. */
  | { type: 'room-changed' }
  | { type: 'ping'; n: number }
  /** Who else is inside, again, because word of changes may have been lost. */
  | { type: 'participants'; participants: RosterEntry[] }
  | { type: 'participant-joined'; participant: RosterEntry }
  /** Of somebody who is inside, oneself among them. */
  | { type: 'participant-changed'; participant: RosterEntry }
  | { type: 'room'; room: RoomState }
  /** The connection is lost; it comes back, or becomes a `participant-left`. */
  | { type: 'participant-away'; participantId: string }
  | { type: 'participant-left'; participantId: string }
  | { type: 'reaction'; from: string; reaction: Reaction }
  /** To everybody, also to the person who wrote it. */
  | ({ type: 'chat' } & ChatEntry)
  /** A host took it away. */
  | { type: 'chat-hidden'; id: string }
  /** From page to page, off the record: how they come to a key that the server does not know. */
  | { type: 'secret'; from: string; body: string }
  | { type: 'question'; id: string; question: string; askedBy: string }
  | { type: 'answer'; questionId: string; answer: string; answeredBy: string }
  /** Before the connection ends: a host did not let them in, and said this with it. */
  | { type: 'refused'; word: string }
  /** What was sent could not be taken; in words. The connection goes on. */
  | { type: 'error'; detail: string }

export type ClientMessage =
  /** The answer to a ping. `at`: the participant's clock, in epoch milliseconds; it tells how that differs from ours. */
  | { type: 'pong'; n?: number; at?: number }
  /** The participant leaves and does not come back by themselves: the others need not wait for the grace time. */
  | { type: 'leave' }
  /** Their own hand; stored, so that it keeps its place when they connect again. */
  | { type: 'hand'; isRaised: boolean }
  /** For everybody, for a moment; never stored. */
  | { type: 'reaction'; reaction: Reaction }
  /** From hosts and co-hosts: starts, pauses or stops the recording, for everybody. */
  | { type: 'recording'; state: RecordingState }
  /** To one other page or to all of them, off the record only; the server passes it on and cannot read it. */
  | { type: 'secret'; body: string; to?: string }
  /** For everybody; kept for those who come later until the close, and not at all off the record. */
  | { type: 'chat'; text: string }
  /** For everybody, and for the summary; not stored off the record. */
  | { type: 'question'; question: string }
  | { type: 'answer'; questionId: string; answer: string }

/** Promised. Codes below 4000 are broken networks, restarting servers and the like. */
export const CLOSE_CODES = {
  joinAgain: 4401,
  removed: 4403,
  replaced: 4409,
  meetingClosed: 4410,
  meetingDeleted: 4411,
} as const

/**
 * What is said on a room's socket: JSON text frames, each with a `type`. `welcome`, `ping` and `pong` are promised to
 * anybody who writes a client; the rest is what our own pages use: who is there, chat and questions. Picture and sound
 * take their own way (`server/media`).
 */
import { Type, type Static, type TProperties } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Media } from '../media/media-server.ts'
import type { ChatEntry } from './chat-history.ts'
import type { MeetingType } from '../platform/database/tables.ts'

export const MESSAGE_MAX_BYTES = 65_536
const TEXT_MAX_LENGTH = 4_000
const QUESTION_MAX_LENGTH = 2_000
const ID_MAX_LENGTH = 24

const REACTIONS = ['thumbs-up', 'applause', 'heart', 'laugh', 'surprise', 'party'] as const
export type Reaction = (typeof REACTIONS)[number]

const id = () => Type.String({ minLength: 1, maxLength: ID_MAX_LENGTH })
/** PostgreSQL cannot store NUL characters. */
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$' })
const message = <Name extends string, Fields extends TProperties>(name: Name, fields: Fields) =>
  Type.Object({ type: Type.Literal(name), ...fields })

const ClientMessage = Type.Union([
  /** The answer to a ping. `at`: the participant's clock, in epoch milliseconds; it tells how that differs from ours. */
  message('pong', { n: Type.Optional(Type.Integer()), at: Type.Optional(Type.Number()) }),
  /** The participant leaves and does not come back by themselves: the others need not wait for the grace time. */
  message('leave', {}),
  /** Their own hand; stored, so that it keeps its place when they connect again. */
  message('hand', { isRaised: Type.Boolean() }),
  /** For everybody, for a moment; never stored. */
  message('reaction', { reaction: Type.Enum(REACTIONS) }),
  /** From hosts: pauses or resumes the recording. With `to` it is only said to that one, and the meeting's state stays. */
  message('recording-pause', { isPaused: Type.Boolean(), to: Type.Optional(id()) }),
  /** For everybody; kept for those who come later until the close, and not at all off the record. */
  message('chat', { text: text(TEXT_MAX_LENGTH) }),
  /** For everybody, and for the summary; not stored off the record. */
  message('question', { question: text(QUESTION_MAX_LENGTH) }),
  message('answer', { questionId: id(), answer: text(QUESTION_MAX_LENGTH) }),
])

export type ClientMessage = Static<typeof ClientMessage>

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

/** What everybody inside knows of the room. */
export interface RoomState {
  topic: string
  meetingType: MeetingType
  /** ISO 8601; a host may put it off. */
  endTime: string
  /** Nobody new is let in. */
  isLocked: boolean
  /** By a host; what is recorded of this meeting otherwise is not recorded now. */
  isRecordingPaused: boolean
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
  | { type: 'recording-pause'; isPaused: boolean }
  | { type: 'chat'; from: string; name: string; text: string; sentAt: string }
  | { type: 'question'; id: string; question: string; askedBy: string }
  | { type: 'answer'; questionId: string; answer: string; answeredBy: string }
  /** What was sent could not be taken; in words. The connection goes on. */
  | { type: 'error'; detail: string }

const clientMessage = Compile(ClientMessage)

/** @returns null where the frame is no JSON, or no message that we know. */
export function parseClientMessage(frame: string): ClientMessage | null {
  try {
    const value: unknown = JSON.parse(frame)
    return clientMessage.Check(value) ? value : null
  } catch {
    return null
  }
}

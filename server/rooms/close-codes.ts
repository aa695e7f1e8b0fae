/**
 * How the server ends a room's connection: the five promised codes, and those of RFC 6455 that we use beside them.
 * The reason is for people; a close frame has room for 123 bytes of it.
 */
import { CLOSE_CODES, type ServerMessage } from '../../shared/room-messages.ts'

export interface Ending {
  code: number
  reason: string
  /** Said before it. */
  lastMessage?: ServerMessage
}

export const ENDINGS = {
  badToken: { code: CLOSE_CODES.joinAgain, reason: 'The room token is not valid. Join again.' },
  notOpen: { code: CLOSE_CODES.joinAgain, reason: 'The meeting is not open yet. Join again once it is.' },
  full: { code: CLOSE_CODES.joinAgain, reason: 'The meeting is full. Join again when somebody has left.' },
  refused: { code: CLOSE_CODES.removed, reason: 'The host did not let you in.' },
  removed: { code: CLOSE_CODES.removed, reason: 'The host removed you from the meeting.' },
  replaced: { code: CLOSE_CODES.replaced, reason: 'You are connected from somewhere else now.' },
  meetingClosed: { code: CLOSE_CODES.meetingClosed, reason: 'The meeting was closed.' },
  meetingDeleted: { code: CLOSE_CODES.meetingDeleted, reason: 'The meeting was deleted.' },
  binaryFrame: { code: 1003, reason: 'Send JSON in text frames.' },
  tooManyMessages: { code: 1008, reason: 'Too many messages at once. Connect again.' },
  serverError: { code: 1011, reason: 'The server could not do that. Connect again.' },
  serverRestart: { code: 1012, reason: 'The server restarts. Connect again.' },
  tryAgainLater: { code: 1013, reason: 'Too many people connect just now. Try again.' },
} as const satisfies Record<string, Ending>

/** Why a participant who is not admitted has to go; null: they wait, or are admitted. */
export function endingOf(admission: string | null, refusalWord: string | null): Ending | null {
  if (admission === 'refused') {
    if (refusalWord === null) return ENDINGS.refused
    return { ...ENDINGS.refused, lastMessage: { type: 'refused', word: refusalWord } }
  }
  return admission === 'removed' ? ENDINGS.removed : null
}

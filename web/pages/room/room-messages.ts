/**
 * What is said on the room's socket, JSON in text frames, and how the server ends it. `signal` goes from one browser to
 * another; the server passes `data` on unread, so what is in it is between our own pages.
 */
export interface RosterEntry {
  id: string
  name: string
  role: 'host' | 'participant'
}

export type ServerMessage =
  | { type: 'welcome'; participantId: string; role: RosterEntry['role']; participants: RosterEntry[] }
  | { type: 'ping'; n: number }
  | { type: 'participants'; participants: RosterEntry[] }
  | { type: 'participant-joined'; participant: RosterEntry; again: boolean }
  | { type: 'participant-away'; participantId: string }
  | { type: 'participant-left'; participantId: string }
  | { type: 'signal'; from: string; data: SignalData }
  | { type: 'chat'; from: string; name: string; text: string; sentAt: string }
  | { type: 'question'; id: string; question: string; askedBy: string }
  | { type: 'answer'; questionId: string; answer: string; answeredBy: string }
  | { type: 'error'; detail: string }

export type ClientMessage =
  /** `at`: this browser's clock, in epoch milliseconds. */
  | { type: 'pong'; n: number; at: number }
  | { type: 'signal'; to: string; data: SignalData }
  | { type: 'chat'; text: string }
  | { type: 'question'; question: string }
  | { type: 'answer'; questionId: string; answer: string }

/** What somebody sends at the moment. */
export interface SentMedia {
  hasMicrophone: boolean
  hasCamera: boolean
  hasScreen: boolean
  /** Their browser records it. */
  isRecording: boolean
}

/**
 * `session` names the sender's connection object, `toSession` the receiver's, as far as it is known: what was meant
 * for a connection that is no more can be told by it.
 */
export type SignalData =
  | ({ session: string; toSession: string | null } & (
      | { description: RTCSessionDescriptionInit }
      | { candidate: RTCIceCandidateInit | null }
    ))
  | { media: SentMedia }
  | RoomSignal

/** About the room and not about a connection. */
export type RoomSignal =
  /** From hosts: whether everybody's browser waits with recording. */
  | { isRecordingPaused: boolean }
  /** Whoever says so does not come back by themselves: nobody has to wait for the grace time. */
  | { leaves: true }

export type CloseStep = 'connect-again' | 'join-again' | 'replaced' | 'closed' | 'deleted'

/** What the end of a connection means. Codes below 4000 are broken networks, restarting servers and the like. */
export function stepAfterClose(code: number): CloseStep {
  switch (code) {
    case 4401:
      return 'join-again'
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

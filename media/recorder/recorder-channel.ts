/** What the server's process and a recorder's child say to each other. No packet of media passes here. */

export interface RecorderChildOptions {
  /** Whom to become after everything is loaded; undefined: stay who it is. */
  user: { uid: number; gid: number } | undefined
}

export interface RoomToRecord {
  /** The caller's; names the room's recording in every message. */
  id: string
  /** `ws://…` or `wss://…`, of the LiveKit server or the embedded engine. */
  url: string
  /**
   * Where packets are sent to instead of what the server announces: the embedded engine is on this machine, and behind
   * NAT its announced address may not be reachable from here.
   */
  mediaAddress: { host: string; port: number } | undefined
  /** From which address the recorder sends. Undefined: the system chooses. */
  bindAddress: string | undefined
  /** A folder within the recorder's own, made by the caller: letters, digits, `-` and `_`. */
  folder: string
}

export type RecordedSource = 'microphone' | 'camera' | 'screen_share' | 'screen_share_audio'

/** One file; the same stands beside it as JSON, so that nothing has to be remembered. */
export interface RecordedFile {
  /** Within the room's folder. */
  name: string
  identity: string
  /** Of one stay: a participant who comes back has another one. */
  participantSid: string
  trackSid: string
  source: RecordedSource
  /** When its first frame was captured, in milliseconds since 1970 by the server's clock. */
  startedAtMs: number
}

export interface FinishedFile extends RecordedFile {
  /** When its last frame was captured. */
  endedAtMs: number
  frames: number
  bytes: number
  /** Packets that came only because they were asked for again. */
  recoveredPackets: number
  /** Packets that did not come, however often they were asked for. */
  lostPackets: number
}

export type ToRecorder =
  | { kind: 'start'; options: RecorderChildOptions }
  | { kind: 'record'; room: RoomToRecord; token: string }
  | { kind: 'leave'; id: string }
  | { kind: 'stop' }

export type FromRecorder =
  | { kind: 'ready' }
  /** The platform lacks what it needs; starting again would not help. */
  | { kind: 'unavailable'; reason: string }
  | { kind: 'joined'; id: string }
  | { kind: 'file-started'; id: string; file: RecordedFile }
  | { kind: 'file-finished'; id: string; file: FinishedFile }
  | { kind: 'track-refused'; id: string; identity: string; trackSid: string; reason: string }
  /** It is out of the room, its files are finished. `isWanted`: because it was told to leave. */
  | { kind: 'left'; id: string; isWanted: boolean; reason: string }
  | { kind: 'log'; level: 'info' | 'warn' | 'error'; message: string; details: object }

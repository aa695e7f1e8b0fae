/**
 * A recorder as the server sees it: a child process that joins rooms of any LiveKit server, the embedded engine among
 * them, as a hidden participant, and writes what it hears and sees into files. It knows rooms, tokens and packets, and
 * nothing of meetings; it decodes nothing.
 *
 * What is guaranteed. One WebM for each track (voice, camera, shared screen) of each stay, and beside it, under the same
 * name, JSON with what it is (`RecordedFile`). A file only grows and can be read at any moment; when a process is
 * killed, it lacks at most the last quarter of a second of what had arrived. When the child ends, or the room does, or
 * the connection, the recorder comes back by itself, with a new token, until it is told to leave; what arrived in
 * between is not there, and `interrupted` says that.
 *
 * What is not guaranteed: messages about files are lost with a process; what lies in the folder is the truth.
 */
import type { FinishedFile, RecordedFile, RoomToRecord } from './recorder-channel.ts'
import type { MediaLogger } from '../media-engine.ts'
import type { ChildUser } from '../give-up-rights.ts'

export type { FinishedFile, RecordedFile, RoomToRecord } from './recorder-channel.ts'

export interface RecorderOptions {
  /** Of its own: everything in it is the recorder's. Made if it is not there. */
  folder: string
  logger: MediaLogger
  events: RecorderEvents
  /** See `MediaEngineOptions.user`. */
  user?: ChildUser
}

/** `id`: the room's, as `record` got it. */
export interface RecorderEvents {
  joined?(id: string): void
  fileStarted?(id: string, file: RecordedFile): void
  fileFinished?(id: string, file: FinishedFile): void
  /** This track is not recorded (any more), for this reason. */
  trackRefused?(id: string, track: { identity: string; trackSid: string; reason: string }): void
  /** It is out of the room and tries to come back. */
  interrupted?(id: string, reason: string): void
}

export interface Recorder {
  /** False where the platform lacks the package, or while no child comes up. */
  readonly available: boolean
  /** Why not; null while it is available. */
  readonly unavailableReason: string | null
  readonly restarts: number
  readonly pid: number | undefined
  /**
   * Joins, and stays until `leave`. `token` is asked for each time that it joins: with `roomJoin`, `hidden`, `recorder`,
   * `canPublish: false`, `canPublishData: false`.
   */
  record(room: RoomToRecord, token: () => Promise<string>): void
  /** Resolves when the files of this room are finished, or the child that wrote them is gone. */
  leave(id: string): Promise<void>
  /** Leaves every room; the child ends. */
  close(): Promise<void>
}

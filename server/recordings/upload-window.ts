/**
 * When parts of a recording are taken: while the meeting is open and for a while after its close, and never once the
 * merge has begun: it would not see them. Pure.
 */
import type { Settings } from '../platform/config/settings.ts'
import type { Tables } from '../platform/database/tables.ts'
import { Conflict } from '../platform/errors.ts'

export interface UploadWindow {
  recordingState: Tables['recordings']['state']
  /** Of the occurrence; null: it is open. */
  closedAt: Date | null
}

type Grace = Pick<Settings, 'recordingGraceSeconds'>

export function takesUploads({ recordingState, closedAt }: UploadWindow, grace: Grace, now: Date): boolean {
  if (recordingState !== 'collecting' && recordingState !== 'waiting') return false
  return closedAt === null || now.getTime() < closedAt.getTime() + grace.recordingGraceSeconds * 1000
}

/** Throws Conflict `recording-over`. */
export function requireUploads(window: UploadWindow, grace: Grace, now: Date): void {
  if (!takesUploads(window, grace, now)) throw recordingOver(grace)
}

export function recordingOver({ recordingGraceSeconds }: Grace): Conflict {
  return new Conflict(
    'recording-over',
    `This recording takes nothing more: its parts can be sent until ${recordingGraceSeconds} seconds after the ` +
      'close of the meeting. What was sent before is merged.',
  )
}

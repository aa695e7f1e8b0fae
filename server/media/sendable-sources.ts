/**
 * What a participant may send, by the type of the meeting and by what its hosts decided. Pure. The media engine is given
 * this as the participant's permission, and refuses the rest whatever the client does.
 *
 * - standard, off the record: everybody sends everything.
 * - boardroom: who does not have the floor is seen, and neither heard nor shows a screen.
 * - classroom: only hosts and those on the stage send; the others are the audience.
 *
 * Hosts and co-hosts always have the floor. Who was muted for good sends no microphone in any type.
 */
import { TrackSource } from 'livekit-server-sdk'
import type { MeetingType } from '../platform/database/tables.ts'

export interface Sender {
  meetingType: MeetingType
  /** Or a co-host. */
  isHost: boolean
  hasFloor: boolean
  /** A host muted them, and they may not unmute. */
  isMuted: boolean
}

export const ALL_SOURCES: readonly TrackSource[] = [
  TrackSource.CAMERA,
  TrackSource.MICROPHONE,
  TrackSource.SCREEN_SHARE,
  TrackSource.SCREEN_SHARE_AUDIO,
]

export function sendableSources({ meetingType, isHost, hasFloor, isMuted }: Sender): TrackSource[] {
  const sources = isHost || hasFloor ? ALL_SOURCES : WITHOUT_FLOOR[meetingType]
  return sources.filter((source) => !isMuted || source !== TrackSource.MICROPHONE)
}

const WITHOUT_FLOOR: Record<MeetingType, readonly TrackSource[]> = {
  standard: ALL_SOURCES,
  offTheRecord: ALL_SOURCES,
  boardroom: [TrackSource.CAMERA],
  classroom: [],
}

/** What goes from here to the others, and what they are told about it. */
import type { LocalMedia } from './local-media.ts'
import type { LocalTracks } from './peer.ts'
import type { Recording } from './recording.ts'
import type { SentMedia } from './room-messages.ts'

/** A screen that is shown takes the camera's place. */
export function tracksOf({ state }: LocalMedia): LocalTracks {
  const { microphone, camera, screen } = state.get()
  return { audio: microphone, video: screen ?? camera }
}

export function describeSent(media: LocalMedia, recording: Recording): SentMedia {
  const { microphone, isMuted, camera, screen } = media.state.get()
  return {
    hasMicrophone: microphone !== null && !isMuted,
    hasCamera: camera !== null,
    hasScreen: screen !== null,
    isRecording: recording.state.get().isRunning,
  }
}

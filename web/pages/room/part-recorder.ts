/**
 * Records tracks until it is stopped, or until they end. A recorder holds the tracks that it began with: with other
 * ones a new part begins.
 */
/** What a crash or a reload may lose. */
const CHUNK_MS = 2_000
const VIDEO_BITS_PER_SECOND = 800_000
const AUDIO_BITS_PER_SECOND = 64_000
/** The server takes 8 MiB at most: more gathers where a page was frozen for long. */
const CHUNK_LIMIT_BYTES = 8_388_608

const VIDEO_TYPES = ['video/webm;codecs=vp8,opus', 'video/webm']
const AUDIO_TYPES = ['audio/webm;codecs=opus', 'audio/webm']

export interface PartRecorder {
  readonly mimeType: string
  /** Resolves once its last chunk was given away. */
  stop: () => Promise<void>
}

/** What this browser records such tracks as; null: it cannot. */
export function recordedType(tracks: MediaStreamTrack[]): string | null {
  if (typeof MediaRecorder === 'undefined' || tracks.length === 0) return null
  const types = tracks.some(({ kind }) => kind === 'video') ? VIDEO_TYPES : AUDIO_TYPES
  return types.find((type) => MediaRecorder.isTypeSupported(type)) ?? null
}

/** `onChunk` is called in order; `onEnd` once, after the last of them. */
export function recordPart(
  tracks: MediaStreamTrack[],
  mimeType: string,
  { onChunk, onEnd }: { onChunk: (chunk: Blob) => void; onEnd: () => void },
): PartRecorder {
  const recorder = new MediaRecorder(new MediaStream(tracks), {
    mimeType,
    videoBitsPerSecond: VIDEO_BITS_PER_SECOND,
    audioBitsPerSecond: AUDIO_BITS_PER_SECOND,
  })
  const ended = Promise.withResolvers<void>()
  recorder.addEventListener('dataavailable', ({ data }) => {
    for (let from = 0; from < data.size; from += CHUNK_LIMIT_BYTES) {
      onChunk(data.slice(from, from + CHUNK_LIMIT_BYTES))
    }
  })
  recorder.addEventListener('stop', () => {
    onEnd()
    ended.resolve()
  })
  recorder.start(CHUNK_MS)
  return {
    mimeType,
    stop() {
      if (recorder.state !== 'inactive') recorder.stop()
      return ended.promise
    },
  }
}

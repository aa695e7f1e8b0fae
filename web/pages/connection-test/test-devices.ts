/** Camera, microphone and loudspeaker: whether there is a picture, whether the level moves, and a sound to be heard. */
import { watchLevel } from '../room/devices/sound-level.ts'
import { type Advice, bad, type Check, good } from './checks.ts'

const WAIT_FOR_SOUND_MS = 8_000
const WAIT_FOR_PICTURE_MS = 5_000
/** Of full scale: a microphone that is alive is never that even. */
const LEVEL_MOVES_BY = 0.01
const TONES_HZ = [523, 659, 784]
const TONE_SECONDS = 0.3
const VOLUME = 0.2

export interface TestedDevice {
  check: Check
  /** Null: there is none. */
  track: MediaStreamTrack | null
}

/** @param onTrack as soon as it is there: its level is shown while it is tested */
export async function testMicrophone(onTrack: (track: MediaStreamTrack) => void): Promise<TestedDevice> {
  const got = await getTrack({ audio: true })
  if (!(got instanceof MediaStreamTrack)) return { check: got, track: null }
  onTrack(got)
  const levels: number[] = []
  const moves = await within(WAIT_FOR_SOUND_MS, (settle) =>
    watchLevel(got, (level) => {
      levels.push(level)
      if (Math.max(...levels) - Math.min(...levels) > LEVEL_MOVES_BY) settle()
    }),
  )
  return { check: moves ? good(got.label) : bad('silent', got.label), track: got }
}

export async function testCamera(onTrack: (track: MediaStreamTrack) => void): Promise<TestedDevice> {
  const got = await getTrack({ video: true })
  if (!(got instanceof MediaStreamTrack)) return { check: got, track: null }
  onTrack(got)
  const video = document.createElement('video')
  video.muted = true
  video.srcObject = new MediaStream([got])
  const shows = await within(WAIT_FOR_PICTURE_MS, (settle) => {
    video.addEventListener('loadeddata', settle, { once: true })
    void video.play().catch(() => {})
    return () => video.removeEventListener('loadeddata', settle)
  })
  const detail = `${got.label}, ${video.videoWidth} × ${video.videoHeight}`
  video.srcObject = null
  return { check: shows ? good(detail) : bad('noPicture', got.label), track: got }
}

/** Resolves when it has been played. */
export async function playSound(): Promise<void> {
  const context = new AudioContext()
  await context.resume()
  const volume = new GainNode(context, { gain: VOLUME })
  volume.connect(context.destination)
  const played = TONES_HZ.map(
    (frequency, index) =>
      new Promise((resolve) => {
        const tone = new OscillatorNode(context, { frequency })
        tone.connect(volume)
        tone.addEventListener('ended', resolve, { once: true })
        tone.start(context.currentTime + index * TONE_SECONDS)
        tone.stop(context.currentTime + (index + 1) * TONE_SECONDS)
      }),
  )
  await Promise.all(played)
  await context.close()
}

async function getTrack(constraints: MediaStreamConstraints): Promise<MediaStreamTrack | Check> {
  if (!('mediaDevices' in navigator)) return bad('insecure')
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints)
    return stream.getTracks()[0]!
  } catch (error) {
    const name = error instanceof DOMException ? error.name : String(error)
    return bad(ADVICE[name] ?? 'inUse', name)
  }
}

const ADVICE: Record<string, Advice> = {
  NotAllowedError: 'denied',
  SecurityError: 'insecure',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
}

/** @param watch begins to look, and answers what ends it @returns false: the time was up */
function within(ms: number, watch: (settle: () => void) => () => void): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isSettled: boolean) => {
      clearTimeout(timer)
      // What is seen at once is seen before there is anything to end.
      queueMicrotask(() => unwatch())
      resolve(isSettled)
    }
    const timer = setTimeout(() => end(false), ms)
    const unwatch = watch(() => end(true))
  })
}

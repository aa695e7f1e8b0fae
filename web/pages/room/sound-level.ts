/**
 * How loud a track is, some ten times a second: for the meter in front of the door, and to see who speaks. Browsers
 * let a page make and hear sound only after somebody did something on it; until then the level is 0.
 */
const LOOK_MS = 100
const SAMPLES = 1024

/** What is quieter is a room and not a voice. */
const VOICE_LEVEL = 0.04
/** Between two words nobody stops speaking. */
const PAUSE_MS = 900

let shared: AudioContext | null = null

/** `onLevel`: 0 to 1, of full scale. @returns what ends it. */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = (shared ??= new AudioContext())
  void context.resume()
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES })
  source.connect(analyser)
  const samples = new Float32Array(SAMPLES)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    onLevel(track.enabled ? Math.min(1, loudness(samples)) : 0)
  }, LOOK_MS)
  return () => {
    clearInterval(timer)
    source.disconnect()
  }
}

/** Says when somebody begins and stops speaking. @returns what ends it. */
export function watchVoice(track: MediaStreamTrack, onSpeaking: (isSpeaking: boolean) => void): () => void {
  let isSpeaking = false
  let heardAt = 0
  return watchLevel(track, (level) => {
    const now = performance.now()
    if (level > VOICE_LEVEL) heardAt = now
    const speaks = heardAt > 0 && now - heardAt < PAUSE_MS
    if (speaks !== isSpeaking) onSpeaking((isSpeaking = speaks))
  })
}

/** The root mean square, drawn apart so that an ordinary voice fills half of the scale. */
function loudness(samples: Float32Array): number {
  const sum = samples.reduce((total, sample) => total + sample * sample, 0)
  return Math.sqrt(Math.sqrt(sum / samples.length) / 2) - 0.01
}

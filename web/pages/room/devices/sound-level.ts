/**
 * How loud a track is, some ten times a second: for the meter before joining. Browsers
 * let a page make and hear sound only after somebody did something on it; until then there is no level.
 */
const LOOK_MS = 100
const SAMPLES = 1024

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
    if (context.state !== 'running') return
    analyser.getFloatTimeDomainData(samples)
    onLevel(track.enabled ? Math.min(1, loudness(samples)) : 0)
  }, LOOK_MS)
  return () => {
    clearInterval(timer)
    source.disconnect()
  }
}

/** The root mean square, drawn apart so that an ordinary voice fills half of the scale. */
function loudness(samples: Float32Array): number {
  const sum = samples.reduce((total, sample) => total + sample * sample, 0)
  return Math.sqrt(Math.sqrt(sum / samples.length) / 2) - 0.01
}

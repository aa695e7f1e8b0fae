/** Looks at and listens to a merged recording: which colour is where, how loud a tone is, and when. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024
const FRAMES_PER_SECOND = 25
const SAMPLES_PER_SECOND = 16_000
const LISTENED_SECONDS = 0.2
/** The picture is looked at in this size, whatever it has. */
const SEEN = { width: 160, height: 90 }

export interface Examined {
  /** The nearest of a few colours at a place that is given in fractions of width and height. */
  colourAt: (seconds: number, x: number, y: number) => string
  /** Red, green and blue there; nothing where the recording has ended. */
  pixelAt: (seconds: number, x: number, y: number) => number[]
  /**
   * Loudness in the fifth of a second from `seconds` on: about 1 for a tone that `makeWebm` made, 0 for none.
   */
  toneAt: (seconds: number, frequency: number) => number
}

/** Decodes a recording of a few seconds as a whole. */
export async function examineWebm(path: string): Promise<Examined> {
  const scale = `fps=${FRAMES_PER_SECOND},scale=${SEEN.width}:${SEEN.height}:flags=neighbor,format=rgb24`
  const frames = await decode(path, ['-map', '0:v?', '-vf', scale, '-f', 'rawvideo'])
  const sound = await decode(path, [
    '-map',
    '0:a?',
    '-ac',
    '1',
    '-ar',
    String(SAMPLES_PER_SECOND),
    '-f',
    's16le',
  ])
  const samples = new Int16Array(sound.buffer, sound.byteOffset, Math.floor(sound.length / 2))
  const pixelAt = (seconds: number, x: number, y: number) => {
    const frame = Math.floor(seconds * FRAMES_PER_SECOND)
    const [column, row] = [Math.floor(x * SEEN.width), Math.floor(y * SEEN.height)]
    const at = ((frame * SEEN.height + row) * SEEN.width + column) * 3
    return [...frames.subarray(at, at + 3)]
  }
  return {
    pixelAt,
    colourAt(seconds, x, y) {
      const pixel = pixelAt(seconds, x, y)
      return pixel.length === 3 ? nameColour(pixel) : 'nothing'
    },
    toneAt(seconds, frequency) {
      const begin = Math.floor(seconds * SAMPLES_PER_SECOND)
      return amplitude(samples.subarray(begin, begin + LISTENED_SECONDS * SAMPLES_PER_SECOND), frequency)
    },
  }
}

const COLOURS = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
}

function nameColour(pixel: number[]): string {
  const distance = (colour: number[]) => Math.hypot(...colour.map((value, n) => value - pixel[n]!))
  const [nearest] = Object.entries(COLOURS).toSorted(([, a], [, b]) => distance(a) - distance(b))
  return nearest![0]
}

/** ffmpeg's `sine` makes an eighth of full scale. */
const SINE_AMPLITUDE = 32_768 / 8

function amplitude(samples: Int16Array, frequency: number): number {
  let sine = 0
  let cosine = 0
  for (const [n, sample] of samples.entries()) {
    const angle = (2 * Math.PI * frequency * n) / SAMPLES_PER_SECOND
    sine += sample * Math.sin(angle)
    cosine += sample * Math.cos(angle)
  }
  return samples.length === 0 ? 0 : (2 * Math.hypot(sine, cosine)) / samples.length / SINE_AMPLITUDE
}

async function decode(path: string, output: string[]): Promise<Buffer> {
  const options = { encoding: 'buffer', maxBuffer: OUTPUT_LIMIT_BYTES } as const
  const args = ['-nostdin', '-v', 'error', '-i', path, ...output, 'pipe:1']
  // What has no picture, or no sound, makes ffmpeg fail for want of an output: nothing to see is nothing
  // seen.
  return run('ffmpeg', args, options).then(
    ({ stdout }) => stdout,
    () => Buffer.alloc(0),
  )
}

/** What the header says, in seconds; NaN where it says nothing. */
export async function headerLength(path: string): Promise<number> {
  const args = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path]
  return Number.parseFloat((await run('ffprobe', args)).stdout)
}

export interface Stream {
  codec_type: string
  codec_name: string
  width?: number
  height?: number
}

export async function streamsOf(path: string): Promise<Stream[]> {
  const entries = 'stream=codec_type,codec_name,width,height'
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'json', path])
  return JSON.parse(stdout).streams
}

/** The titles of its chapters. */
export async function chaptersOf(path: string): Promise<string[]> {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_chapters', '-of', 'json', path])
  const { chapters } = JSON.parse(stdout) as { chapters: { tags: { title: string } }[] }
  return chapters.map(({ tags }) => tags.title)
}

/** As a whole, in LUFS (EBU R128). */
export async function loudness(path: string): Promise<number> {
  const args = ['-nostdin', '-hide_banner', '-i', path, '-map', '0:a', '-af', 'ebur128', '-f', 'null', '-']
  const { stderr } = await run('ffmpeg', args)
  return Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(stderr)?.[1])
}

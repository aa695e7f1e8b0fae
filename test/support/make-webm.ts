/**
 * Makes small recorded parts as browsers make them: live webm (no length in the header, no index), VP8 and
 * Opus. And the broken ones that browsers make, too: without a packet, turned halfway, cut off, with noise
 * for a picture.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024
const CLUSTER_ID = Buffer.from('1f43b675', 'hex')

export interface WebmContent {
  seconds: number
  /** A colour that ffmpeg knows, or `testsrc`. None: no picture. */
  picture?: string
  /** `160x120` unless said. */
  size?: string
  /** The tone's frequency in Hz. None: no sound. */
  tone?: number
  /** Of the tone; 1 unless said. */
  volume?: number
  /** The picture, or the sound, begins so many seconds after the other. */
  pictureLater?: number
  toneLater?: number
  /** From when to when the microphone is muted, in seconds: no sound is sent at all. */
  muted?: [number, number]
  /** Written to a pipe like a browser's recorder does it; true unless said. */
  live?: boolean
}

/** Writes a part with the picture and the tone that are asked for. */
export async function makeWebm(path: string, content: WebmContent): Promise<void> {
  const { seconds, picture, size = '160x120', tone, volume = 1, live = true } = content
  const { pictureLater = 0, toneLater = 0, muted } = content
  const mute = muted === undefined ? '' : `,aselect='not(between(t,${muted.join(',')}))'`
  const source =
    picture === 'testsrc' ? `testsrc=size=${size}:rate=15` : `color=${picture}:size=${size}:rate=15`
  const inputs = [
    ...(picture === undefined ? [] : lavfi(`${source}:duration=${seconds}`, pictureLater)),
    ...(tone === undefined
      ? []
      : lavfi(`sine=frequency=${tone}:duration=${seconds},volume=${volume}${mute}`, toneLater)),
  ]
  const codecs = '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 300k -c:a libopus -b:a 32k'.split(' ')
  await write(path, [...inputs, ...codecs], live)
}

const lavfi = (source: string, later: number) => ['-itsoffset', String(later), '-f', 'lavfi', '-i', source]

/**
 * What a server's recorder writes of a camera whose layers change while its microphone is muted: the picture has another
 * size from `second` on, and the sound goes on by its own times.
 */
export async function makeSwitchedWebm(
  path: string,
  first: WebmContent,
  second: WebmContent,
  sound: WebmContent,
): Promise<void> {
  const [picture, voice] = [`${path}.picture`, `${path}.voice`] as const
  await makeTurnedWebm(picture, first, second)
  await makeWebm(voice, sound)
  await write(path, ['-i', picture, '-i', voice, '-map', '0:v', '-map', '1:a', '-c', 'copy'], true)
  await Promise.all([picture, voice].map((file) => rm(file)))
}

/**
 * A part that changes halfway: its picture has another size then, as when a phone is turned. `gapSeconds`: in
 * between nothing comes, as when a laptop sleeps.
 */
export async function makeTurnedWebm(
  path: string,
  first: WebmContent,
  second: WebmContent,
  gapSeconds = 0,
): Promise<void> {
  const halves = [`${path}.1`, `${path}.2`] as const
  await makeWebm(halves[0], first)
  await makeWebm(halves[1], second)
  const list = `${path}.list`
  const [begin, end] = halves.map((half) => `file '${half}'\n`)
  await writeFile(list, `${begin}duration ${first.seconds + gapSeconds}\n${end}`)
  await write(path, ['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy'], true)
  await Promise.all([list, ...halves].map((file) => rm(file)))
}

/** What a recorder leaves that was stopped at once: a header with its tracks, and no packet. */
export async function makeEmptyWebm(path: string): Promise<void> {
  await makeWebm(path, { seconds: 1, picture: 'testsrc', tone: 440 })
  const whole = await readFile(path)
  await writeFile(path, whole.subarray(0, whole.indexOf(CLUSTER_ID)))
}

/** Sound packets are whole, those of the picture are noise: no frame of it decodes. */
export async function makeUndecodableWebm(path: string, content: WebmContent): Promise<void> {
  const whole = `${path}.whole`
  await makeWebm(whole, content)
  await write(path, ['-i', whole, '-c', 'copy', '-bsf:v', 'noise=amount=1'], true)
  await rm(whole)
}

/** Not a webm at all. */
export async function makeGarbage(path: string): Promise<void> {
  await writeFile(path, randomBytes(20_000))
}

async function write(path: string, args: string[], live: boolean): Promise<void> {
  const common = ['-nostdin', '-v', 'error', '-y', ...args, '-f', 'webm']
  if (!live) {
    await run('ffmpeg', [...common, path])
    return
  }
  const options = { encoding: 'buffer', maxBuffer: OUTPUT_LIMIT_BYTES } as const
  const { stdout } = await run('ffmpeg', [...common, '-live', '1', 'pipe:1'], options)
  await writeFile(path, stdout)
}

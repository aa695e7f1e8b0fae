/**
 * Makes one file of what was recorded of one stay: its voice and its camera, at their times, copied and not encoded. The
 * result has what a growing file lacks: its length, and cues for jumping into it. What is cut short, because its writer
 * was killed, is taken as far as it goes.
 */
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  FilePathTarget,
  Input,
  Output,
  WEBM,
  WebMOutputFormat,
  type EncodedPacket,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny'

export interface FileToJoin {
  path: string
  /** See `RecordedFile`. */
  startedAtMs: number
}

export interface JoinedFile {
  /** Of the earliest of them; what time 0 of the new file is. */
  startedAtMs: number
  /** From there to the begin of its last frame. */
  lengthMs: number
}

interface Copied {
  input: Input
  next: () => Promise<EncodedPacket | undefined>
  add: (packet: EncodedPacket) => Promise<void>
}

/**
 * At most one with a voice and one with a picture. Null: there is not one whole frame in them, and no file was made.
 * Rejects where a file cannot be read at all, or the target not be written.
 */
export async function joinFiles(files: readonly FileToJoin[], target: string): Promise<JoinedFile | null> {
  const output = new Output({ format: new WebMOutputFormat(), target: new FilePathTarget(target) })
  const startedAtMs = Math.min(...files.map((file) => file.startedAtMs))
  const copied: Copied[] = []
  try {
    for (const { path, startedAtMs: ownMs } of files) {
      copied.push(await openTrack(path, (ownMs - startedAtMs) / 1_000, output))
    }
    const heads = await Promise.all(copied.map(({ next }) => next()))
    if (heads.every((head) => head === undefined)) return null
    await output.start()
    let lastS = 0
    for (;;) {
      const index = earliest(heads)
      const packet = heads[index]
      if (!packet) break
      await copied[index]!.add(packet)
      lastS = Math.max(lastS, packet.timestamp)
      heads[index] = await copied[index]!.next()
    }
    await output.finalize()
    return { startedAtMs, lengthMs: Math.round(lastS * 1_000) }
  } finally {
    for (const { input } of copied) input.dispose()
    if (output.state === 'pending' || output.state === 'started') await output.cancel()
  }
}

async function openTrack(path: string, offsetS: number, output: Output): Promise<Copied> {
  const input = new Input({ source: new FilePathSource(path), formats: [WEBM] })
  const video = await input.getPrimaryVideoTrack()
  const track = video ?? (await input.getPrimaryAudioTrack())
  if (!track) throw new Error('There is neither a voice nor a picture in it')
  const add = video ? await copyVideo(video, output) : await copyAudio(track as InputAudioTrack, output)
  const packets = new EncodedPacketSink(track).packets()
  const next = async (): Promise<EncodedPacket | undefined> => {
    const { value } = await packets.next()
    return value ? value.clone({ timestamp: value.timestamp + offsetS }) : undefined
  }
  return { input, next, add }
}

async function copyVideo(track: InputVideoTrack, output: Output): Promise<Copied['add']> {
  const source = new EncodedVideoPacketSource('vp8')
  output.addVideoTrack(source)
  const config = await track.getDecoderConfig()
  return (packet) => source.add(packet, config ? { decoderConfig: config } : undefined)
}

async function copyAudio(track: InputAudioTrack, output: Output): Promise<Copied['add']> {
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  const config = await track.getDecoderConfig()
  return (packet) => source.add(packet, config ? { decoderConfig: config } : undefined)
}

function earliest(heads: readonly (EncodedPacket | undefined)[]): number {
  let found = 0
  heads.forEach((head, index) => {
    if (head && head.timestamp < (heads[found]?.timestamp ?? Infinity)) found = index
  })
  return found
}

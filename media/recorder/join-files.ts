/**
 * Makes one file of what was recorded of one stay: its voice and its camera, at their times, copied and not encoded. The
 * result has what a growing file lacks: its length, and cues for jumping into it. What is cut short, because its writer
 * was killed, is taken as far as it goes.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
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

export interface FilesToJoin {
  /** At most one with a voice and one with a picture. */
  files: readonly FileToJoin[]
  target: string
  /** What was captured from then on is left out: milliseconds since 1970. Default: nothing is. */
  cutAtMs?: number | undefined
}

/**
 * In a thread of its own, so that hours of a meeting keep nothing else waiting. Resolves and rejects as `joinFiles`; an
 * error of the file system keeps its `code`.
 */
export function joinFilesApart(work: FilesToJoin): Promise<JoinedFile | null> {
  const worker = new Worker(join(import.meta.dirname, 'join-files-worker.ts'), { workerData: work })
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: JoinAnswer) => {
      if ('joined' in answer) resolve(answer.joined)
      else
        reject(Object.assign(new Error(answer.message), answer.code !== undefined && { code: answer.code }))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread that joins files ended')))
  })
}

/** What the thread says, once. */
export type JoinAnswer = { joined: JoinedFile | null } | { message: string; code: string | undefined }

/**
 * Null: there is not one whole frame in them, and no file was made. Rejects where a file cannot be read at all, or the
 * target not be written.
 */
export async function joinFiles({ files, target, cutAtMs }: FilesToJoin): Promise<JoinedFile | null> {
  const output = new Output({ format: new WebMOutputFormat(), target: new FilePathTarget(target) })
  const startedAtMs = Math.min(...files.map((file) => file.startedAtMs))
  const copied: Copied[] = []
  try {
    for (const { path, startedAtMs: ownMs } of files) {
      const untilS = cutAtMs === undefined ? Infinity : (cutAtMs - startedAtMs) / 1_000
      copied.push(await openTrack(path, { offsetS: (ownMs - startedAtMs) / 1_000, untilS }, output))
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

async function openTrack(
  path: string,
  { offsetS, untilS }: { offsetS: number; untilS: number },
  output: Output,
): Promise<Copied> {
  const input = new Input({ source: new FilePathSource(path), formats: [WEBM] })
  const video = await input.getPrimaryVideoTrack()
  const track = video ?? (await input.getPrimaryAudioTrack())
  if (!track) throw new Error('There is neither a voice nor a picture in it')
  const add = video ? await copyVideo(video, output) : await copyAudio(track as InputAudioTrack, output)
  const packets = new EncodedPacketSink(track).packets()
  const next = async (): Promise<EncodedPacket | undefined> => {
    const { value } = await packets.next()
    const timestamp = value ? value.timestamp + offsetS : Infinity
    return value && timestamp < untilS ? value.clone({ timestamp }) : undefined
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

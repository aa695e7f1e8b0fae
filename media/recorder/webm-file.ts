/**
 * One track as a WebM file that only grows: whatever is on the disk can be read, up to the last whole block, also when
 * the process was killed in between. Bytes are gathered for a quarter of a second and written together. Times within
 * the file begin at 0 with its first frame.
 */
import { closeSync, openSync, write } from 'node:fs'
import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Output,
  StreamTarget,
  WebMOutputFormat,
} from 'mediabunny'
import type { Frame } from './frames.ts'
import type { MediaKind } from './receiver-description.ts'

const WRITE_INTERVAL_MS = 250
const CLUSTER_S = 0.5
const LEAST_STEP_S = 0.001
const USUAL_FRAME_S = { audio: 0.02, video: 0.04 }
/** What a slow disk may keep waiting; beyond it the file is given up. */
const UNWRITTEN_BYTES_MAX = 64 * 1024 * 1024

export class WebmFile {
  frames = 0
  bytes = 0
  #kind: MediaKind
  #file: number
  #failed: (error: unknown) => void
  #output: Output
  #source: EncodedVideoPacketSource | EncodedAudioPacketSource
  #work: Promise<void>
  #unwritten: Buffer[] = []
  #unwrittenBytes = 0
  #writing: Promise<void> | undefined
  #timer: NodeJS.Timeout
  #lastS = -1
  #hasFailed = false

  /** Throws where the file exists or cannot be made. `failed` is called at most once. */
  constructor(path: string, kind: MediaKind, failed: (error: unknown) => void) {
    this.#kind = kind
    this.#failed = failed
    this.#file = openSync(path, 'wx', 0o640)
    const target = new StreamTarget(
      new WritableStream({ write: ({ data }) => this.#append(Buffer.from(data)) }),
    )
    const format = new WebMOutputFormat({ appendOnly: true, minimumClusterDuration: CLUSTER_S })
    this.#output = new Output({ format, target })
    if (kind === 'video') {
      const source = new EncodedVideoPacketSource('vp8')
      this.#output.addVideoTrack(source)
      this.#source = source
    } else {
      const source = new EncodedAudioPacketSource('opus')
      this.#output.addAudioTrack(source)
      this.#source = source
    }
    this.#work = this.#output.start().catch((error: unknown) => this.#fail(error))
    this.#timer = setInterval(() => void this.#flush(), WRITE_INTERVAL_MS)
  }

  /** `atS`: seconds since the first frame; the data are not changed by anybody afterwards. */
  add({ data, isKeyFrame, width, height }: Frame, atS: number): void {
    if (this.#hasFailed) return
    this.#lastS = Math.max(atS, this.#lastS + LEAST_STEP_S, 0)
    const packet = new EncodedPacket(
      data,
      isKeyFrame ? 'key' : 'delta',
      this.#lastS,
      USUAL_FRAME_S[this.#kind],
    )
    const isFirst = this.frames++ === 0
    this.#work = this.#work
      .then(() => this.#write(packet, isFirst ? { width, height } : undefined))
      .catch((error: unknown) => this.#fail(error))
  }

  /** Resolves when everything is on its way to the disk. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#work
    if (!this.#hasFailed && this.frames > 0) {
      await this.#output.finalize().catch((error: unknown) => this.#fail(error))
    }
    while (this.#writing || this.#unwritten.length > 0) await this.#flush()
    closeSync(this.#file)
  }

  async #write(packet: EncodedPacket, first: { width: number; height: number } | undefined): Promise<void> {
    if (this.#source instanceof EncodedVideoPacketSource) {
      const config = first && { codec: 'vp8', codedWidth: first.width, codedHeight: first.height }
      await this.#source.add(packet, config && { decoderConfig: config })
    } else {
      const config = first && { codec: 'opus', sampleRate: 48_000, numberOfChannels: 2 }
      await this.#source.add(packet, config && { decoderConfig: config })
    }
  }

  #append(data: Buffer): void {
    this.bytes += data.length
    this.#unwrittenBytes += data.length
    this.#unwritten.push(data)
    if (this.#unwrittenBytes > UNWRITTEN_BYTES_MAX) this.#fail(new Error('The disk is too slow'))
  }

  #flush(): Promise<void> {
    if (this.#writing) return this.#writing
    if (this.#unwritten.length === 0) return Promise.resolve()
    const data = Buffer.concat(this.#unwritten.splice(0))
    const writing = this.#writeAll(data).finally(() => {
      this.#unwrittenBytes -= data.length
      this.#writing = undefined
    })
    this.#writing = writing
    return writing
  }

  async #writeAll(data: Buffer): Promise<void> {
    for (let at = 0; at < data.length && !this.#hasFailed;) {
      try {
        at += await writeSome(this.#file, data.subarray(at))
      } catch (error) {
        this.#fail(error)
      }
    }
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#failed(error)
  }
}

function writeSome(file: number, data: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    write(file, data, (error, written) => (error ? reject(error) : resolve(written)))
  })
}

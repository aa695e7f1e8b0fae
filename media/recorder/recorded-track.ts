/**
 * One track of one stay, on its way into one file. The file begins with the first frame that can be decoded, and beside
 * it lies a JSON file with what it is: written first, so that every WebM can be told apart after any crash.
 *
 * States: waiting (no frame yet) → writing → finished. What the disk refuses finishes it, too.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from './frames.ts'
import type { MediaKind } from './receiver-description.ts'
import type { FinishedFile, RecordedFile } from './recorder-channel.ts'
import { WebmFile } from './webm-file.ts'

export interface RecordedTrackEvents {
  started(file: RecordedFile): void
  failed(error: unknown): void
}

export class RecordedTrack {
  #folder: string
  #kind: MediaKind
  #description: Omit<RecordedFile, 'name' | 'startedAtMs'>
  #events: RecordedTrackEvents
  #file: RecordedFile | undefined
  #webm: WebmFile | undefined
  #lastMs = 0
  #isFinished = false

  constructor(
    folder: string,
    kind: MediaKind,
    description: Omit<RecordedFile, 'name' | 'startedAtMs'>,
    events: RecordedTrackEvents,
  ) {
    this.#folder = folder
    this.#kind = kind
    this.#description = description
    this.#events = events
  }

  add(frame: Frame, capturedMs: number): void {
    if (this.#isFinished) return
    const file = this.#file ?? this.#start(capturedMs)
    if (!file) return
    this.#lastMs = Math.max(this.#lastMs, capturedMs)
    this.#webm?.add(frame, (capturedMs - file.startedAtMs) / 1_000)
  }

  /** Undefined: there was no frame. */
  async finish(
    packets: Pick<FinishedFile, 'recoveredPackets' | 'lostPackets'>,
  ): Promise<FinishedFile | undefined> {
    this.#isFinished = true
    await this.#webm?.close()
    if (!this.#file || !this.#webm) return undefined
    const { frames, bytes } = this.#webm
    return { ...this.#file, endedAtMs: Math.round(this.#lastMs), frames, bytes, ...packets }
  }

  #start(capturedMs: number): RecordedFile | undefined {
    const startedAtMs = Math.round(capturedMs)
    // A track can be recorded again after a restart; its time tells the files apart.
    const name = `${startedAtMs}-${this.#description.trackSid}`
    const file = { ...this.#description, name: `${name}.webm`, startedAtMs }
    try {
      writeFileSync(join(this.#folder, `${name}.json`), JSON.stringify(file), { flag: 'wx', mode: 0o640 })
      this.#webm = new WebmFile(join(this.#folder, file.name), this.#kind, (error) => this.#fail(error))
    } catch (error) {
      this.#fail(error)
      return undefined
    }
    this.#file = file
    this.#events.started(file)
    return file
  }

  #fail(error: unknown): void {
    this.#isFinished = true
    this.#events.failed(error)
  }
}

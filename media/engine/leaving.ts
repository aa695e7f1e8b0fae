/**
 * The end of somebody whose page was told to leave, or who left. The page ends its connections by itself, at once; if
 * ours ended first, it would take that for trouble of the network. One that stays is cut off after a while, and until
 * then nothing of it goes anywhere.
 */
import type { MediaConnection } from './media-connection.ts'

const CLOSE_AFTER_LEAVE_MS = 500

/** One WebSocket of a page. */
export interface Signal {
  send(message: Uint8Array): void
  close(): void
}

export class Leaving {
  readonly signal: Signal
  readonly #connection: MediaConnection
  readonly #timer: NodeJS.Timeout
  #isOver = false

  /** `isTold`: the page was told to leave, and is given time to do so. */
  constructor(signal: Signal, connection: MediaConnection, isTold: boolean) {
    this.signal = signal
    this.#connection = connection
    this.#timer = setTimeout(() => this.end(), isTold ? CLOSE_AFTER_LEAVE_MS : 0)
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#timer)
    this.signal.close()
    this.#connection.close()
  }
}

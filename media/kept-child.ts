/**
 * A program of `media` in a child that is kept running: when it ends, for whatever reason, it is forked again, at once;
 * more slowly when it ends again and again soon after its start. Only the child that runs now is listened to.
 *
 *     running ──it ended──▸ forked again, unless there is no use in it ──retire──▸ ended
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { forkConfined } from './fork-confined.ts'

const SHORT_LIFE_MS = 2_000
const RESTART_DELAY_STEP_MS = 250

export interface KeptChildOptions<To, From> {
  program: string
  /** It is started in it, and may read and write there. */
  folder?: string
  restartDelayMaxMs: number
  /** The first word to each child. */
  start(): To
  onMessage(message: From): void
  /** It could not be started. */
  onError(error: Error): void
  /** Also once it is retired. @returns whether it is to be forked again */
  onEnded(code: number | null, signal: NodeJS.Signals | null): boolean
  /** It was forked again, or will be in a moment. */
  onRestart?(restarts: number): void
}

export class KeptChild<To extends object, From> {
  restarts = 0
  isRetired = false

  #options: KeptChildOptions<To, From>
  #child: ChildProcess | undefined
  #startedAtMs = 0
  #shortLives = 0
  #restartTimer: NodeJS.Timeout | undefined

  constructor(options: KeptChildOptions<To, From>) {
    this.#options = options
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  fork(): void {
    const { program, folder, start, onMessage, onError } = this.#options
    this.#startedAtMs = performance.now()
    const child = forkConfined(program, folder)
    this.#child = child
    child.on('message', (message: From) => {
      if (this.#child === child) onMessage(message)
    })
    child.once('error', onError)
    child.once('exit', (code, signal) => {
      if (this.#child === child) this.#ended(code, signal)
    })
    this.send(start())
  }

  /** False: nobody is there to hear it. */
  send(message: To): boolean {
    if (!this.#child?.connected) return false
    this.#child.send(message, () => undefined)
    return true
  }

  /** It is told to end, and not forked again. */
  retire(stop: To): void {
    this.isRetired = true
    clearTimeout(this.#restartTimer)
    this.send(stop)
  }

  /** Resolves once it has ended; it is killed after this long. */
  async ended(timeoutMs: number): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    const timeout = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    await exit
    clearTimeout(timeout)
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    this.#child = undefined
    const isWanted = this.#options.onEnded(code, signal)
    if (this.isRetired || !isWanted) return
    const lived = performance.now() - this.#startedAtMs
    this.#shortLives = lived < SHORT_LIFE_MS ? this.#shortLives + 1 : 0
    this.restarts++
    const delayMs = Math.min(this.#options.restartDelayMaxMs, this.#shortLives * RESTART_DELAY_STEP_MS)
    if (delayMs === 0) this.fork()
    else this.#restartTimer = setTimeout(() => this.fork(), delayMs)
    this.#options.onRestart?.(this.restarts)
  }
}

/**
 * Draws summaries in a thread of its own: one at a time, with a limit of time and of memory, and each only once as
 * long as it is remembered. Anyone who has the address of a PDF may ask for it, so that none of this may depend on who
 * asks or on what stands in the minutes.
 *
 * The thread is started when it is needed and ends after a while without work. What takes too long or needs too much
 * memory ends with its thread; the process and the requests beside it go on.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { TooManyRequests } from '../accounts/authentication-errors.ts'
import { Conflict } from '../platform/errors.ts'
import type { PdfAnswer } from './pdf-worker.ts'
import type { SummaryDocument } from './summary-pdf.ts'

export interface PdfLimits {
  timeoutMs: number
  memoryMebibytes: number
  /** Those that wait while one is drawn. */
  queueLength: number
  /** Of all that are remembered together. */
  keptBytes: number
}

export interface PdfDrawer {
  /** @throws Conflict `pdf-too-large`; TooManyRequests where too many wait. */
  draw(document: SummaryDocument): Promise<Buffer>
  stop(): Promise<void>
}

const LIMITS: PdfLimits = {
  timeoutMs: 60_000,
  memoryMebibytes: 768,
  queueLength: 50,
  keptBytes: 32 * 1024 * 1024,
}
const IDLE_MS = 60_000
const RETRY_SECONDS = 5

export function createPdfDrawer(changes: Partial<PdfLimits> = {}): PdfDrawer {
  const limits = { ...LIMITS, ...changes }
  const kept = new Map<string, Buffer>()
  const drawing = new Map<string, Promise<Buffer>>()
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  function keep(key: string, pdf: Buffer): void {
    kept.set(key, pdf)
    let bytes = [...kept.values()].reduce((sum, each) => sum + each.length, 0)
    for (const [oldest, { length }] of kept) {
      if (bytes <= limits.keptBytes) break
      kept.delete(oldest)
      bytes -= length
    }
  }

  function start(): Worker {
    const started = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMebibytes },
      env: {},
    })
    started.unref()
    // Lack of memory is said here and to anyone who waits for an answer.
    started.on('error', () => {})
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    return started
  }

  async function drawNow(document: SummaryDocument): Promise<Buffer> {
    clearTimeout(idle)
    const thread = (worker ??= start())
    const timeout = AbortSignal.timeout(limits.timeoutMs)
    const done = new AbortController()
    const signal = AbortSignal.any([timeout, done.signal])
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage(document)
      const answer = await Promise.race([
        once(thread, 'message', { signal }).then(([message]) => message as PdfAnswer),
        once(thread, 'exit', { signal }).then(() => null),
      ])
      if (answer === null) throw tooLarge()
      if ('error' in answer) throw new Error(`The PDF could not be drawn: ${answer.error}`)
      return Buffer.from(answer.pdf)
    } catch (error) {
      worker = null
      await thread.terminate()
      throw timeout.aborted || (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? tooLarge()
        : error
    } finally {
      done.abort()
      idle = setTimeout(() => void worker?.terminate(), IDLE_MS).unref()
    }
  }

  return {
    draw(document) {
      const key = keyOf(document)
      const known = kept.get(key)
      if (known) return Promise.resolve(known)
      const begun = drawing.get(key)
      if (begun) return begun
      if (drawing.size > limits.queueLength) {
        throw new TooManyRequests(
          'too-many-requests',
          'Too many PDFs are being drawn. Ask again in a moment.',
          limits.queueLength + 1,
          RETRY_SECONDS,
        )
      }
      const turn = last.then(() => drawNow(document))
      const drawn = turn.then((pdf) => {
        keep(key, pdf)
        return pdf
      })
      drawing.set(key, drawn)
      last = turn.catch(() => {}).finally(() => drawing.delete(key))
      return drawn
    },
    async stop() {
      clearTimeout(idle)
      await worker?.terminate()
    },
  }
}

function keyOf({ logo, ...words }: SummaryDocument): string {
  const hash = createHash('sha256').update(JSON.stringify(words))
  return hash.update(logo ?? '').digest('base64')
}

function tooLarge(): Conflict {
  return new Conflict(
    'pdf-too-large',
    'This summary cannot be drawn as a PDF: that would take more time or memory than one may have. Its text is in the summary itself.',
  )
}

/**
 * Server-sent events: answers that stay open. Bounded in every way: so many streams at a time, of one caller, of one
 * account and of all; so many bytes waiting for a slow reader, who is cut off; and a lifetime, after which the reader comes back
 * with `Last-Event-ID`. All end when the server stops.
 *
 * A stream ends with what its reader was let in by: the key that is revoked, the session that ends, the user who is
 * disabled or demoted. Word of that comes by announcement at once, and is noticed with the next comment otherwise.
 */
import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Caller } from '../accounts/caller.ts'
import { createShares } from '../accounts/shares.ts'
import type { Context } from '../platform/context.ts'
import type { Api } from './api.ts'

export const EVENT_STREAM_MEDIA_TYPE = 'text/event-stream'

export interface EventStream {
  /** @param data on one line, as JSON is */
  send(event: string, data: string, id: string): void
  /** Resolves when the reader can take more. */
  ready(): Promise<void>
  /** Called once, however it ends; at once where it has ended. */
  onClose(callback: () => void): void
  /** From here on the reader gets what was sent, and what is sent. */
  answer(reply: FastifyReply): FastifyReply
  end(): void
  /** Ends it at once, also where nobody was answered yet. */
  destroy(): void
}

export interface EventStreams {
  /** Every stream that is opened is answered or destroyed. @throws TooManyRequests */
  open(reader: StreamReader): EventStream
}

/** A request that asks for a stream. */
export interface StreamReader {
  readonly caller: Pick<Caller, 'actor' | 'accountId' | 'userId'>
  isStillAllowed(): Promise<boolean>
}

const STREAMS_LIMITS = { ofCaller: 20, ofAccount: 100, ofInstance: 1_000 }
const BUFFER_LIMIT_BYTES = 1024 * 1024
const COMMENT_INTERVAL_MS = 15_000
const LIFETIME_MS = 15 * 60_000
const COME_BACK_SECONDS = 10
const RETRY_MS = 2_000

export function createEventStreams(api: Api, context: Context): EventStreams {
  const streams = new Map<PassThrough, StreamReader>()
  const shares = createShares(
    STREAMS_LIMITS,
    'Too many streams are open already. Close one, or ask for pages instead.',
    COME_BACK_SECONDS,
  )
  let stopListening: (() => void) | null = null

  function check(stream: PassThrough, reader: StreamReader): void {
    reader.isStillAllowed().then(
      (isAllowed) => void (isAllowed || stream.end()),
      (error: unknown) => context.logger.debug({ err: error }, 'Whether a stream may go on is asked again'),
    )
  }

  function checkReaders(userIds: ReadonlySet<string> | null): void {
    for (const [stream, reader] of streams) {
      if (userIds === null || userIds.has(reader.caller.userId)) check(stream, reader)
    }
  }

  api.addHook('preClose', async () => {
    stopListening?.()
    for (const stream of streams.keys()) stream.end()
  })

  return {
    open(reader) {
      const giveBack = shares.take(reader.caller)
      const stream = new PassThrough()
      streams.set(stream, reader)
      stopListening ??= context.database.announcements.on('callers', checkReaders)
      const comments = setInterval(() => {
        stream.write(':\n\n')
        check(stream, reader)
      }, COMMENT_INTERVAL_MS).unref()
      const lifetime = setTimeout(() => stream.end(), LIFETIME_MS).unref()
      stream.on('error', () => {})
      stream.once('close', () => {
        streams.delete(stream)
        giveBack()
        clearInterval(comments)
        clearTimeout(lifetime)
      })
      stream.write(`retry: ${RETRY_MS}\n\n`)
      // Since it was let in, word may have come that it is not allowed any more.
      check(stream, reader)
      return streamTo(stream)
    },
  }
}

function streamTo(stream: PassThrough): EventStream {
  return {
    send(event, data, id) {
      if (stream.writableEnded || stream.destroyed) return
      if (stream.writableLength + stream.readableLength > BUFFER_LIMIT_BYTES) stream.destroy()
      else stream.write(`id: ${id}\nevent: ${event}\ndata: ${data}\n\n`)
    },
    async ready() {
      if (!stream.writableNeedDrain || stream.destroyed) return
      await new Promise<void>((resolve) => {
        stream.once('drain', resolve).once('close', resolve)
      })
    },
    onClose(callback) {
      if (stream.closed) callback()
      else stream.once('close', callback)
    },
    answer: (reply) => reply.type(EVENT_STREAM_MEDIA_TYPE).header('x-accel-buffering', 'no').send(stream),
    end: () => void stream.end(),
    destroy: () => void stream.destroy(),
  }
}

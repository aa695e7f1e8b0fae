/**
 * Server-sent events: answers that stay open. Bounded in every way: so many streams at a time, of one caller, of one
 * account and of all; so many bytes waiting for a slow reader, who is cut off; and a lifetime, after which the reader comes back
 * with `Last-Event-ID` and is asked anew who it is. All end when the server stops.
 */
import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Caller } from '../accounts/caller.ts'
import { createShares } from '../accounts/shares.ts'
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
  open(caller: Pick<Caller, 'actor' | 'accountId'>): EventStream
}

const STREAMS_LIMITS = { ofCaller: 20, ofAccount: 100, ofInstance: 1_000 }
const BUFFER_LIMIT_BYTES = 1024 * 1024
const COMMENT_INTERVAL_MS = 15_000
const LIFETIME_MS = 15 * 60_000
const COME_BACK_SECONDS = 10
const RETRY_MS = 2_000

export function createEventStreams(api: Api): EventStreams {
  const streams = new Set<PassThrough>()
  const shares = createShares(
    STREAMS_LIMITS,
    'Too many streams are open already. Close one, or ask for pages instead.',
    COME_BACK_SECONDS,
  )
  api.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })

  return {
    open(caller) {
      const giveBack = shares.take(caller)
      const stream = new PassThrough()
      streams.add(stream)
      const comments = setInterval(() => stream.write(':\n\n'), COMMENT_INTERVAL_MS).unref()
      const lifetime = setTimeout(() => stream.end(), LIFETIME_MS).unref()
      stream.on('error', () => {})
      stream.once('close', () => {
        streams.delete(stream)
        giveBack()
        clearInterval(comments)
        clearTimeout(lifetime)
      })
      stream.write(`retry: ${RETRY_MS}\n\n`)
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

/**
 * What a listener answers, and how it goes about it: as an ordinary receiver, or as one of the bad ones that a sender
 * has to live with.
 */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

const FLOOD_CHUNK = Buffer.alloc(65_536, 'x')
const CRLF = '\r\n'

/** A status alone; or status, headers and body; or a misbehaviour. */
export type Answer =
  | number
  | { status?: number; headers?: OutgoingHttpHeaders; body?: string | Buffer }
  | Misbehaviour

type Misbehaviour =
  /** Takes the call and never answers. */
  | { does: 'hang' }
  /** Closes the connection with a TCP reset, before any byte. */
  | { does: 'reset' }
  /** Closes the connection in order, before any byte. */
  | { does: 'end' }
  /** Sends the head, then nothing (`hang`), or resets (`reset`). */
  | { does: 'head-only'; status: number; after: 'hang' | 'reset' }
  /** Sends the whole answer one byte at a time. */
  | { does: 'drip'; status: number; body: string; everyMs: number }
  /** Announces another length than it sends, then keeps the connection open or ends it. */
  | { does: 'lie'; status: number; contentLength: number; body: string; after: 'hang' | 'end' }
  /** Sends a body of that many bytes, as fast as it is read. */
  | { does: 'flood'; status: number; bytes: number; chunked?: boolean }
  | { does: 'redirect'; status: 301 | 302 | 303 | 307 | 308; to: string }
  /** Sends these bytes in place of an HTTP answer, and ends the connection, or keeps it open. */
  | { does: 'raw'; bytes: string; after?: 'end' | 'hang' }

export function respond(response: ServerResponse, answer: Answer): void {
  if (typeof answer === 'number') {
    response.writeHead(answer)
    response.end()
  } else if ('does' in answer) misbehave(response, answer)
  else {
    response.writeHead(answer.status ?? 200, answer.headers)
    response.end(answer.body)
  }
}

function misbehave(response: ServerResponse, answer: Misbehaviour): void {
  const socket = response.socket
  if (socket === null) return
  switch (answer.does) {
    case 'hang':
      return
    case 'reset':
      reset(socket)
      return
    case 'end':
      socket.end()
      return
    case 'head-only':
      socket.write(head(answer.status, 'content-length: 1000'), () => {
        if (answer.after === 'reset') reset(socket)
      })
      return
    case 'drip':
      drip(
        response,
        head(answer.status, `content-length: ${answer.body.length}`) + answer.body,
        answer.everyMs,
      )
      return
    case 'lie':
      socket.write(head(answer.status, `content-length: ${answer.contentLength}`) + answer.body)
      if (answer.after === 'end') socket.end()
      return
    case 'flood':
      if (!answer.chunked) response.setHeader('content-length', answer.bytes)
      response.writeHead(answer.status)
      flood(response, answer.bytes)
      return
    case 'redirect':
      response.writeHead(answer.status, { location: answer.to })
      response.end()
      return
    case 'raw':
      socket.write(answer.bytes, 'latin1')
      if (answer.after !== 'hang') socket.end()
  }
}

/** Over TLS there is no resetting; there it ends without the TLS farewell. */
function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
}

function head(status: number, ...headers: string[]): string {
  return [`HTTP/1.1 ${status} Whatever`, ...headers, '', ''].join(CRLF)
}

function drip(response: ServerResponse, text: string, everyMs: number): void {
  const socket = response.socket!
  let sent = 0
  const interval = setInterval(() => {
    if (socket.destroyed || sent === text.length) clearInterval(interval)
    else socket.write(text[sent++]!)
  }, everyMs)
  socket.once('close', () => clearInterval(interval))
}

/** Waits whenever the reader is slower, so that memory stays flat however much is sent. */
function flood(response: ServerResponse, bytes: number): void {
  let left = bytes
  const send = () => {
    while (left > 0 && !response.destroyed) {
      const chunk = left >= FLOOD_CHUNK.length ? FLOOD_CHUNK : FLOOD_CHUNK.subarray(0, left)
      left -= chunk.length
      if (!response.write(chunk)) {
        response.once('drain', send)
        return
      }
    }
    if (!response.destroyed) response.end()
  }
  send()
}

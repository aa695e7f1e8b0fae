/**
 * The answers to what is no request yet: bytes that are not HTTP, or too slow or too large to become it, and an
 * expectation that nobody here can meet. There is only a socket, which is given up once the answer has had a moment to
 * leave: a client that neither reads nor closes does not keep it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { problem, PROBLEM_MEDIA_TYPE } from './problems.ts'

const ANSWERS: Record<string, [status: number, reason: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
}
const LINGER_MS = 2_000

export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, reason] = ANSWERS[error.code ?? ''] ?? [400, 'Bad Request']
  const body = JSON.stringify(
    problem(status, 'malformed-request', 'This was not a complete HTTP request.').body,
  )
  endSocket(
    socket,
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** `Expect` with something else than 100-continue, which Node would refuse without a word. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const { body } = problem(417, 'expectation-failed', 'Send the request without the header Expect.')
  response.writeHead(417, { 'content-type': PROBLEM_MEDIA_TYPE, connection: 'close' })
  response.end(JSON.stringify(body))
}

/** Says a last word, and lets go of the socket, whether or not the other side does. */
export function endSocket(socket: Duplex, lastWords: string): void {
  socket.on('error', () => socket.destroy())
  socket.end(lastWords)
  const linger = setTimeout(() => socket.destroy(), LINGER_MS)
  socket.once('close', () => clearTimeout(linger))
}

/**
 * The answer to bytes that are not an HTTP request, or are too slow or too large to become one. There is no request
 * yet at this point, only a socket.
 */
import type { Socket } from 'node:net'
import { problem, PROBLEM_MEDIA_TYPE } from './problems.ts'

const ANSWERS: Record<string, [status: number, reason: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
}

export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, reason] = ANSWERS[error.code ?? ''] ?? [400, 'Bad Request']
  const body = JSON.stringify(
    problem(status, 'malformed-request', 'This was not a complete HTTP request.').body,
  )
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

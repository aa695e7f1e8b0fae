/**
 * A body as frameworks hand it over, as bytes. AWS Lambda gives a string, Fetch an ArrayBuffer, node:http and
 * `express.raw()` a Buffer. What was parsed already cannot be verified any more, and is refused by that name.
 */
import { HookCallError } from './hook-call-error.ts'

/** The body as it arrived: its bytes, or their text. An object that a parser made of it is none of these. */
export type HookBody = Uint8Array | ArrayBuffer | string

export function bytesOf(body: HookBody): Uint8Array {
  if (body instanceof Uint8Array) return body
  if (typeof body === 'string') return new TextEncoder().encode(body)
  // Not `instanceof`: a buffer from another realm (a test runner's, a worker's) is one as well.
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body)
  throw bodyAlreadyRead()
}

/** Reads a stream in full and no further than the limit; `body-too-large` beyond. */
export async function readBody(
  next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>,
  limitBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for (let chunk = await next(); !chunk.done; chunk = await next()) {
    if (!chunk.value) continue
    sizeBytes += chunk.value.length
    if (sizeBytes > limitBytes) throw bodyTooLarge(limitBytes)
    chunks.push(chunk.value)
  }
  return joined(chunks)
}

/** One after the other, in one piece. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const part of parts) {
    whole.set(part, place)
    place += part.length
  }
  return whole
}

export function bodyAlreadyRead(): HookCallError {
  return new HookCallError(
    'body-already-read',
    'The body was parsed before, so the bytes that were signed are gone. Put the route before express.json(), or give ' +
      "it express.raw({ type: '*/*' }).",
  )
}

export function bodyTooLarge(limitBytes: number): HookCallError {
  return new HookCallError(
    'body-too-large',
    `The body is longer than ${limitBytes} bytes. Raise bodyLimitBytes to take it.`,
  )
}

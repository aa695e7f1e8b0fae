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
  throw new HookCallError(
    'body-already-read',
    'The body is neither bytes nor text, so the bytes that were signed are gone. Pass it as it arrived: put the ' +
      "route before express.json() and other parsers, or give it express.raw({ type: '*/*' }).",
  )
}

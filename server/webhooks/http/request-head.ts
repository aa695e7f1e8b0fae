/** Request line and headers of a call, as they are written. What could not be written unchanged is refused. */
import type { Target } from './parse-target.ts'

export class RequestInvalid extends Error {
  readonly code = 'REQUEST_INVALID'
}

const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
const PATH = /^\/[\x21-\x7e\x80-\xff]*$/

export interface RequestHead {
  target: Target
  method: 'POST' | 'PUT'
  /** Name, value, name, value … */
  headers: readonly string[]
  userAgent: string
  bodyBytes: number
}

/** @throws RequestInvalid */
export function requestHead({ target, method, headers, userAgent, bodyBytes }: RequestHead): string {
  if (!PATH.test(target.path)) throw new RequestInvalid('the path has characters that no request may have')
  let head = `${method} ${target.path} HTTP/1.1\r\nhost: ${hostOf(target)}\r\nconnection: keep-alive\r\n`
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!
    const value = headers[i + 1]!
    if (!NAME.test(name) || !VALUE.test(value)) throw new RequestInvalid(`invalid ${name} header`)
    head += `${name}: ${value}\r\n`
  }
  return `${head}user-agent: ${userAgent}\r\ncontent-length: ${bodyBytes}\r\n\r\n`
}

/** Name and port, without the scheme's own port. */
function hostOf({ origin }: Target): string {
  return origin.slice(origin.indexOf('//') + 2)
}

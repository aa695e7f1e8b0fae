/**
 * The way out through an egress proxy: HTTP CONNECT (RFC 9110, section 9.3.6).
 *
 * The tunnel is asked for by the vetted address, not by the name, so that the proxy cannot resolve the name to
 * something that the guard has not seen; the receiver's certificate is still checked against the name, inside the
 * tunnel. 502 and 504 are what a proxy says when the receiver did not take the connection; every other refusal is the
 * proxy's own fault.
 */
import type { Socket } from 'node:net'
import { SendFault } from './send-fault.ts'

const HEAD_LIMIT_BYTES = 16_384
const HEAD_END = '\r\n\r\n'
const UNREACHABLE_STATUSES = new Set([502, 504])

export interface Proxy {
  hostname: string
  port: number
  isHttps: boolean
  /** `Basic …` from the user info in its URL. */
  authorization: string | null
}

class ProxyInvalid extends Error {
  readonly code = 'proxy-invalid'
}

/** `http://user:password@proxy.internal:3128`. Throws ProxyInvalid. */
export function parseProxy(text: string): Proxy {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ProxyInvalid('The egress proxy is written as http://host:port or https://host:port.')
  }
  const isHttps = url.protocol === 'https:'
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return {
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isHttps ? 443 : 80),
    isHttps,
    authorization: credentials === ':' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
  }
}

/** Asks the proxy on `socket` for a tunnel to `authority` (`192.0.2.1:443`); afterwards `socket` leads there. */
export async function openTunnel(
  socket: Socket,
  authority: string,
  proxy: Proxy,
  userAgent: string,
): Promise<void> {
  const authorization = proxy.authorization === null ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`
  socket.write(
    `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nUser-Agent: ${userAgent}\r\n${authorization}\r\n`,
    'latin1',
  )
  const head = await readHead(socket)
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0)
  if (status >= 200 && status < 300) return
  if (UNREACHABLE_STATUSES.has(status)) {
    throw new SendFault(
      'connect',
      `The egress proxy could not reach ${authority} (it answered ${status}). Check that the receiver is running.`,
    )
  }
  throw new SendFault(
    'proxy',
    status === 407
      ? 'The egress proxy asks for a user name and password (407). Check those in its URL.'
      : `The egress proxy opened no connection to ${authority} (it answered ${status || 'nothing that is HTTP'}). ` +
          'Check the proxy and its rules.',
  )
}

/** Reads up to the blank line; bytes after it would belong to nobody, since a receiver never speaks first. */
function readHead(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = ''
    const finish = (fault: SendFault | null) => {
      socket.off('readable', read).off('end', ended).off('close', ended)
      if (fault) reject(fault)
      else resolve(head)
    }
    const ended = () =>
      finish(new SendFault('proxy', 'The egress proxy closed the connection. Check the proxy.'))
    const read = () => {
      let chunk: Buffer | null = socket.read()
      while (chunk !== null) {
        head += chunk.toString('latin1')
        chunk = socket.read()
      }
      const end = head.indexOf(HEAD_END)
      if (end !== -1 && end + HEAD_END.length === head.length) finish(null)
      else if (end !== -1 && !/^HTTP\/1\.[01] 2/.test(head)) finish(null)
      else if (end !== -1 || head.length > HEAD_LIMIT_BYTES) {
        finish(
          new SendFault(
            'proxy',
            'The egress proxy’s answer is not one to CONNECT. Check that it is an HTTP proxy.',
          ),
        )
      }
    }
    socket.on('readable', read).on('end', ended).on('close', ended)
  })
}

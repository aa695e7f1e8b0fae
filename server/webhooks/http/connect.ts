/**
 * Opening a socket to a receiver, and the place where the address guard holds.
 *
 * A name is resolved again for every socket; each of its addresses is vetted; and the socket is opened to a vetted
 * address, which therefore cannot change between the check and the use. An address in the URL itself is vetted just
 * the same. SNI, the certificate check and the `Host` header keep the name. A socket that is open is not vetted again:
 * it lives for a minute at most, and a change of the rules closes it (see socket-pool.ts).
 *
 * Verification of certificates cannot be switched off, for no web hook and by no environment variable; an extra CA is
 * trusted beside the usual ones, for its web hook only.
 */
import type { LookupAddress } from 'node:dns'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Target, TargetPolicy } from './parse-target.ts'
import { openTunnel, type Proxy } from './proxy-tunnel.ts'
import type { Lookup } from './resolve-name.ts'
import { connectFault, dnsFault, type DialPhase, SendFault, tlsFault } from './send-fault.ts'
import { readTlsState, type TlsState, type Validity } from './tls-state.ts'
import { vetAddresses } from './vet-addresses.ts'

const ADDRESSES_LIMIT = 8
/** How long one of several addresses gets before the next is tried; the last has the whole deadline. */
const NEXT_ADDRESS_AFTER_MS = 1_000
/** Then the receiver shows its certificate again, and it is verified again. */
const SESSION_AGE_LIMIT_MS = 3_600_000

export interface DialOptions {
  target: Target
  /** The rules as they are when a socket is opened. */
  policy: () => TargetPolicy
  lookup: Lookup
  proxy: Proxy | null
  userAgent: string
  /** Made when the first socket needs it; throws where a PEM text cannot be read. */
  tls: () => TlsState
  /** Hears of each certificate that was shown and verified. */
  onCertificate?: (origin: string, validity: Validity) => void
  monotonicNow: () => number
}

/** How one socket came about. Milliseconds; null for a phase that did not happen or has not ended. */
export interface Dial {
  phase: DialPhase
  dnsMs: number | null
  connectMs: number | null
  tlsMs: number | null
  /** The address connected to, or last tried. */
  address: string | null
  /** When it was ready for its first request, on the monotonic clock. */
  openedAtMs: number
  /** How many requests were written to it. */
  requestCount: number
  isAborted: boolean
  /** Gives up: closes whatever is open. */
  abort(): void
}

/** Starts to open a socket. `report` gets it, or a SendFault. */
export function dial(
  options: DialOptions,
  report: (fault: Error | null, socket: Socket | null) => void,
): Dial {
  const sockets: Socket[] = []
  const close = () => {
    for (const socket of sockets) socket.destroy()
  }
  const opening: Dial = {
    phase: 'lookup',
    dnsMs: null,
    connectMs: null,
    tlsMs: null,
    address: null,
    openedAtMs: 0,
    requestCount: 0,
    isAborted: false,
    abort: () => {
      opening.isAborted = true
      close()
    },
  }
  const own = (socket: Socket): Socket => {
    sockets.push(socket)
    return socket.on('error', () => {}).setNoDelay(true)
  }
  open(opening, options, own).then(
    (socket) => report(null, socket),
    (error: unknown) => {
      close()
      report(error instanceof Error ? error : new Error(String(error)), null)
    },
  )
  return opening
}

type Own = (socket: Socket) => Socket

async function open(dial: Dial, options: DialOptions, own: Own): Promise<Socket> {
  const { target, proxy, monotonicNow } = options
  const startedAt = monotonicNow()
  const isLiteral = isIP(target.hostname) !== 0
  const addresses = isLiteral
    ? [{ address: target.hostname, family: isIP(target.hostname) }]
    : await resolve(target.hostname, options.lookup)
  const resolvedAt = monotonicNow()
  if (!isLiteral) dial.dnsMs = resolvedAt - startedAt
  if (dial.isAborted) throw new SendFault('aborted', 'The socket is not wanted any more.')
  dial.address = addresses[0]?.address ?? null
  const vetted = vetAddresses(target, addresses, options.policy())
  const raw = proxy
    ? await openThrough(proxy, vetted, dial, options, own)
    : await openTo(vetted, dial, target, own)
  const connectedAt = monotonicNow()
  dial.connectMs = connectedAt - resolvedAt
  const socket = target.isHttps ? await startTls(raw, dial, options, own) : raw
  dial.openedAtMs = monotonicNow()
  if (target.isHttps) dial.tlsMs = dial.openedAtMs - connectedAt
  dial.phase = 'open'
  return socket
}

async function resolve(hostname: string, lookup: Lookup): Promise<LookupAddress[]> {
  try {
    const addresses = await lookup(hostname)
    if (addresses.length > 0) return addresses.slice(0, ADDRESSES_LIMIT)
  } catch (error) {
    throw dnsFault(hostname, error)
  }
  throw new SendFault('dns', `The name ${hostname} has no address. Check its DNS entry.`)
}

async function openTo(vetted: LookupAddress[], dial: Dial, target: Target, own: Own): Promise<Socket> {
  dial.phase = 'connect'
  dial.address = vetted[0]!.address
  try {
    const socket = await connectToOne(vetted, target, own)
    dial.address = socket.remoteAddress ?? dial.address
    return socket
  } catch (error) {
    const tried = vetted.map(({ address }) => authority(address, target.port)).join(', ')
    throw connectFault(tried, error)
  }
}

/** The name is given to Node together with its vetted addresses, so that nothing is looked up a second time. */
function connectToOne(
  addresses: LookupAddress[],
  to: { hostname: string; port: number },
  own: Own,
): Promise<Socket> {
  const socket = connectTcp({
    host: to.hostname,
    port: to.port,
    lookup: (_hostname, _options, callback) => callback(null, addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
  })
  own(socket)
  return settled(socket, 'connect')
}

async function openThrough(
  proxy: Proxy,
  vetted: LookupAddress[],
  dial: Dial,
  options: DialOptions,
  own: Own,
): Promise<Socket> {
  dial.phase = 'proxy'
  const receiver = vetted.find(({ family }) => family === 4) ?? vetted[0]!
  dial.address = receiver.address
  const socket = await openProxy(proxy, options.lookup, own)
  dial.phase = 'tunnel'
  await openTunnel(socket, authority(receiver.address, options.target.port), proxy, options.userAgent)
  return socket
}

/** The operator named the proxy, so its address is not vetted. */
async function openProxy(proxy: Proxy, lookup: Lookup, own: Own): Promise<Socket> {
  try {
    const addresses = isIP(proxy.hostname) ? [] : await lookup(proxy.hostname)
    const raw = await connectToOne(addresses, proxy, own)
    if (!proxy.isHttps) return raw
    const servername = isIP(proxy.hostname) ? '' : proxy.hostname
    const secure = connectTls({ socket: raw, servername, host: proxy.hostname, rejectUnauthorized: true })
    own(secure)
    return await settled(secure, 'secureConnect')
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new SendFault(
      'proxy',
      `The egress proxy ${authority(proxy.hostname, proxy.port)} could not be reached (${words}). Check the proxy.`,
    )
  }
}

async function startTls(raw: Socket, dial: Dial, options: DialOptions, own: Own): Promise<Socket> {
  const { target, tls, monotonicNow } = options
  dial.phase = 'tls'
  const state = readTlsState(tls)
  const isRecent = monotonicNow() - state.verifiedAtMs < SESSION_AGE_LIMIT_MS
  try {
    const socket = connectTls({
      socket: raw,
      host: target.hostname,
      servername: isIP(target.hostname) ? '' : target.hostname.replace(/\.$/, ''),
      secureContext: state.context,
      session: isRecent ? state.session : undefined,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
    })
    own(socket)
    socket.on('session', (session) => {
      state.session = session
    })
    await settled(socket, 'secureConnect')
    if (!socket.isSessionReused()) noteCertificate(socket, state, options)
    return socket
  } catch (error) {
    throw tlsFault(authority(target.hostname, target.port), error)
  }
}

/** A session that is resumed shows the certificate of its beginning, which may be another one by now. */
function noteCertificate(socket: TLSSocket, state: TlsState, options: DialOptions): void {
  state.verifiedAtMs = options.monotonicNow()
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) return
  const { validFromDate: from, validToDate: to } = certificate
  options.onCertificate?.(options.target.origin, { from, to })
}

function settled(socket: Socket, event: 'connect' | 'secureConnect'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve(socket))
    socket.once('error', reject)
    socket.once('close', () =>
      reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })),
    )
  })
}

/** `192.0.2.1:443`, `[2001:db8::1]:443`. */
export function authority(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/**
 * The sender: makes one HTTP call to a receiver and says what became of it. It decides nothing about retries.
 *
 * Guaranteed for every call: exactly one result; one deadline over the whole exchange; the address vetted when its
 * socket was opened; no redirect followed; at most 16 KiB of the answer read. Sockets are kept in pools by origin and
 * TLS identity (the proxy is the sender's own), the pools in a bounded map from which the one used least recently
 * falls out.
 *
 * Results arrive in a callback and never inside `send` itself. A callback that throws is a fault of the program and
 * surfaces as an uncaught exception.
 */
import { createHash } from 'node:crypto'
import type { SecureContext } from 'node:tls'
import { createDeadlineWheel } from './deadline-wheel.ts'
import { Exchange } from './exchange.ts'
import type { TargetPolicy } from './parse-target.ts'
import { parseProxy } from './proxy-tunnel.ts'
import { createNameResolver, type Lookup, systemLookup } from './resolve-name.ts'
import type { SendRequest, SendResult } from './send-result.ts'
import { createSocketPool, type SocketPool } from './socket-pool.ts'
import { createTlsContext, type TlsIdentity, type TlsState, type Validity } from './tls-state.ts'

export type { Answered, SendRequest, SendResult, Unanswered } from './send-result.ts'

const POOLS_LIMIT = 1_000
const CALLS_LIMIT = 20_000

export interface SenderOptions extends TargetPolicy {
  /** The `user-agent` of every call: product and version. */
  userAgent: string
  /** `http://user:password@host:port`; null or nothing goes out directly. Throws ProxyInvalid. */
  proxyUrl?: string | null
  lookup?: Lookup
  /** How many receivers' pools are kept while nothing goes to them. */
  poolsLimit?: number
  /** Hears of each certificate that a receiver showed and that was verified. */
  onCertificate?: (origin: string, validity: Validity) => void
  /** Milliseconds from an arbitrary start, never going back. */
  monotonicNow?: () => number
}

export interface Sender {
  /** Makes the call. Throws where more than CALLS_LIMIT are in flight, which is for the caller to bound. */
  send(request: SendRequest, done: (result: SendResult) => void): void
  /** Other rules from now on: every socket that was opened under the old ones closes once its call has ended. */
  updatePolicy(policy: TargetPolicy): void
  /** Breaks off what is in flight. `reason` reads on after "Broken off:". */
  abort(reason: string): void
  /** Takes no more calls, and resolves once those in flight have ended (at their deadlines at the latest). */
  close(): Promise<void>
  readonly inFlight: number
}

interface PoolEntry {
  pool: SocketPool
  usedAtMs: number
}

export function createSender(options: SenderOptions): Sender {
  const { userAgent, poolsLimit = POOLS_LIMIT, monotonicNow = () => performance.now() } = options
  const proxy = options.proxyUrl ? parseProxy(options.proxyUrl) : null
  const lookup = createNameResolver(options.lookup ?? systemLookup, monotonicNow)
  const wheel = createDeadlineWheel<Exchange>(monotonicNow)
  const pools = new Map<string, PoolEntry>()
  let policy: TargetPolicy = { allowList: options.allowList, allowHttp: options.allowHttp }
  let usualContext: SecureContext | null = null
  let whenIdle: (() => void) | null = null
  let isClosed = false

  function poolFor({ target, tls }: SendRequest): SocketPool {
    const key = tls === undefined ? target.origin : `${target.origin} ${identityOf(tls)}`
    const found = pools.get(key)
    const usedAtMs = monotonicNow()
    if (found) {
      found.usedAtMs = usedAtMs
      return found.pool
    }
    if (pools.size >= poolsLimit) dropOldestPool()
    const pool = createSocketPool({
      target,
      policy: () => policy,
      lookup,
      proxy,
      userAgent,
      monotonicNow,
      onCertificate: options.onCertificate,
      tls: once((): TlsState => ({ context: contextFor(tls), session: undefined, verifiedAtMs: -Infinity })),
    })
    pools.set(key, { pool, usedAtMs })
    return pool
  }

  /** One for all receivers without an identity of their own; a session belongs to one receiver, and its pool. */
  function contextFor(tls: TlsIdentity | undefined): SecureContext {
    if (tls !== undefined) return createTlsContext(tls)
    return (usualContext ??= createTlsContext(undefined))
  }

  /** Pools with calls stay, so there are never more than the limit and the calls in flight together. */
  function dropOldestPool(): void {
    let oldest: string | null = null
    let oldestUsedAtMs = Infinity
    for (const [key, { pool, usedAtMs }] of pools) {
      if (usedAtMs >= oldestUsedAtMs || !pool.isIdle) continue
      oldest = key
      oldestUsedAtMs = usedAtMs
    }
    if (oldest === null) return
    pools.get(oldest)?.pool.retire()
    pools.delete(oldest)
  }

  function retirePools(): void {
    for (const { pool } of pools.values()) pool.retire()
    pools.clear()
  }

  function send(request: SendRequest, done: (result: SendResult) => void): void {
    if (wheel.size >= CALLS_LIMIT) throw new Error(`more than ${CALLS_LIMIT} calls in flight`)
    const pool = poolFor(request)
    let isInside = true
    const exchange = new Exchange(request, pool, userAgent, monotonicNow, {
      onDeadline: (waiting, expiresAtMs) => {
        wheel.remove(waiting)
        waiting.expiresAtMs = expiresAtMs
        wheel.add(waiting)
      },
      onDone: (ended, result) => {
        wheel.remove(ended)
        if (isInside) queueMicrotask(() => report(done, result))
        else report(done, result)
      },
    })
    wheel.add(exchange)
    if (isClosed) exchange.abort('the server is shutting down')
    else pool.start(exchange, request.maxSockets)
    isInside = false
  }

  function report(done: (result: SendResult) => void, result: SendResult): void {
    try {
      done(result)
    } catch (error) {
      // Undici would take it for an error of the exchange.
      queueMicrotask(() => {
        throw error
      })
    }
    if (wheel.size === 0) whenIdle?.()
  }

  return {
    send,
    updatePolicy: ({ allowList, allowHttp }) => {
      policy = { allowList, allowHttp }
      retirePools()
    },
    abort: (reason) => {
      const exchanges = wheel.items()
      // Those that wait for a socket first, or the sockets that become free would start them.
      for (const exchange of exchanges) if (exchange.connection === null) exchange.abort(reason)
      for (const exchange of exchanges) exchange.abort(reason)
    },
    close: async () => {
      isClosed = true
      if (wheel.size > 0) await new Promise<void>((resolve) => (whenIdle = resolve))
      retirePools()
    },
    get inFlight() {
      return wheel.size
    },
  }
}

const identities = new WeakMap<TlsIdentity, string>()

function identityOf(tls: TlsIdentity): string {
  let identity = identities.get(tls)
  if (identity === undefined) {
    const text = JSON.stringify([tls.ca, tls.cert, tls.key])
    identity = createHash('sha256').update(text).digest('base64')
    identities.set(tls, identity)
  }
  return identity
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

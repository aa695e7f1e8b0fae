/**
 * Where a call goes, read from a web hook's URL and checked as far as text allows.
 *
 * Asked when a web hook is saved, as courtesy to the person who types, and again at each try, because the rules may
 * have changed since. Octal, hexadecimal, decimal and short spellings of an address (`0177.1`, `2130706433`) are made
 * plain by the URL parser before anything is compared. What a name resolves to is not asked here: that is decided in
 * the connector, for the very address that the socket is opened to.
 *
 * Pure.
 */
import { ALLOW_PRIVATE_VARIABLE, type AllowList } from './allow-list.ts'
import { classifyAddress } from './guard-address.ts'
import { parseIpAddress } from './ip-address.ts'

const URL_LIMIT_CHARACTERS = 2_048
const FIRST_UNPRIVILEGED_PORT = 1_024
/** Below 1024 only these: everything else there belongs to another protocol. */
const PRIVILEGED_PORTS = new Set([80, 443])
/** Services that listen above 1024 and could take an HTTP request for something else. */
const NON_HTTP_PORTS = new Map([
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [1720, 'H.323'],
  [1723, 'PPTP'],
  [1883, 'MQTT'],
  [2049, 'NFS'],
  [3306, 'MySQL'],
  [3389, 'RDP'],
  [4190, 'Sieve'],
  [5060, 'SIP'],
  [5061, 'SIP'],
  [5432, 'PostgreSQL'],
  [5672, 'AMQP'],
  [5900, 'VNC'],
  [6000, 'X11'],
  [6379, 'Redis'],
  [6667, 'IRC'],
  [6697, 'IRC'],
  [9042, 'Cassandra'],
  [9092, 'Kafka'],
  [11211, 'memcached'],
  [27017, 'MongoDB'],
])

export interface TargetPolicy {
  allowList: AllowList
  /** Plain `http:` to any target; without it only to private ones that the allow-list names. */
  allowHttp: boolean
}

/** A checked URL. Callers keep it between tries, for as long as the web hook's URL and the policy stay the same. */
export interface Target {
  url: string
  /** Scheme, host and port, without the scheme's own port: what a lane and a pool are keyed by. */
  origin: string
  /** A name, or an address without brackets. */
  hostname: string
  port: number
  /** Path and query, as they go into the request line. */
  path: string
  isHttps: boolean
}

export type TargetRefusal =
  | 'target-not-a-url'
  | 'target-too-long'
  | 'target-scheme'
  | 'target-needs-https'
  | 'target-user-info'
  | 'target-fragment'
  | 'target-port'
  | 'target-private-address'

export class TargetRefused extends Error {
  readonly code: TargetRefusal

  constructor(code: TargetRefusal, words: string) {
    super(words)
    this.code = code
  }
}

/** The target that `text` names. Throws TargetRefused, whose message says what is wrong and what to write instead. */
export function parseTarget(text: string, policy: TargetPolicy): Target {
  const url = parseUrl(text)
  const target: Target = {
    url: url.href,
    origin: url.origin,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    path: url.pathname + url.search,
    isHttps: url.protocol === 'https:',
  }
  checkPort(target.port)
  checkAddress(target, policy)
  checkScheme(target, policy)
  return target
}

/** How a private address is allowed, in words. */
export function howToAllow(entry: string): string {
  return `To allow it, the operator of this server adds it: ${ALLOW_PRIVATE_VARIABLE}=${entry}`
}

function parseUrl(text: string): URL {
  if (text.length > URL_LIMIT_CHARACTERS) {
    throw new TargetRefused('target-too-long', `The URL is longer than ${URL_LIMIT_CHARACTERS} characters.`)
  }
  const url = URL.parse(text)
  if (url === null) {
    throw new TargetRefused(
      'target-not-a-url',
      `“${text}” is not a URL. Write it in full, for example https://example.com/hooks`,
    )
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TargetRefused('target-scheme', `Calls go out over http(s) only, not over ${url.protocol}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new TargetRefused(
      'target-user-info',
      'The URL carries a user name or password, which would end up in logs. Use the API key or a custom header.',
    )
  }
  if (url.href.includes('#')) {
    throw new TargetRefused(
      'target-fragment',
      'The URL has a fragment (#…), which no server ever sees. Remove it.',
    )
  }
  return url
}

function checkPort(port: number): void {
  const service = NON_HTTP_PORTS.get(port)
  if (port >= FIRST_UNPRIVILEGED_PORT ? service === undefined : PRIVILEGED_PORTS.has(port)) return
  const reason = service ? `belongs to ${service}` : 'is below 1024'
  throw new TargetRefused('target-port', `Port ${port} ${reason}. Use 443, 80 or a free port from 1024.`)
}

function checkAddress(target: Target, { allowList }: TargetPolicy): void {
  const { hostname } = target
  if (allowList.allowsHost(hostname)) return
  if (parseIpAddress(hostname) !== null) {
    const found = classifyAddress(hostname)
    if (!found.public) throw refusedAddress(hostname, found.kind)
  } else if (
    isLocalhost(hostname) &&
    !allowList.allowsAddress('127.0.0.1') &&
    !allowList.allowsAddress('::1')
  ) {
    throw refusedAddress(hostname, 'loopback')
  }
}

function refusedAddress(hostname: string, kind: string): TargetRefused {
  return new TargetRefused(
    'target-private-address',
    `${hostname} is not a public address (${kind}), so no calls go there. ${howToAllow(hostname)}`,
  )
}

/**
 * Plain http is for private targets that are allowed. A name that is not listed may still resolve into a listed
 * network; the connector then insists on that.
 */
function checkScheme(target: Target, { allowList, allowHttp }: TargetPolicy): void {
  if (target.isHttps || allowHttp || allowList.allowsHost(target.hostname)) return
  const isName = parseIpAddress(target.hostname) === null
  if (isName && allowList.hasNetworks) return
  throw new TargetRefused(
    'target-needs-https',
    'Plain http: would send the body and the API key readable by anyone on the way. Use https:, ' +
      'or let the operator of this server set WEBHOOK_ALLOW_HTTP=true.',
  )
}

/** RFC 6761: `localhost` and every name below it are loopback. */
function isLocalhost(hostname: string): boolean {
  return /(^|\.)localhost\.?$/.test(hostname)
}

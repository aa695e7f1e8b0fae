/**
 * Why a call got no answer, as a class for the machine and in words for people: what happened, and what to do.
 *
 * Pure. `dns`, `connect`, `tls`, `reset`, `protocol` and `timeout` are the receiver's; `refused-address` is our own
 * guard; `proxy` is the egress proxy's fault and is not held against the receiver; `aborted` is ours (shutdown).
 */
export type ErrorClass =
  | 'timeout'
  | 'dns'
  | 'refused-address'
  | 'connect'
  | 'tls'
  | 'reset'
  | 'protocol'
  | 'proxy'
  | 'aborted'

/** How far the opening of a socket got. */
export type DialPhase = 'lookup' | 'proxy' | 'tunnel' | 'connect' | 'tls' | 'open'

export class SendFault extends Error {
  readonly code = 'send-fault'
  readonly errorClass: ErrorClass

  constructor(errorClass: ErrorClass, words: string) {
    super(words)
    this.errorClass = errorClass
  }
}

const TLS_WORDS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself. Add that certificate as extra CA',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate comes from a CA that is not known here. Add that CA as extra CA',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate’s issuer is not known here. Let the receiver send its intermediate certificates, or add its extra CA',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate’s issuer is not known here. Let the receiver send its intermediate certificates, or add its extra CA',
  CERT_HAS_EXPIRED: 'its certificate has expired. Renew it at the receiver',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet. Check the clocks of both sides',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name. Use the name in the certificate',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'it does not speak TLS on this port. Use the port for https, or http: if that is allowed',
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    'it does not speak TLS on this port. Use the port for https, or http: if that is allowed',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'it offers no TLS 1.2 or newer. Update the receiver',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it offers no TLS 1.2 or newer. Update the receiver',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'it asks for a client certificate. Add one to this web hook',
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

export function dnsFault(hostname: string, error: unknown): SendFault {
  const code = codeOf(error)
  return code === 'ENOTFOUND' || code === 'ENODATA'
    ? new SendFault('dns', `The name ${hostname} does not exist (${code}). Check the URL and the DNS entry.`)
    : new SendFault(
        'dns',
        `The name ${hostname} could not be resolved (${code || String(error)}). Check the name servers of this ` +
          'server and of the receiver’s domain.',
      )
}

export function connectFault(where: string, error: unknown): SendFault {
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') {
    return new SendFault(
      'connect',
      `${where} refused the connection. Check that the receiver is running and listens on this port.`,
    )
  }
  return new SendFault(
    'connect',
    `${where} could not be reached (${code || String(error)}). Check the network and the firewalls on the way.`,
  )
}

export function tlsFault(where: string, error: unknown): SendFault {
  const code = codeOf(error)
  const words =
    TLS_WORDS[code] ??
    (code === 'ECONNRESET' || code === 'EPIPE'
      ? 'it closed the connection during the TLS handshake. Check its TLS set-up, and whether it wants a client certificate'
      : error instanceof Error
        ? error.message
        : String(error))
  return new SendFault('tls', `No secure connection to ${where}: ${words}${code ? ` (${code})` : ''}.`)
}

/** The fault behind an error of an open connection, before the head of an answer had arrived. */
export function exchangeFault(where: string, error: Error): SendFault {
  if (error instanceof SendFault) return error
  const code = codeOf(error)
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return tlsFault(where, error)
  if (code === 'ANSWER_INVALID') {
    return new SendFault(
      'protocol',
      `What ${where} sent is no answer: ${error.message}. Check what listens there.`,
    )
  }
  if (code === 'ANSWER_HEAD_TOO_LONG') {
    return new SendFault(
      'protocol',
      `${where} answered with more than 16 KiB of headers. Let the receiver send fewer.`,
    )
  }
  if (code === 'REQUEST_INVALID') {
    return new SendFault(
      'protocol',
      `The request could not be written: ${error.message}. Check the custom headers.`,
    )
  }
  if (code === 'ETIMEDOUT') {
    return new SendFault('timeout', `${where} stopped answering on the network level (${code}).`)
  }
  if (!isReset(error))
    return new SendFault('protocol', `The exchange with ${where} failed: ${error.message}.`)
  return new SendFault(
    'reset',
    `${where} closed the connection before it answered${code === 'CONNECTION_ENDED' ? '' : ` (${code})`}. It may have taken the call all the same; look in ` +
      'the receiver’s own log.',
  )
}

/** Whether the other side ended a connection that may have been idle for too long in its eyes. */
export function isReset(error: Error): boolean {
  const code = codeOf(error)
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'CONNECTION_ENDED'
}

/** The deadline passed before the head of an answer had arrived. `phase` is null while waiting for a socket. */
export function timeoutFault(where: string, timeoutMs: number, phase: DialPhase | null): SendFault {
  return phase === 'proxy'
    ? proxyTimeout(timeoutMs)
    : new SendFault('timeout', timeoutWords(where, timeoutMs, phase))
}

function proxyTimeout(timeoutMs: number): SendFault {
  const words = `Not sent ${within(timeoutMs)}: the egress proxy did not accept the connection. Check the proxy.`
  return new SendFault('proxy', words)
}

function timeoutWords(where: string, timeoutMs: number, phase: Exclude<DialPhase, 'proxy'> | null): string {
  const notSent = `Not sent ${within(timeoutMs)}:`
  if (phase === null) {
    return `${notSent} all connections to ${where} were busy. Let the receiver answer faster${orRaise(timeoutMs)}.`
  }
  const words = {
    lookup: `${notSent} no answer to the look-up of ${where}. Check the name servers.`,
    tunnel: `${notSent} the egress proxy opened no connection to ${where} in time.`,
    connect: `${notSent} ${where} did not accept the connection. Check that it runs and that firewalls let us in.`,
    tls: `${notSent} the TLS handshake with ${where} did not end. Check the receiver’s TLS set-up.`,
    open:
      `No answer from ${where} ${within(timeoutMs)}. Let the receiver answer first and work afterwards` +
      `${orRaise(timeoutMs)}.`,
  }
  return words[phase]
}

/** The longest time limit that a web hook can have: nobody is told to raise it further. */
const TIMEOUT_LONGEST_MS = 15_000

function orRaise(timeoutMs: number): string {
  return timeoutMs < TIMEOUT_LONGEST_MS ? ', or raise the time limit' : ''
}

function within(timeoutMs: number): string {
  return `within ${timeoutMs / 1000} s`
}

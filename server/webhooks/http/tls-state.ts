/**
 * What the TLS sockets to one receiver share: whom they trust, who they say they are, and the session that spares the
 * next of them half the handshake. A session is of one receiver only: offered to another one that shares its keys (two
 * names behind one gateway), it could be resumed without that one's certificate being looked at.
 */
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { SendFault } from './send-fault.ts'

const TLS_MINIMUM = 'TLSv1.2'

/** PEM texts. Pass the same object for the same web hook: pools are found by it. */
export interface TlsIdentity {
  ca?: string
  cert?: string
  key?: string
}

/** What the sockets of one pool share. */
export interface TlsState {
  context: SecureContext
  /** The last session ticket, so that the next handshake is a short one. Of one receiver only. */
  session: Buffer | undefined
  /** When the receiver's certificate was verified last, on the monotonic clock. */
  verifiedAtMs: number
}

/** From when until when a certificate is valid. */
export interface Validity {
  from: Date
  to: Date
}

/** @throws SendFault */
export function readTlsState(tls: () => TlsState): TlsState {
  try {
    return tls()
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new SendFault(
      'tls',
      `The extra CA or the client certificate of this web hook cannot be used (${words}). Give them again, as PEM.`,
    )
  }
}

/** With the usual CAs, the extra one and the client certificate. Throws where a PEM text cannot be read. */
export function createTlsContext(identity: TlsIdentity | undefined): SecureContext {
  const { ca, cert, key } = identity ?? {}
  return createSecureContext({
    minVersion: TLS_MINIMUM,
    ...(ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  })
}

/** Why a mail was not sent, as far as the mail library knows: what somebody has to look at. Pure. */
import type { NodemailerError } from 'nodemailer'

export type MailFault =
  | 'not-configured'
  /** No mail server: name, port or firewall. Whatever else is there is not told apart: ports are not ours to try. */
  | 'unreachable'
  /** Its name leads to a private address that the operator has not allowed. */
  | 'refused-address'
  | 'timeout'
  /** No TLS, or a certificate that is not trusted. */
  | 'tls'
  | 'authentication'
  | 'sender-refused'
  | 'recipient-refused'
  /** Whatever else the mail server did not like. */
  | 'refused'

type Failure = Partial<Pick<NodemailerError, 'code' | 'command' | 'message' | 'response'>>

const FAULTS: Record<string, MailFault> = {
  EDNS: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNECTION: 'unreachable',
  EABORT: 'timeout',
  ETLS: 'tls',
  EREQUIRETLS: 'tls',
  EAUTH: 'authentication',
  ENOAUTH: 'authentication',
}
const ABOUT_TLS = /certificate|\bssl\b|\btls\b|altnames/i
/** The other side spoke TLS, and only its certificate is at fault. */
const ABOUT_CERTIFICATES = /certificate|altnames/i
/** A mail server that takes no mail from us says so in place of its greeting. */
const REFUSAL = /^[45]\d\d[ -]/

/** Whether no mail server was seen at the other end before the connection failed. */
export function isNoMailServer({ code, command, message = '', response = '' }: Failure): boolean {
  if (code === 'ETIMEDOUT') return true
  return command === 'CONN' && !REFUSAL.test(response) && !ABOUT_CERTIFICATES.test(message)
}

export function mailFault(failure: Failure): MailFault {
  const { code = '', command = '', message = '' } = failure
  if (isNoMailServer(failure)) return 'unreachable'
  if (code === 'EENVELOPE') return command.startsWith('MAIL') ? 'sender-refused' : 'recipient-refused'
  if (code === 'ESOCKET') return ABOUT_TLS.test(message) ? 'tls' : 'unreachable'
  return FAULTS[code] ?? 'refused'
}

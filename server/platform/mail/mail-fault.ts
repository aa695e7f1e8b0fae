/** Why a mail was not sent, as far as the mail library knows: what somebody has to look at. Pure. */
import type { NodemailerError } from 'nodemailer'

export type MailFault =
  | 'not-configured'
  /** No connection: name, port or firewall. */
  | 'unreachable'
  | 'timeout'
  /** No TLS, or a certificate that is not trusted. */
  | 'tls'
  | 'authentication'
  | 'sender-refused'
  | 'recipient-refused'
  /** Whatever else the mail server did not like. */
  | 'refused'

const FAULTS: Record<string, MailFault> = {
  EDNS: 'unreachable',
  ECONNECTION: 'unreachable',
  ETIMEDOUT: 'timeout',
  EABORT: 'timeout',
  ETLS: 'tls',
  EREQUIRETLS: 'tls',
  EAUTH: 'authentication',
  ENOAUTH: 'authentication',
}
const ABOUT_CERTIFICATES = /certificate|\bssl\b|\btls\b|altnames/i

export function mailFault({
  code = '',
  command = '',
  message = '',
}: Partial<Pick<NodemailerError, 'code' | 'command' | 'message'>>): MailFault {
  if (code === 'EENVELOPE') return command.startsWith('MAIL') ? 'sender-refused' : 'recipient-refused'
  if (code === 'ESOCKET') return ABOUT_CERTIFICATES.test(message) ? 'tls' : 'unreachable'
  return FAULTS[code] ?? 'refused'
}

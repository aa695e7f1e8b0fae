/**
 * Hands mails to the mail server of the instance. Every mail is one connection, one recipient and one deadline over
 * all of it, so that a mail server that hangs costs no more than that one mail; whether and when it is tried again is
 * the caller's affair, and the error says whether there is any use in it.
 *
 * Files and addresses named inside a mail are never read: a mail carries only what it was given.
 */
import { isIP, isIPv6 } from 'node:net'
import { createTransport, type Transporter } from 'nodemailer'
import type { NodemailerError } from 'nodemailer'
import { DomainError } from '../errors.ts'
import type { Mail } from './mail.ts'
import { isNoMailServer, mailFault, type MailFault } from './mail-fault.ts'

export type { MailFault }

const SEND_TIMEOUT_MS = 30_000
const CONNECT_TIMEOUT_MS = 10_000
const IDLE_TIMEOUT_MS = 15_000
const PERMANENT_STATUS_FROM = 500

/** The same for all that is no mail server, an open port with another service included. */
const NO_MAIL_SERVER = 'No mail server answers there'

export interface Mailer {
  /** Whether there is a mail server; where there is none, `send` refuses. */
  readonly configured: boolean
  /** Resolves with what the mail server said when it had taken the mail, or throws a `MailNotSent`. */
  send(mail: Mail): Promise<string>
  /** Whether the mail server lets us in: connects and signs in, and sends nothing. Throws a `MailNotSent`. */
  check(): Promise<void>
}

export interface MailerSettings {
  /** `smtp://user:password@host:port`, `smtps://…`; null: no mail goes out. */
  smtpUrl: string | null
  /** The instance's own address, with or without a name: `Meetings <meetings@example.com>`. */
  from: string | null
  /** Over the whole exchange. */
  timeoutMs?: number
  /** The address to connect to instead of looking the name up; throws where it may not be reached. */
  vetHost?: (hostname: string) => Promise<string>
}

export class MailNotSent extends DomainError {
  override readonly name = 'MailNotSent'
  /** The mail server has refused for good: the same mail will be refused again. */
  readonly permanent: boolean
  readonly fault: MailFault
  /** What the mail server said, or what went wrong before it could. */
  readonly answer: string

  constructor(code: string, message: string, permanent: boolean, fault: MailFault, answer: string) {
    super(code, message)
    this.permanent = permanent
    this.fault = fault
    this.answer = answer
  }
}

/** The name leads to an address that this server may not reach. */
export class MailHostRefused extends DomainError {
  override readonly name = 'MailHostRefused'

  constructor(message: string) {
    super('mail-host-refused', message)
  }
}

export function createMailer(settings: MailerSettings): Mailer {
  const { smtpUrl, from, timeoutMs = SEND_TIMEOUT_MS, vetHost } = settings
  if (!smtpUrl || !from) return { configured: false, send: refuse, check: refuse }
  const server = mailServerName(smtpUrl)
  const open = async () => {
    const { url, servername } = vetHost ? await vetted(smtpUrl, vetHost) : { url: smtpUrl }
    return createTransport({
      url,
      ...(servername !== undefined && { tls: { servername } }),
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      dnsTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: IDLE_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }
  const sender = parseSender(from)
  return {
    configured: true,
    async send(mail) {
      const name = mail.fromName || sender.name
      try {
        const transport = await open()
        const { response } = await transport.sendMail({
          from: { name, address: sender.address },
          to: { name: mail.to.name, address: mail.to.email },
          replyTo: mail.replyTo ? { name: mail.replyTo.name, address: mail.replyTo.email } : undefined,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          icalEvent: mail.calendar ?? undefined,
          signal: AbortSignal.timeout(timeoutMs),
        })
        return response
      } catch (error) {
        throw notSent(error, mail.to.email, server)
      }
    },
    async check() {
      let transport: Transporter | undefined
      const verify = async () => (transport = await open()).verify()
      const tooLate = Promise.withResolvers<never>()
      const timer = setTimeout(() => {
        tooLate.reject(Object.assign(new Error('It does not answer'), { code: 'ETIMEDOUT' }))
      }, timeoutMs)
      try {
        await Promise.race([verify(), tooLate.promise])
      } catch (error) {
        throw notSent(error, '', server)
      } finally {
        clearTimeout(timer)
        transport?.close()
      }
    },
  }
}

function refuse(): Promise<never> {
  const message = 'No mail goes out of this instance. Set SMTP_URL and MAIL_FROM to have invitations mailed.'
  return Promise.reject(new MailNotSent('mail-not-configured', message, true, 'not-configured', message))
}

/** The URL with the address that its host may be reached at, and the name that its certificate is checked for. */
async function vetted(smtpUrl: string, vetHost: (hostname: string) => Promise<string>) {
  const url = new URL(smtpUrl)
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const address = await vetHost(hostname)
  url.hostname = isIPv6(address) ? `[${address}]` : address
  return { url: url.href, servername: isIP(hostname) ? undefined : hostname }
}

/** Host and port, for messages: the user and password of the URL are not for anybody's eyes. */
export function mailServerName(smtpUrl: string): string {
  const url = URL.parse(smtpUrl)
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname) return url.host
  throw new DomainError(
    'invalid-smtp-url',
    'SMTP_URL must look like smtp://user:password@mail.example.com:587.',
  )
}

function parseSender(from: string): { name: string; address: string } {
  const [, name = '', address = from] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? []
  return { name, address: address.trim() }
}

function notSent(error: unknown, recipient: string, server: string): MailNotSent {
  if (error instanceof MailHostRefused) {
    const text = `The mail to ${recipient} was not sent: ${error.message}`
    return new MailNotSent('mail-not-sent', text, false, 'refused-address', error.message)
  }
  const failure: Partial<NodemailerError> = error instanceof Error ? error : {}
  const { responseCode, code, message, response } = failure
  const permanent = (responseCode ?? 0) >= PERMANENT_STATUS_FROM
  const isNone = isNoMailServer(failure)
  const own = code === 'EABORT' ? 'it did not answer in time' : (message ?? String(error))
  const reason = isNone ? NO_MAIL_SERVER : own
  const advice = permanent
    ? 'Check the address and the sender.'
    : 'Check that the mail server can be reached.'
  const text = `The mail to ${recipient} was not taken by the mail server ${server}: ${reason}. ${advice}`
  return new MailNotSent(
    'mail-not-sent',
    text,
    permanent,
    isNone ? 'unreachable' : mailFault(failure),
    isNone ? reason : (response ?? reason),
  )
}

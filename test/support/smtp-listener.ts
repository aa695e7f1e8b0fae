/**
 * A mail server for tests: real SMTP (RFC 5321) over a real socket, as much of it as a client needs to hand over a
 * mail, with a journal of what came in.
 *
 * It answers as told, also badly: it may refuse recipients, or say nothing at all. Tests wait for its journal
 * (`waitFor`) instead of sleeping.
 */
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'

const COMMAND_LIMIT_BYTES = 1_048_576
const REPLIES: Record<string, string> = {
  EHLO: '250-listener.test\r\n250 8BITMIME',
  HELO: '250 listener.test',
  MAIL: '250 OK',
  RCPT: '250 OK',
  DATA: '354 Go on',
  RSET: '250 OK',
  QUIT: '221 Bye',
}

export interface ReceivedMail {
  from: string
  recipients: string[]
  /** The message as it came, dot-stuffing undone. */
  raw: string
}

export interface SmtpListener {
  /** `smtp://127.0.0.1:40125` */
  url: string
  mails: ReceivedMail[]
  /** Resolves with the mails once there are that many. */
  waitFor(count: number): Promise<ReceivedMail[]>
  /** Resolves once a client has connected and left again. */
  disconnected: Promise<void>
  close(): Promise<void>
}

export interface SmtpListenerOptions {
  /** A reply such as `550 No such user` in place of accepting the recipient. */
  refuse?: (recipient: string) => string | null
  /** Takes the connection and never says a word. */
  silent?: boolean
}

export async function startSmtpListener(options: SmtpListenerOptions = {}): Promise<SmtpListener> {
  const mails: ReceivedMail[] = []
  const waiting = new Set<() => void>()
  const sockets = new Set<Socket>()
  const disconnected = Promise.withResolvers<void>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      disconnected.resolve()
    })
    const journal = (mail: ReceivedMail) => {
      mails.push(mail)
      for (const wake of waiting) wake()
    }
    if (options.silent) socket.resume()
    else converse(socket, options, journal)
  })
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    waitFor(count) {
      const enough = Promise.withResolvers<ReceivedMail[]>()
      const wake = () => {
        if (mails.length < count) return
        waiting.delete(wake)
        enough.resolve(mails)
      }
      waiting.add(wake)
      wake()
      return enough.promise
    },
    disconnected: disconnected.promise,
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      for (const socket of sockets) socket.destroy()
      await closed.promise
    },
  }
}

function converse(socket: Socket, options: SmtpListenerOptions, journal: (mail: ReceivedMail) => void): void {
  const reply = (text: string) => socket.write(`${text}\r\n`)
  let mail: ReceivedMail = { from: '', recipients: [], raw: '' }
  let inData = false
  let buffered = ''

  const take = (text: string) => {
    if (inData) {
      inData = false
      journal({ ...mail, raw: text.replaceAll('\r\n.', '\r\n') })
      reply('250 Taken')
      return
    }
    const [, verb = '', address = ''] = /^(\S+)[^<]*<?([^>]*)/.exec(text) ?? []
    const refusal = verb === 'RCPT' ? (options.refuse?.(address) ?? null) : null
    if (verb === 'MAIL') mail = { from: address, recipients: [], raw: '' }
    if (verb === 'RCPT' && refusal === null) mail.recipients.push(address)
    inData = verb === 'DATA'
    reply(refusal ?? REPLIES[verb] ?? '502 Not here')
    if (verb === 'QUIT') socket.end()
  }

  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    buffered += chunk
    if (buffered.length > COMMAND_LIMIT_BYTES) socket.destroy()
    for (;;) {
      const end = inData ? '\r\n.\r\n' : '\r\n'
      const at = buffered.indexOf(end)
      if (at < 0) break
      const text = buffered.slice(0, at)
      buffered = buffered.slice(at + end.length)
      take(text)
    }
  })
  reply('220 listener.test ESMTP')
}

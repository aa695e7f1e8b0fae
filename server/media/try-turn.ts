/**
 * Whether a TURN server gives what browsers will ask of it: a relayed address, allocated by the credentials that
 * participants get, over the transport that its URL names (UDP, TCP or TLS). It is tried from this server, which sees
 * less than a browser behind a firewall does, but finds a wrong secret, a closed port and a certificate that ran out.
 *
 *     Allocate ──▸ 401 with realm and nonce ──▸ Allocate, signed ──▸ a relayed address ──▸ Refresh with 0 seconds: freed
 *
 * STUN's messages are few and fixed (RFC 8489, RFC 8656), and what npm has for them is not kept up.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

export interface TurnReading {
  url: string
  /** In words; null: it works, or it is not tried. */
  fault: string | null
  /** False for DTLS, which Node does not speak. */
  isTried: boolean
}

interface Credentials {
  username: string
  credential: string
}

interface Target {
  host: string
  port: number
  transport: 'udp' | 'tcp' | 'tls' | 'dtls'
}

const TIMEOUT_MS = 5_000
/** A datagram may get lost. */
const SEND_AGAIN_MS = 1_000
const PORT_DEFAULT = 3478
const TLS_PORT_DEFAULT = 5349
const URL_FORM = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/
const MESSAGE_BYTES_MAX = 65_535

/** @param ca further certificates to trust, for tests */
export async function tryTurn(url: string, credentials: Credentials, ca?: string): Promise<TurnReading> {
  const target = parse(url)
  if (!target) return { url, isTried: true, fault: 'This is no TURN URL.' }
  if (target.transport === 'dtls') return { url, isTried: false, fault: null }
  let exchange: Exchange | undefined
  try {
    exchange = await (target.transport === 'udp' ? overUdp(target) : overStream(target, ca))
    return { url, isTried: true, fault: await allocate(exchange, credentials) }
  } catch (error) {
    return { url, isTried: true, fault: error instanceof Error ? error.message : String(error) }
  } finally {
    exchange?.close()
  }
}

function parse(url: string): Target | null {
  const [, scheme, host = '', port, transport] = URL_FORM.exec(url) ?? []
  if (!scheme) return null
  const isSecure = scheme === 'turns'
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : isSecure ? TLS_PORT_DEFAULT : PORT_DEFAULT,
    transport: isSecure
      ? transport === 'udp'
        ? 'dtls'
        : 'tls'
      : ((transport as 'udp' | 'tcp' | undefined) ?? 'udp'),
  }
}

const ALLOCATE = 0x0003
const REFRESH = 0x0004
const SUCCESS = 0x0100
const ERROR = 0x0110
const COOKIE = 0x2112a442
const HEADER_BYTES = 20
const INTEGRITY_BYTES = 24
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  relayedAddress: 0x0016,
  requestedTransport: 0x0019,
} as const
const UDP_PROTOCOL = 17
const UNAUTHORIZED = 401

/** @returns what is wrong, or null */
async function allocate(exchange: Exchange, { username, credential }: Credentials): Promise<string | null> {
  const transport: Attribute = [ATTRIBUTE.requestedTransport, Buffer.from([UDP_PROTOCOL, 0, 0, 0])]
  const first = await exchange.ask(write(ALLOCATE, [transport]))
  const challenge = read(first)
  if (challenge.type === ALLOCATE + SUCCESS) return 'It gives addresses to everybody, without credentials.'
  const realm = challenge.attributes.get(ATTRIBUTE.realm)
  const nonce = challenge.attributes.get(ATTRIBUTE.nonce)
  if (challenge.error?.code !== UNAUTHORIZED || !realm || !nonce) return refusal(challenge)
  const identity: Attribute[] = [
    [ATTRIBUTE.username, Buffer.from(username)],
    [ATTRIBUTE.realm, realm],
    [ATTRIBUTE.nonce, nonce],
  ]
  const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest()
  const answer = read(await exchange.ask(write(ALLOCATE, [transport, ...identity], key)))
  if (answer.type !== ALLOCATE + SUCCESS || !answer.attributes.has(ATTRIBUTE.relayedAddress))
    return refusal(answer)
  const lifetime: Attribute = [ATTRIBUTE.lifetime, Buffer.alloc(4)]
  // It works whatever becomes of this: an address that is not freed runs out after ten minutes.
  await exchange.ask(write(REFRESH, [lifetime, ...identity], key)).catch(() => undefined)
  return null
}

function refusal({ error }: Message): string {
  if (error?.code === UNAUTHORIZED)
    return 'It refuses the credentials: TURN_SECRET has to be the secret of the server (static-auth-secret), and the clocks of both have to agree.'
  return error ? `It answers ${error.code} ${error.reason}.` : 'It does not answer as a TURN server does.'
}

type Attribute = [type: number, value: Buffer]

function write(type: number, attributes: Attribute[], key?: Buffer): Buffer {
  const body = Buffer.concat(
    attributes.map(([name, value]) => {
      const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
      padded.writeUInt16BE(name, 0)
      padded.writeUInt16BE(value.length, 2)
      value.copy(padded, 4)
      return padded
    }),
  )
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt16BE(type, 0)
  header.writeUInt16BE(body.length + (key ? INTEGRITY_BYTES : 0), 2)
  header.writeUInt32BE(COOKIE, 4)
  randomBytes(12).copy(header, 8)
  if (!key) return Buffer.concat([header, body])
  const integrity = Buffer.alloc(INTEGRITY_BYTES)
  integrity.writeUInt16BE(ATTRIBUTE.integrity, 0)
  integrity.writeUInt16BE(INTEGRITY_BYTES - 4, 2)
  createHmac('sha1', key).update(header).update(body).digest().copy(integrity, 4)
  return Buffer.concat([header, body, integrity])
}

interface Message {
  type: number
  attributes: Map<number, Buffer>
  error: { code: number; reason: string } | null
}

function read(message: Buffer): Message {
  const attributes = new Map<number, Buffer>()
  let at = HEADER_BYTES
  while (at + 4 <= message.length) {
    const length = message.readUInt16BE(at + 2)
    attributes.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length))
    at += 4 + Math.ceil(length / 4) * 4
  }
  const type = message.readUInt16BE(0)
  const error = attributes.get(ATTRIBUTE.error)
  const isError = (type & ERROR) === ERROR && error !== undefined && error.length >= 4
  return {
    type,
    attributes,
    error: isError
      ? { code: (error[2]! & 7) * 100 + error[3]!, reason: error.subarray(4).toString().trim() }
      : null,
  }
}

interface Exchange {
  /** Throws when there is no answer in time. */
  ask(request: Buffer): Promise<Buffer>
  close(): void
}

const NO_ANSWER = 'There is no answer.'

function isAnswerTo(request: Buffer, message: Buffer): boolean {
  return (
    message.length >= HEADER_BYTES &&
    message.subarray(4, HEADER_BYTES).equals(request.subarray(4, HEADER_BYTES))
  )
}

async function overUdp({ host, port }: Target): Promise<Exchange> {
  const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(port, host, () => resolve())
  })
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        const send = () => socket.send(request)
        const end = (error: Error | null, answer?: Buffer) => {
          clearTimeout(timeout)
          clearInterval(again)
          socket.removeAllListeners()
          // A port that nobody listens on may say so once more.
          socket.on('error', () => undefined)
          if (answer) resolve(answer)
          else reject(error ?? new Error(NO_ANSWER))
        }
        const timeout = setTimeout(() => end(null), TIMEOUT_MS)
        const again = setInterval(send, SEND_AGAIN_MS)
        socket.on('message', (message) => {
          if (isAnswerTo(request, message)) end(null, message)
        })
        socket.on('error', (error) => end(error))
        send()
      }),
    close: () => socket.close(),
  }
}

async function overStream({ host, port, transport }: Target, ca: string | undefined): Promise<Exchange> {
  const socket: Socket =
    transport === 'tls'
      ? connectTls({ host, port, ca, ...(isIP(host) === 0 && { servername: host }) })
      : connectTcp({ host, port })
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(NO_ANSWER)))
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(transport === 'tls' ? 'secureConnect' : 'connect', resolve)
      socket.once('error', reject)
    })
  } catch (error) {
    socket.destroy()
    throw error
  }
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        let received = Buffer.alloc(0)
        const take = (part: Buffer) => {
          received = Buffer.concat([received, part])
          if (received.length > MESSAGE_BYTES_MAX) return end(new Error('It answers too much.'))
          while (received.length >= HEADER_BYTES) {
            const length = HEADER_BYTES + received.readUInt16BE(2)
            if (received.length < length) return
            const message = received.subarray(0, length)
            received = received.subarray(length)
            if (isAnswerTo(request, message)) return end(null, message)
          }
        }
        const end = (error: Error | null, answer?: Buffer) => {
          clearTimeout(timeout)
          socket.removeAllListeners('data').removeAllListeners('error').removeAllListeners('close')
          socket.on('error', () => undefined)
          if (answer) resolve(answer)
          else reject(error ?? new Error(NO_ANSWER))
        }
        const timeout = setTimeout(() => end(null), TIMEOUT_MS)
        socket.on('data', take)
        socket.on('error', end)
        socket.on('close', () => end(null))
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** Somebody in a meeting: joins by the API, sits on the room's socket, uploads what their browser recorded. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Api } from './api.ts'

const CHUNK_BYTES = 64 * 1024
const WAIT_LIMIT_MS = 15_000

interface RoomMessage {
  type: string
  n?: number
  participantId?: string
}

export class Participant {
  readonly #api: Api
  readonly #roomUrl: string
  readonly #roomToken: string
  readonly #userAgent: string
  readonly id: string
  #socket: WebSocket | undefined
  #onMessage: (message: RoomMessage) => void = () => {}
  /** The code with which the server closed the room. */
  readonly closed: Promise<number>
  #resolveClosed: (code: number) => void = () => {}

  private constructor(api: Api, joined: Record<string, unknown>, userAgent: string) {
    this.#api = api
    this.id = String(joined['participantId'])
    this.#roomUrl = String(joined['roomUrl'])
    this.#roomToken = String(joined['roomToken'])
    this.#userAgent = userAgent
    this.closed = new Promise((resolve) => (this.#resolveClosed = resolve))
  }

  static async join(api: Api, meetingId: string, name: string, userAgent: string): Promise<Participant> {
    const joined = await api.post(`/join/${meetingId}`, { name }, { 'user-agent': userAgent })
    const participant = new Participant(api, joined, userAgent)
    await participant.rejoin()
    return participant
  }

  async rejoin(): Promise<void> {
    const socket = new WebSocket(this.#roomUrl, { headers: { 'user-agent': this.#userAgent } })
    this.#socket = socket
    const welcome = Promise.withResolvers<void>()
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as RoomMessage
      if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong', n: message.n, at: Date.now() }))
      if (message.type === 'welcome') welcome.resolve()
      this.#onMessage(message)
    })
    socket.on('close', (code) => {
      if (code >= 4000) this.#resolveClosed(code)
    })
    socket.on('error', welcome.reject)
    await welcome.promise
  }

  /** As when the network goes away: no goodbye. */
  async drop(): Promise<void> {
    const gone = once(this.#socket!, 'close')
    this.#socket!.terminate()
    await gone
  }

  untilLeft(other: Participant): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Nobody said that ${other.id} left.`)), WAIT_LIMIT_MS)
      this.#onMessage = (message) => {
        if (message.type !== 'participant-left' || message.participantId !== other.id) return
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async upload(meetingId: string, index: number, startedAt: Date, bytes: Buffer): Promise<void> {
    const headers = { authorization: `Bearer ${this.#roomToken}` }
    const part = await this.#api.post(
      `/meetings/${meetingId}/recording-parts`,
      {
        participantId: this.id,
        index,
        startedAt: startedAt.toISOString(),
        mimeType: 'video/webm;codecs=vp8,opus',
      },
      headers,
    )
    const chunks = Math.ceil(bytes.length / CHUNK_BYTES)
    for (let n = 0; n < chunks; n++) {
      const chunk = bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES)
      await this.#api.putBytes(`/recording-parts/${String(part['id'])}/chunks/${n}`, chunk, headers)
    }
    await this.#api.post(`/recording-parts/${String(part['id'])}/complete`, { chunks }, headers)
  }
}

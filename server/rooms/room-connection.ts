/**
 * One participant's socket. It knows nothing of rooms: it takes frames in, within limits, and sends messages out,
 * within limits, remembers the last sign of life, and says once that it is over.
 *
 * Nothing queues without bound. Who sends more than their share (`message-shares`) is cut off; who reads so slowly that more than `SEND_BUFFER_LIMIT_BYTES` wait for them is given up, and comes back with a fresh roster.
 * A connection is given up, too, after `UNANSWERED_PINGS_LIMIT` pings without any frame in return: counted in pings,
 * not in time, so that a process that stood still for a while does not throw everybody out for its own silence.
 */
import type { RawData, WebSocket } from 'ws'
import type { Clock } from '../platform/clock.ts'
import { ENDINGS, type Ending } from './close-codes.ts'
import { createClockMeasure } from './measure-clock.ts'
import { PING_INTERVAL_MS, SILENCE_MS } from '../meetings/presence.ts'
import type { ClientMessage, ServerMessage } from '../../shared/room-messages.ts'
import { parseClientMessage } from './client-messages.ts'
import type { RoomClaims } from './room-token.ts'

const SEND_BUFFER_LIMIT_BYTES = 1_048_576
const UNANSWERED_PINGS_LIMIT = SILENCE_MS / PING_INTERVAL_MS
/** How long the other side has for answering our close frame. */
const CLOSE_TIMEOUT_MS = 2_000

export interface RoomConnection {
  readonly id: string
  readonly claims: RoomClaims
  /** Of any frame, of a close, of the end of the TCP connection that came from the other side. */
  readonly lastSeenAt: Date
  readonly isOver: boolean
  /** Server time minus the participant's clock, in milliseconds; null: not measured. */
  readonly clockDifferenceMs: number | null
  send(message: ServerMessage): void
  /** A message that is JSON already. */
  sendFrame(frame: string): void
  /** Sends the next ping, or gives up. */
  ping(): void
  end(ending: Ending): void
}

export interface RoomConnectionOptions {
  id: string
  claims: RoomClaims
  socket: WebSocket
  clock: Clock
  /** False: this participant has sent too much. */
  mayTake(): boolean
  /** All but the answers to pings. */
  onMessage(message: Exclude<ClientMessage, { type: 'pong' }>): void
  /** Once, when nothing comes or goes any more; null: the other side ended it, or it was given up. */
  onOver(ending: Ending | null): void
}

export function createRoomConnection(options: RoomConnectionOptions): RoomConnection {
  const { id, claims, socket, clock, mayTake } = options
  const measure = createClockMeasure()
  let lastSeenAt = clock.now()
  let unansweredPings = 0
  let pings = 0
  let ending: Ending | null = null
  let isOver = false
  let wasGivenUp = false

  function take(data: RawData, isBinary: boolean) {
    lastSeenAt = clock.now()
    unansweredPings = 0
    if (ending) return
    if (isBinary) return end(ENDINGS.binaryFrame)
    if (!mayTake()) return end(ENDINGS.tooManyMessages)
    const message = parseClientMessage(Buffer.isBuffer(data) ? data.toString('utf8') : '')
    if (message?.type === 'pong') measure.noteAnswer(message.n, message.at, lastSeenAt)
    else if (message) options.onMessage(message)
    else send({ type: 'error', detail: 'This message is not known here, or has wrong fields.' })
  }

  function send(message: ServerMessage) {
    sendFrame(JSON.stringify(message))
  }

  function sendFrame(frame: string) {
    if (ending || socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > SEND_BUFFER_LIMIT_BYTES) giveUp()
    else socket.send(frame)
  }

  function giveUp() {
    wasGivenUp = true
    socket.terminate()
  }

  function end(reason: Ending) {
    if (ending) return
    if (reason.lastMessage) send(reason.lastMessage)
    ending = reason
    socket.close(reason.code, reason.reason)
    setTimeout(giveUp, CLOSE_TIMEOUT_MS).unref()
  }

  socket.on('message', take)
  // What is wrong with the frames ends the connection by itself; `close` follows.
  socket.on('error', () => {})
  socket.once('close', () => {
    isOver = true
    if (!wasGivenUp) lastSeenAt = clock.now()
    options.onOver(ending)
  })

  return {
    id,
    claims,
    get lastSeenAt() {
      return lastSeenAt
    },
    get clockDifferenceMs() {
      return measure.differenceMs
    },
    get isOver() {
      return isOver || ending !== null
    },
    send,
    sendFrame,
    ping() {
      if (unansweredPings >= UNANSWERED_PINGS_LIMIT) return giveUp()
      unansweredPings++
      measure.noteSent(++pings, clock.now())
      send({ type: 'ping', n: pings })
    },
    end,
  }
}

/** Ends a socket that never becomes a connection. */
export function refuseSocket(socket: WebSocket, { code, reason }: Ending): void {
  socket.on('error', () => {})
  socket.close(code, reason)
  setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS).unref()
}

/**
 * A LiveKit client's socket (`/rtc/v1`), as far as receiving goes: it joins with the first offer in its address, answers
 * pings, keeps one offer under way at a time, and hands on what the server says. It ends once, with the reason.
 */
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import {
  ClientInfo,
  ClientInfo_SDK,
  ConnectionSettings,
  JoinRequest,
  LeaveRequest,
  Ping,
  SessionDescription,
  SignalRequest,
  SignalResponse,
  SignalTarget,
  TrickleRequest,
  UpdateTrackSettings,
  VideoQuality,
  WrappedJoinRequest,
  WrappedJoinRequest_Compression,
  type JoinResponse,
} from '@livekit/protocol'
import { WebSocket } from 'ws'

const CONNECT_TIMEOUT_MS = 10_000
const MESSAGE_BYTES_MAX = 8 * 1024 * 1024
const PING_INTERVAL_S = 10
const CLIENT_VERSION = '2.23.0'
const CLIENT_PROTOCOL = 16

export type ServerMessage = SignalResponse['message']

export interface SignallingEvents {
  joined(response: JoinResponse): void
  message(message: ServerMessage): void
  /** Comes at most once, and not after `close`. */
  ended(reason: string): void
}

export class Signalling {
  #socket: WebSocket
  #events: SignallingEvents
  #writeOffer: () => string
  #offerId = 1
  /** The offer that is not answered yet; 0: none. */
  #pendingOfferId = 1
  #mustOfferAgain = false
  #pings: NodeJS.Timeout | undefined
  #isEnded = false

  /** `url`: `ws://…` or `wss://…`, of a LiveKit server. */
  constructor(url: string, token: string, writeOffer: () => string, events: SignallingEvents) {
    this.#events = events
    this.#writeOffer = writeOffer
    const query = new URLSearchParams({
      access_token: token,
      join_request: encodeJoinRequest(this.#describe(this.#offerId)),
    })
    this.#socket = new WebSocket(`${url.replace(/\/+$/, '')}/rtc/v1?${query}`, {
      handshakeTimeout: CONNECT_TIMEOUT_MS,
      maxPayload: MESSAGE_BYTES_MAX,
      perMessageDeflate: false,
    })
    this.#socket.on('message', (data: Buffer) => this.#take(data))
    this.#socket.on('error', (error) => this.#end(error.message))
    this.#socket.on('close', (code) => this.#end(`The socket was closed (${code})`))
  }

  /** The highest layer of this picture, whatever its size. */
  wantHighestLayer(trackSid: string): void {
    const value = new UpdateTrackSettings({ trackSids: [trackSid], quality: VideoQuality.HIGH })
    this.#send({ case: 'trackSetting', value })
  }

  sendCandidate(candidate: string): void {
    const candidateInit = JSON.stringify({ candidate, sdpMid: '0', sdpMLineIndex: 0 })
    const value = new TrickleRequest({ candidateInit, target: SignalTarget.PUBLISHER })
    this.#send({ case: 'trickle', value })
  }

  /** Now, or when the one that is under way is answered. */
  offer(): void {
    if (this.#pendingOfferId !== 0) {
      this.#mustOfferAgain = true
      return
    }
    this.#pendingOfferId = ++this.#offerId
    this.#send({ case: 'offer', value: this.#describe(this.#offerId) })
  }

  /** False: an answer to an older offer, to be passed over. */
  isAnswered(offerId: number): boolean {
    if (offerId !== 0 && offerId !== this.#pendingOfferId) return false
    this.#pendingOfferId = 0
    return true
  }

  /** What came while the last offer was under way is offered now. */
  offerWhatWaits(): void {
    if (!this.#mustOfferAgain) return
    this.#mustOfferAgain = false
    this.offer()
  }

  close(): void {
    this.#isEnded = true
    clearInterval(this.#pings)
    this.#send({ case: 'leave', value: new LeaveRequest() })
    this.#socket.close()
  }

  #send(message: SignalRequest['message']): void {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(new SignalRequest({ message }).toBinary())
    }
  }

  #describe(id: number): SessionDescription {
    return new SessionDescription({ type: 'offer', sdp: this.#writeOffer(), id })
  }

  #take(data: Buffer): void {
    if (this.#isEnded) return
    let message: ServerMessage
    try {
      message = SignalResponse.fromBinary(new Uint8Array(data)).message
    } catch {
      return this.#end('The server said something that is no message')
    }
    if (message.case === 'join') {
      const everyMs = (message.value.pingInterval || PING_INTERVAL_S) * 1_000
      this.#pings = setInterval(() => this.#ping(), everyMs)
      this.#events.joined(message.value)
    } else if (message.case === 'leave') {
      this.#end(`The server ended it (reason ${message.value.reason}, action ${message.value.action})`)
    } else {
      this.#events.message(message)
    }
  }

  #ping(): void {
    this.#send({ case: 'pingReq', value: new Ping({ timestamp: BigInt(Date.now()) }) })
  }

  #end(reason: string): void {
    if (this.#isEnded) return
    this.#isEnded = true
    clearInterval(this.#pings)
    this.#socket.terminate()
    this.#events.ended(reason)
  }
}

/** Base64url with its padding: LiveKit's server refuses it without. */
function encodeJoinRequest(offer: SessionDescription): string {
  const request = new JoinRequest({
    clientInfo: new ClientInfo({
      sdk: ClientInfo_SDK.JS,
      version: CLIENT_VERSION,
      protocol: CLIENT_PROTOCOL,
      os: process.platform,
    }),
    connectionSettings: new ConnectionSettings({
      autoSubscribe: true,
      adaptiveStream: false,
      subscriberAllowPause: false,
    }),
    publisherOffer: offer,
  })
  const wrapped = new WrappedJoinRequest({
    compression: WrappedJoinRequest_Compression.GZIP,
    joinRequest: gzipSync(request.toBinary()),
  })
  return Buffer.from(wrapped.toBinary()).toString('base64').replaceAll('+', '-').replaceAll('/', '_')
}

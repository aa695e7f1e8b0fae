/**
 * The other end of `transport.ts`: a connection that offers and only receives, as a client of any LiveKit server. To
 * node-datachannel it has one media section and one data section, once; of the library's own offer only the connection
 * parameters are used. What is said to the server (`describeReceiver`) and what it answers is text of ours, with any
 * number of sections, which the library never sees: with exactly one track it hands over every packet there is.
 *
 * States: new → described (the first answer came) → open (packets pass) → closed. `lost` comes at most once.
 *
 * Our candidates are sent only after the library has the answer: otherwise the handshake can begin before it knows
 * whose certificate to expect, and refuses it.
 */
import datachannel from 'node-datachannel'
import type { DataChannel, PeerConnection, Track } from 'node-datachannel'
import { DATA_MESSAGE_BYTES_MAX, readLine, type IceParameters } from './transport.ts'

const EARLY_CANDIDATES_MAX = 64

export interface ClientTransportEvents {
  /** As in `candidateInit`, without `a=`. */
  candidate(candidate: string): void
  packet(packet: Buffer): void
  lost(): void
}

export interface ClientTransportOptions {
  /** From which address to send; undefined: the system chooses. */
  bindAddress: string | undefined
}

export interface AnsweredConnection extends IceParameters {
  setup: string
}

let count = 0

export class ClientTransport {
  readonly local: IceParameters
  #connection: PeerConnection
  #track: Track
  /** Referred to, so that it stays open as long as the connection. */
  #data: DataChannel
  #events: ClientTransportEvents
  #isDescribed = false
  #isOpen = false
  #isClosed = false
  #isLost = false
  #localCandidates: string[] = []
  #remoteCandidates: string[] = []
  #firstMid = '0'

  constructor({ bindAddress }: ClientTransportOptions, events: ClientTransportEvents) {
    this.#events = events
    this.#connection = new datachannel.PeerConnection(`recorder-${count++}`, {
      iceServers: [],
      enableIceTcp: false,
      disableAutoNegotiation: true,
      maxMessageSize: DATA_MESSAGE_BYTES_MAX,
      ...(bindAddress !== undefined && { bindAddress }),
    })
    this.#connection.onStateChange((state) => {
      if (state === 'failed' || state === 'closed') this.#lose()
    })
    this.#connection.onLocalCandidate((candidate) => this.#found(candidate.replace(/^a=/, '')))
    const video = new datachannel.Video('0', 'SendRecv')
    video.addVP8Codec(96)
    video.addSSRC(1, 'recorder', 'recorder', 'recorder')
    this.#track = this.#connection.addTrack(video)
    this.#track.onOpen(() => {
      this.#isOpen = !this.#isClosed
    })
    this.#track.onClosed(() => this.#lose())
    this.#track.onMessage((packet) => {
      if (!this.#isClosed) events.packet(packet)
    })
    this.#data = this.#connection.createDataChannel('_reliable')
    this.#connection.setLocalDescription('offer')
    const sdp = this.#ownDescription()
    this.local = {
      ufrag: readLine(sdp, 'ice-ufrag'),
      pwd: readLine(sdp, 'ice-pwd'),
      fingerprint: readLine(sdp, 'fingerprint'),
    }
  }

  get isDescribed(): boolean {
    return this.#isDescribed
  }

  /** The first answer. Throws where the library refuses it. */
  accept(answer: AnsweredConnection, candidates: readonly string[]): void {
    const sections = this.#ownDescription()
      .split(/\r?\n(?=m=)/)
      .slice(1)
      .map((section) => ({ isVideo: section.startsWith('m=video'), mid: readLine(section, 'mid') }))
    this.#firstMid = sections[0]?.mid ?? '0'
    this.#connection.setRemoteDescription(describeBareAnswer(answer, sections), 'answer')
    this.#isDescribed = true
    for (const candidate of [...candidates, ...this.#remoteCandidates.splice(0)]) this.addCandidate(candidate)
    for (const candidate of this.#localCandidates.splice(0)) this.#events.candidate(candidate)
  }

  /** Without `a=`. */
  addCandidate(candidate: string): void {
    if (!this.#isDescribed) {
      if (this.#remoteCandidates.length < EARLY_CANDIDATES_MAX) this.#remoteCandidates.push(candidate)
      return
    }
    try {
      this.#connection.addRemoteCandidate(`a=${candidate}`, this.#firstMid)
    } catch {
      // One of a kind that the library does not know; there are others.
    }
  }

  /** False: it was not sent, now or ever. */
  send(packet: Buffer): boolean {
    if (!this.#isOpen) return false
    try {
      return this.#track.sendMessageBinary(packet)
    } catch {
      return false
    }
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#isOpen = false
    for (const part of [this.#data, this.#track, this.#connection]) {
      try {
        part.close()
      } catch {
        // It was closed by the other side already.
      }
    }
  }

  #ownDescription(): string {
    return this.#connection.localDescription()?.sdp ?? ''
  }

  #found(candidate: string): void {
    if (this.#isDescribed) this.#events.candidate(candidate)
    else this.#localCandidates.push(candidate)
  }

  #lose(): void {
    this.#isOpen = false
    if (this.#isClosed || this.#isLost) return
    this.#isLost = true
    this.#events.lost()
  }
}

/** What the library sees of the server's answer, however many sections that has. */
function describeBareAnswer(
  { ufrag, pwd, fingerprint, setup }: AnsweredConnection,
  sections: readonly { isVideo: boolean; mid: string }[],
): string {
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    `a=group:BUNDLE ${sections.map(({ mid }) => mid).join(' ')}`,
    'a=ice-options:trickle',
  ]
  for (const { isVideo, mid } of sections) {
    lines.push(
      isVideo ? 'm=video 9 UDP/TLS/RTP/SAVPF 96' : 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'c=IN IP4 0.0.0.0',
      `a=ice-ufrag:${ufrag}`,
      `a=ice-pwd:${pwd}`,
      `a=fingerprint:${fingerprint}`,
      `a=setup:${setup}`,
      `a=mid:${mid}`,
      ...(isVideo
        ? ['a=sendrecv', 'a=rtcp-mux', 'a=rtpmap:96 VP8/90000']
        : ['a=sctp-port:5000', `a=max-message-size:${DATA_MESSAGE_BYTES_MAX}`]),
    )
  }
  return `${lines.join('\r\n')}\r\n`
}

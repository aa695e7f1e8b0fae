/**
 * One participant's connection: ICE, DTLS, SRTP and SCTP by node-datachannel, and nothing else of it. The library sees
 * one media section and one data section, whatever is negotiated with the browser: with exactly one track it hands
 * over every packet of the connection, and sends any that it is given. What the sections mean is decided above.
 *
 * States: new → connecting (a description was given) → open (packets pass both ways) → closed. `onOpen` comes once.
 *
 * What is known of the library, and kept to here: no media handler is set (it would swallow RTCP); `requestKeyframe`
 * and `requestBitrate` are never called (they abort the process on a track that is not open); what it sends it
 * copies, so that a buffer may be used again at once; candidates of the other side are not needed (they are learnt
 * from its own checks), and using them would let a stranger choose where this machine sends to.
 */
import datachannel from 'node-datachannel'
import type { DataChannel, PeerConnection, Track } from 'node-datachannel'

const GATHER_TIMEOUT_MS = 4_000
export const DATA_MESSAGE_BYTES_MAX = 262_144
/** What waits in one data channel for a slow receiver; more than that is not added to. */
const DATA_BUFFERED_BYTES_MAX = 4 * 1024 * 1024
const DATA_CHANNELS_MAX = 8

export interface IceParameters {
  ufrag: string
  pwd: string
  /** As in a description: `sha-256 AB:CD:…`. */
  fingerprint: string
}

export interface LocalParameters extends IceParameters {
  setup: string
}

export interface TransportOptions {
  udpPort: number
  bindAddress?: string
}

export interface TransportEvents {
  open(): void
  packet(packet: Buffer): void
  data(label: string, message: Buffer): void
  /** The other side does not answer any more, or closed. Comes at most once. */
  lost(): void
}

let count = 0

/** The library keeps Node running from here on; end by `process.exit`. */
export function startTransportLog(log: (level: string, message: string) => void): void {
  datachannel.initLogger('Error', log)
}

export class Transport {
  #connection: PeerConnection
  #track: Track
  #channels = new Map<string, DataChannel>()
  #events: TransportEvents
  #isOpen = false
  #isClosed = false
  #isLost = false

  constructor({ udpPort, bindAddress }: TransportOptions, events: TransportEvents) {
    this.#events = events
    this.#connection = new datachannel.PeerConnection(`participant-${count++}`, {
      iceServers: [],
      enableIceUdpMux: true,
      enableIceTcp: false,
      portRangeBegin: udpPort,
      portRangeEnd: udpPort,
      maxMessageSize: DATA_MESSAGE_BYTES_MAX,
      ...(bindAddress !== undefined && { bindAddress }),
    })
    this.#connection.onStateChange((state) => {
      if (state === 'failed' || state === 'closed') this.#lose()
    })
    const video = new datachannel.Video('0', 'SendRecv')
    video.addVP8Codec(96)
    video.addSSRC(1, 'engine', 'engine', 'engine')
    this.#track = this.#connection.addTrack(video)
    this.#track.onOpen(() => this.#open())
    this.#track.onClosed(() => this.#lose())
    this.#track.onMessage((packet) => {
      if (!this.#isClosed) events.packet(packet)
    })
    this.#connection.onDataChannel((channel) => this.#addChannel(channel))
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Gives the other side's parameters, gets ours. Throws where they are malformed. */
  async connect(remote: IceParameters): Promise<LocalParameters> {
    await new Promise<void>((resolve, reject) => {
      const timeout = setTimeout(
        () => reject(new Error('The transport did not get ready')),
        GATHER_TIMEOUT_MS,
      )
      this.#connection.onGatheringStateChange((state) => {
        if (state !== 'complete') return
        clearTimeout(timeout)
        resolve()
      })
      try {
        this.#connection.setRemoteDescription(describeBareOffer(remote), 'offer')
      } catch (error) {
        clearTimeout(timeout)
        reject(new Error('The transport refused the description', { cause: error }))
      }
    })
    const sdp = this.#connection.localDescription()?.sdp ?? ''
    return {
      ufrag: readLine(sdp, 'ice-ufrag'),
      pwd: readLine(sdp, 'ice-pwd'),
      fingerprint: readLine(sdp, 'fingerprint'),
      setup: readLine(sdp, 'setup'),
    }
  }

  /** False: it was not sent, now or ever. The buffer may be changed as soon as this returns. */
  send(packet: Buffer): boolean {
    if (!this.#isOpen) return false
    try {
      return this.#track.sendMessageBinary(packet)
    } catch {
      return false
    }
  }

  /** False: there is no such channel (yet), or too much waits in it. */
  sendData(label: string, message: Uint8Array): boolean {
    const channel = this.#channels.get(label)
    if (!channel || !this.#isOpen) return false
    try {
      if (!channel.isOpen() || channel.bufferedAmount() > DATA_BUFFERED_BYTES_MAX) return false
      return channel.sendMessageBinary(message)
    } catch {
      return false
    }
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#isOpen = false
    for (const part of [this.#track, this.#connection]) {
      try {
        part.close()
      } catch {
        // It was closed by the other side already.
      }
    }
    this.#channels.clear()
  }

  #open(): void {
    if (this.#isClosed || this.#isOpen) return
    this.#isOpen = true
    this.#events.open()
  }

  #lose(): void {
    this.#isOpen = false
    if (this.#isClosed || this.#isLost) return
    this.#isLost = true
    this.#events.lost()
  }

  #addChannel(channel: DataChannel): void {
    const label = channel.getLabel()
    if (this.#isClosed || (this.#channels.size >= DATA_CHANNELS_MAX && !this.#channels.has(label))) return
    this.#channels.set(label, channel)
    channel.onMessage((message) => {
      if (!this.#isClosed) this.#events.data(label, toBuffer(message))
    })
    channel.onClosed(() => {
      if (this.#channels.get(label) === channel) this.#channels.delete(label)
    })
  }
}

function toBuffer(message: string | Buffer | ArrayBuffer): Buffer {
  if (typeof message === 'string') return Buffer.from(message)
  return Buffer.isBuffer(message) ? message : Buffer.from(message)
}

/** An attribute of the library's own description. */
export function readLine(sdp: string, name: string): string {
  const value = new RegExp(`^a=${name}:(.*)$`, 'm').exec(sdp)?.[1]?.trim()
  if (!value) throw new Error(`The transport's own description has no ${name}`)
  return value
}

/** What the library sees of a browser's offer, however many sections that has. */
function describeBareOffer({ ufrag, pwd, fingerprint }: IceParameters): string {
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1',
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    `a=fingerprint:${fingerprint}`,
    'a=setup:actpass',
    'a=ice-options:trickle',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:96 VP8/90000',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:1',
    'a=sctp-port:5000',
    `a=max-message-size:${DATA_MESSAGE_BYTES_MAX}`,
    '',
  ].join('\r\n')
}

/**
 * Picture and sound with one other participant, from browser to browser. One side calls: it opens one line for sound
 * and one for pictures, in both directions, and these stay for as long as the connection does; muting, switching
 * cameras and sharing a screen only change which track is on a line, and need no new negotiation.
 *
 * Should both sides negotiate at once, the polite one gives way: the pattern known as perfect negotiation. What was
 * meant for an earlier connection of either side is told by its session and dropped.
 */
import type { RoomSignal, SignalData } from './room-messages.ts'

export interface LocalTracks {
  audio: MediaStreamTrack | null
  video: MediaStreamTrack | null
}

export interface PeerOptions {
  /** Names this connection object. */
  session: string
  /** Of two participants exactly one calls; the other is polite. */
  isCaller: boolean
  iceServers: RTCIceServer[]
  tracks: LocalTracks
  send: (data: SignalData) => void
  /** With every track that comes in. */
  onStream: (stream: MediaStream) => void
  onConnected: (isConnected: boolean) => void
  /** No way was found from browser to browser, or it was lost. */
  onFailed: () => void
}

export interface Peer {
  readonly session: string
  /** The other side's connection object, once it has been heard of. */
  remoteSession: () => string | null
  receive: (data: NegotiationData) => void
  setTracks: (tracks: LocalTracks) => void
  close: () => void
}

export type NegotiationData = Exclude<SignalData, { media: unknown } | RoomSignal>

export function createPeer(options: PeerOptions): Peer {
  const { session, isCaller, iceServers, send, onStream, onConnected, onFailed } = options
  const connection = new RTCPeerConnection({ iceServers })
  const stream = new MediaStream()
  let tracks = options.tracks
  let remoteSession: string | null = null
  let isMakingOffer = false
  let ignoresOffer = false
  /** One after the other, in the order in which they came. */
  let work: Promise<void> = Promise.resolve()

  async function offer(): Promise<void> {
    try {
      isMakingOffer = true
      await connection.setLocalDescription()
      sendDescription()
    } finally {
      isMakingOffer = false
    }
  }

  function sendDescription(): void {
    const description = connection.localDescription
    if (description) send({ session, toSession: remoteSession, description: description.toJSON() })
  }

  async function take(data: NegotiationData): Promise<void> {
    if (data.toSession !== null && data.toSession !== session) return
    remoteSession = data.session
    if ('description' in data) return takeDescription(data.description)
    try {
      await connection.addIceCandidate(data.candidate ?? undefined)
    } catch (error) {
      if (!ignoresOffer) throw error
    }
  }

  async function takeDescription(description: RTCSessionDescriptionInit): Promise<void> {
    const collides = description.type === 'offer' && (isMakingOffer || connection.signalingState !== 'stable')
    ignoresOffer = isCaller && collides
    if (ignoresOffer) return
    await connection.setRemoteDescription(description)
    if (description.type !== 'offer') return
    answerOnTheirLines()
    await connection.setLocalDescription()
    sendDescription()
  }

  /** Whoever is called sends on the lines that the caller opened. */
  function answerOnTheirLines(): void {
    for (const transceiver of connection.getTransceivers()) {
      if (transceiver.direction === 'recvonly') transceiver.direction = 'sendrecv'
    }
    putTracksOnLines()
  }

  function putTracksOnLines(): void {
    for (const { sender, receiver } of connection.getTransceivers()) {
      const track = receiver.track.kind === 'audio' ? tracks.audio : tracks.video
      if (sender.track !== track) void sender.replaceTrack(track).catch(() => {})
    }
  }

  function inTurn(step: () => Promise<void>): void {
    // A step that fails leaves the connection as it was; if it is broken by that, it is begun anew.
    work = work.then(step).catch(() => {})
  }

  connection.addEventListener('negotiationneeded', () => inTurn(offer))
  connection.addEventListener('icecandidate', ({ candidate }) =>
    send({ session, toSession: remoteSession, candidate: candidate?.toJSON() ?? null }),
  )
  connection.addEventListener('track', ({ track }) => {
    stream.addTrack(track)
    onStream(stream)
  })
  connection.addEventListener('connectionstatechange', () => {
    onConnected(connection.connectionState === 'connected')
    if (connection.connectionState === 'failed') onFailed()
  })

  if (isCaller) {
    connection.addTransceiver(tracks.audio ?? 'audio', { direction: 'sendrecv' })
    connection.addTransceiver(tracks.video ?? 'video', { direction: 'sendrecv' })
  }

  return {
    session,
    remoteSession: () => remoteSession,
    receive: (data) => inTurn(() => take(data)),
    setTracks(next) {
      tracks = next
      putTracksOnLines()
    },
    close: () => connection.close(),
  }
}

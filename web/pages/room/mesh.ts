/**
 * Everybody's connection to everybody else. Of two participants the one with the greater id calls. A connection that
 * fails is begun anew by its caller, and so is each one when either side's connection to the room is a new one:
 * what was negotiated over the old one may have been lost on the way.
 */
import { createPeer, type LocalTracks, type NegotiationData, type Peer } from './peer.ts'
import type { RoomSignal, SentMedia, SignalData } from './room-messages.ts'

export interface MeshOptions {
  /** Of this participant. */
  id: string
  iceServers: RTCIceServer[]
  tracks: LocalTracks
  media: SentMedia
  send: (to: string, data: SignalData) => void
  onStream: (id: string, stream: MediaStream | null) => void
  onConnected: (id: string, isConnected: boolean) => void
  onMedia: (id: string, media: SentMedia) => void
}

export interface Mesh {
  /** Somebody is inside; nothing happens where they are known. */
  meet: (id: string) => void
  /** Somebody's connection to the room is a new one. */
  meetAgain: (id: string) => void
  part: (id: string) => void
  receive: (from: string, data: Exclude<SignalData, RoomSignal>) => void
  setTracks: (tracks: LocalTracks, media: SentMedia) => void
  close: () => void
}

export function createMesh(options: MeshOptions): Mesh {
  const { id: ownId, iceServers, send, onStream, onConnected, onMedia } = options
  const peers = new Map<string, Peer>()
  let { tracks, media } = options

  function meet(id: string): void {
    if (peers.has(id)) return
    const isCaller = ownId > id
    const peer = createPeer({
      session: crypto.randomUUID(),
      isCaller,
      iceServers,
      tracks,
      send: (data) => send(id, data),
      onStream: (stream) => onStream(id, stream),
      onConnected: (isConnected) => onConnected(id, isConnected),
      onFailed: () => {
        if (isCaller && peers.get(id) === peer) meetAgain(id)
      },
    })
    peers.set(id, peer)
    send(id, { media })
  }

  function meetAgain(id: string): void {
    part(id)
    meet(id)
  }

  function part(id: string): void {
    const peer = peers.get(id)
    if (!peer) return
    peers.delete(id)
    peer.close()
    onStream(id, null)
    onConnected(id, false)
  }

  function negotiate(from: string, data: NegotiationData): void {
    const known = peers.get(from)
    if (known && data.toSession !== null && data.toSession !== known.session) return
    const theirs = known?.remoteSession() ?? null
    if (!known) meet(from)
    else if (theirs !== null && theirs !== data.session) meetAgain(from)
    peers.get(from)?.receive(data)
  }

  return {
    meet,
    meetAgain,
    part,
    receive(from, data) {
      if ('media' in data) onMedia(from, data.media)
      else negotiate(from, data)
    },
    setTracks(nextTracks, nextMedia) {
      tracks = nextTracks
      media = nextMedia
      for (const [id, peer] of peers) {
        peer.setTracks(tracks)
        send(id, { media })
      }
    },
    close() {
      for (const id of peers.keys()) part(id)
    },
  }
}

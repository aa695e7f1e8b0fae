/**
 * A client of a meeting that does as it likes: LiveKit's own, unmodified, with the token that the server gave, beside the
 * room's socket. These functions run in a page into which `liveKitClient` was evaluated.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as LiveKit from 'livekit-client'
import type { Joined } from '../../server/rooms/join-meeting.ts'

/** LiveKit's own client, as anybody may use it. */
export const liveKitClient = readFileSync(
  createRequire(import.meta.url)
    .resolve('livekit-client')
    .replace(/[^/]+$/, 'livekit-client.umd.js'),
  'utf8',
)

/** In the page: joins, holds the room's socket, and connects to the media. */
export async function enterByHand(number: string): Promise<string> {
  const answer = await fetch(`/api/v1/join/${number}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Mallory' }),
  })
  const joined = (await answer.json()) as Joined
  const socket = new WebSocket(joined.roomUrl)
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const { type, n } = JSON.parse(data) as { type: string; n?: number }
    if (type === 'ping') socket.send(JSON.stringify({ type: 'pong', n }))
  })
  await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }))
  const hand = globalThis as unknown as ByHand
  hand.room = new hand.LivekitClient.Room({ disconnectOnPageLeave: false })
  hand.media = joined.media!
  await hand.room.connect(hand.media.url, hand.media.token)
  return joined.participantId
}

export interface ByHand {
  LivekitClient: typeof LiveKit
  media: { url: string; token: string }
  room: LiveKit.Room
}

/** In the page: with the same token, whatever was said. */
export async function connectAgain(): Promise<void> {
  const { room, media } = globalThis as unknown as ByHand
  await room.connect(media.url, media.token).catch(() => {})
}

/** In the page. */
export async function waitUntilDisconnected(): Promise<void> {
  const { room, LivekitClient } = globalThis as unknown as ByHand
  while (room.state !== LivekitClient.ConnectionState.Disconnected)
    await new Promise((resolve) => room.once('disconnected', resolve))
}

/** In the page: offers the engine everything that is not sent yet, whatever the permission says. */
export async function sendEverything(): Promise<void> {
  const { room, LivekitClient } = globalThis as unknown as ByHand
  const { localParticipant } = room
  const all = { hasPermissionsToPublish: () => true }
  Object.assign(localParticipant, all)
  const { Source } = LivekitClient.Track
  const send = async (source: LiveKit.Track.Source) => {
    const old = localParticipant.getTrackPublication(source)
    if (old?.track) await localParticipant.unpublishTrack(old.track)
    const kind = source === Source.Microphone ? 'audio' : 'video'
    const stream = await navigator.mediaDevices.getUserMedia({ [kind]: true })
    // Refused, or not answered at all.
    await localParticipant.publishTrack(stream.getTracks()[0]!, { source }).catch(() => {})
  }
  await Promise.all([Source.Microphone, Source.Camera, Source.ScreenShare].map(send))
}

/** In the page: until the engine allows everything. */
export async function waitForRights(): Promise<void> {
  const { room } = globalThis as unknown as ByHand
  while (
    !room.localParticipant.permissions?.canPublish ||
    room.localParticipant.permissions.canPublishSources.length > 0
  )
    await new Promise((resolve) => room.once('participantPermissionsChanged', resolve))
}

/** In the page: what came of the pictures of others so far. */
export async function seenPictures(): Promise<{ received: number; decoded: number }> {
  const { room, LivekitClient } = globalThis as unknown as ByHand
  const seen = { received: 0, decoded: 0 }
  for (const { trackPublications } of room.remoteParticipants.values()) {
    for (const { track, kind } of trackPublications.values()) {
      if (kind !== LivekitClient.Track.Kind.Video || !track) continue
      const stats = await track.receiver?.getStats()
      stats?.forEach((entry: { type: string; framesReceived?: number; framesDecoded?: number }) => {
        if (entry.type !== 'inbound-rtp') return
        seen.received += entry.framesReceived ?? 0
        seen.decoded += entry.framesDecoded ?? 0
      })
    }
  }
  return seen
}

/** In the page: pictures are sent to those only who show them. */
export function showPictures(): void {
  const { room } = globalThis as unknown as ByHand
  for (const { trackPublications } of room.remoteParticipants.values())
    for (const { track } of trackPublications.values()) if (track) document.body.append(track.attach())
}

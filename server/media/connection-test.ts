/**
 * The connection test of `/test-connection`: a media room of its own, in which a page meets itself. It sends a picture
 * as one participant and receives it as another, over the same ways as in a meeting, and so sees what gets through.
 *
 * Anybody may test, so a test is bounded: its tokens let two people in, for seconds; its room is ended by
 * `follow-presence` when it is older than `TEST_MAX_AGE_MS`; and only so many are held at once.
 */
import { randomUUID } from 'node:crypto'
import { TrackSource, type Room, type RoomServiceClient } from 'livekit-server-sdk'
import type { Context } from '../platform/context.ts'
import type { MediaServer } from './media-server.ts'
import type { Media } from '../../shared/room-messages.ts'
import { turnServers } from './turn-credentials.ts'

export const CONNECTION_TESTS_LIMIT = 20
const ROOM_PREFIX = 'connection-test-'
const TOKEN_VALID_SECONDS = 60
const TEST_MAX_AGE_MS = 90_000

export interface ConnectionTest {
  /** Null: this server has no picture and sound at the moment. */
  media: { url: string; senderToken: string; receiverToken: string } | null
  /** Whether a TURN server is set up; null: that is LiveKit's business. */
  hasTurn: boolean | null
}

/** @returns null: as many tests are held already as may be at once */
export async function openConnectionTest(
  context: Context,
  media: MediaServer,
): Promise<ConnectionTest | null> {
  const hasTurn = media.kind === 'livekit' ? null : turnServers(context).some(isTurn)
  const held = await media.rooms?.listRooms().then(
    (rooms) => rooms.filter(isConnectionTest).length,
    () => null,
  )
  if (held === null || held === undefined) return { media: null, hasTurn }
  if (held >= CONNECTION_TESTS_LIMIT) return null
  const room = `${ROOM_PREFIX}${randomUUID()}`
  const admit = (name: string, sources: TrackSource[]): Promise<Media> =>
    media.admit({
      participantId: name,
      room,
      name,
      role: 'participant',
      sources,
      validSeconds: TOKEN_VALID_SECONDS,
    })
  const sender = await admit('sender', [TrackSource.CAMERA])
  const receiver = await admit('receiver', [])
  return { media: { url: sender.url, senderToken: sender.token, receiverToken: receiver.token }, hasTurn }
}

/** A page that was closed in the middle leaves at once; who stays for longer is no test. */
export async function endOldConnectionTests(rooms: RoomServiceClient, all: readonly Room[]): Promise<void> {
  // The engine's times are by the real clock.
  const before = Date.now() - TEST_MAX_AGE_MS
  for (const room of all.filter(isConnectionTest)) {
    const createdAtMs = Number(room.creationTimeMs) || Number(room.creationTime) * 1000
    if (createdAtMs < before) await rooms.deleteRoom(room.name)
  }
}

function isConnectionTest({ name }: Room): boolean {
  return name.startsWith(ROOM_PREFIX)
}

function isTurn({ urls }: { urls: string[] }): boolean {
  return urls.some((url) => /^turns?:/.test(url))
}

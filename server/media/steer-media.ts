/**
 * What a host's decision asks of the media engine at once: a microphone or camera muted, a screen taken away. What has
 * to last (who is removed, who may not unmute) is stored, and `follow-presence` brings the engine in step with it.
 *
 * A muted track is not forwarded by the engine, whatever the client sends. A screen cannot be muted: the permission is
 * taken away, which ends it, and given back; it has to be shared again.
 */
import { TrackSource, type RoomServiceClient } from 'livekit-server-sdk'
import { mediaPermission, sourcesOf } from './media-token.ts'

export type Silenced = 'microphone' | 'camera' | 'screen'

/** Does nothing for who is not connected to the media. */
export async function silence(
  rooms: RoomServiceClient,
  room: string,
  participantIds: readonly string[],
  what: Silenced,
): Promise<void> {
  const people = (await rooms.listParticipants(room)).filter(({ identity }) =>
    participantIds.includes(identity),
  )
  for (const { identity, tracks, permission } of people) {
    if (what === 'screen') {
      if (!permission) continue
      const sources = sourcesOf(permission)
      const withoutScreen = sources.filter((source) => !SCREEN.includes(source))
      await rooms.updateParticipant(room, identity, { permission: mediaPermission(withoutScreen) })
      await rooms.updateParticipant(room, identity, { permission: mediaPermission(sources) })
      continue
    }
    const source = what === 'microphone' ? TrackSource.MICROPHONE : TrackSource.CAMERA
    for (const track of tracks) {
      if (track.source === source && !track.muted)
        await rooms.mutePublishedTrack(room, identity, track.sid, true)
    }
  }
}

const SCREEN: readonly TrackSource[] = [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO]

/**
 * Keeps the media in step with presence: who is not inside by the room's socket is removed from the media, and the media
 * of a meeting that is over end. So nobody listens unseen, and a participant who was removed is gone from both.
 *
 * A host's decisions hold here, too: who was removed is out at once, and who may not unmute sends no microphone, also
 * where their client does not obey.
 *
 * It goes by lists, at start, every `INTERVAL_MS`, and whenever somebody left, a meeting ended or the engine reported
 * something; reports themselves are known to get lost and to come in the wrong order, so nothing is made of them. A page
 * connects to the media first and to the room a moment later, or the other way round: who has just come is left alone.
 */
import { sql } from 'kysely'
import type { RoomServiceClient } from 'livekit-server-sdk'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import type { MediaServer } from './media-server.ts'
import { mediaPermission, ROLE_ATTRIBUTE } from './media-token.ts'

const INTERVAL_MS = 15_000
/** Between a page's connection to the media and that to the room. */
const JUST_CAME_MS = 20_000
/** In one run. */
const ROOMS_LIMIT = 10_000
const OCCURRENCE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function createMediaFollower(context: Context, media: MediaServer): Reconciler {
  const { database, logger } = context
  return createReconciler({
    name: 'media-follow-presence',
    intervalMs: INTERVAL_MS,
    logger,
    async run() {
      if (!media.rooms) return 'done'
      const names = (await media.rooms.listRooms()).map(({ name }) => name)
      const ours = names.filter((name) => OCCURRENCE_ID.test(name)).slice(0, ROOMS_LIMIT)
      const current = await readInside(database.queries, media.nodeId, ours)
      for (const name of ours) await bringInStep(media.rooms, name, current.get(name) ?? null)
      return 'done'
    },
  })
}

interface People {
  inside: ReadonlySet<string>
  /** They wait, or were refused or removed. */
  barred: ReadonlySet<string>
  /** They may not unmute. */
  muted: ReadonlySet<string>
}

/** @param people null: the meeting is closed or deleted, or its media are elsewhere now */
async function bringInStep(rooms: RoomServiceClient, name: string, people: People | null): Promise<void> {
  // The engine's times are by the real clock, which moves on although a test holds ours.
  const cameBefore = people ? Date.now() - JUST_CAME_MS : Infinity
  for (const { identity, attributes, joinedAtMs, permission } of await rooms.listParticipants(name)) {
    // A LiveKit server may be shared with other products: only who came with a token of ours is removed.
    const isOurs = attributes[ROLE_ATTRIBUTE] !== undefined
    if (!isOurs) continue
    const isAbsent = !people?.inside.has(identity) && Number(joinedAtMs) < cameBefore
    if (isAbsent || people?.barred.has(identity)) await rooms.removeParticipant(name, identity)
    else {
      const wanted = mediaPermission(people?.muted.has(identity) ?? false)
      // A host's recorder or another tool of ours with a narrower token keeps it.
      if (permission?.canPublish && permission.canPublishSources.length !== wanted.canPublishSources.length) {
        await rooms.updateParticipant(name, identity, { permission: wanted })
      }
    }
  }
}

/** Who is inside, by occurrence; only occurrences that people may be in now, and whose media are here. */
async function readInside(
  queries: Queries,
  nodeId: string | null,
  occurrenceIds: string[],
): Promise<Map<string, People>> {
  if (occurrenceIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; inside: string[]; barred: string[]; muted: string[] }>`
    select o.id, array(select p.id::text from participants p
      join visits v on v.participant_id = p.id and v.left_at is null where p.occurrence_id = o.id) as inside,
      array(select p.id::text from participants p where p.occurrence_id = o.id and p.admission <> 'admitted') as barred,
      array(select p.id::text from participants p where p.occurrence_id = o.id and p.is_muted) as muted
    from occurrences o where o.id = any (${occurrenceIds}::uuid[]) and o.state = 'current'
      and o.media_node_id is not distinct from ${nodeId}`.execute(queries)
  return new Map(
    rows.map(({ id, inside, barred, muted }) => [
      id,
      { inside: new Set(inside), barred: new Set(barred), muted: new Set(muted) },
    ]),
  )
}

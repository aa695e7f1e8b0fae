/**
 * Keeps the media in step with presence: who is not inside by the room's socket is removed from the media, and the media
 * of a meeting that is over end. So nobody listens unseen, and a participant who was removed is gone from both.
 *
 * A host's decisions hold here, too: who was removed is out at once, and who may not unmute, does not have the floor or
 * is in the audience sends nothing of it, also where their client does not obey.
 *
 * It goes by lists, at start, every `INTERVAL_MS`, and whenever somebody left, a meeting ended or the engine reported
 * something; reports themselves are known to get lost and to come in the wrong order, so nothing is made of them. A page
 * connects to the media first and to the room a moment later, or the other way round: who has just come is left alone.
 */
import { sql } from 'kysely'
import type { RoomServiceClient, TrackSource } from 'livekit-server-sdk'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import type { MeetingType } from '../platform/database/tables.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import { endOldConnectionTests } from './connection-test.ts'
import type { MediaServer } from './media-server.ts'
import { mediaPermission, ROLE_ATTRIBUTE, sourcesOf } from './media-token.ts'
import { sendableSources } from './sendable-sources.ts'

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
      const all = await media.rooms.listRooms()
      await endOldConnectionTests(media.rooms, all)
      const names = all.map(({ name }) => name)
      const ours = names.filter((name) => OCCURRENCE_ID.test(name)).slice(0, ROOMS_LIMIT)
      const current = await readPeople(database.queries, media, ours)
      for (const name of ours) await bringInStep(media.rooms, name, current.get(name) ?? null)
      return 'done'
    },
  })
}

interface People {
  inside: ReadonlySet<string>
  /** They wait, or were refused or removed. */
  barred: ReadonlySet<string>
  /** What each of them may send. */
  sources: ReadonlyMap<string, readonly TrackSource[]>
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
      const sources = people?.sources.get(identity)
      if (sources && permission && !isSame(sourcesOf(permission), sources)) {
        await rooms.updateParticipant(name, identity, { permission: mediaPermission(sources) })
      }
    }
  }
}

function isSame(some: readonly TrackSource[], others: readonly TrackSource[]): boolean {
  return some.length === others.length && some.every((source) => others.includes(source))
}

interface PersonRow {
  occurrence_id: string
  type: MeetingType
  /** Null: nobody ever joined. */
  id: string | null
  is_inside: boolean
  is_barred: boolean
  is_host: boolean
  has_floor: boolean
  is_muted: boolean
}

/**
 * The people by occurrence; only occurrences that people may be in now, and whose media are here: of this process, or of
 * the one before it, whose pages come back to the same address.
 */
async function readPeople(
  queries: Queries,
  { nodeId, url }: Pick<MediaServer, 'nodeId' | 'url'>,
  occurrenceIds: string[],
): Promise<Map<string, People>> {
  if (occurrenceIds.length === 0) return new Map()
  const { rows } = await sql<PersonRow>`
    select o.id as occurrence_id, m.type, p.id,
      exists (select from visits v where v.participant_id = p.id and v.left_at is null) as is_inside,
      p.admission <> 'admitted' as is_barred, p.role = 'host' or p.is_co_host as is_host, p.has_floor, p.is_muted
    from occurrences o join meetings m on m.id = o.meeting_id left join participants p on p.occurrence_id = o.id
    where o.id = any (${occurrenceIds}::uuid[]) and o.state = 'current'
      and (o.media_node_id is not distinct from ${nodeId} or o.media_url = ${url})`.execute(queries)
  return new Map(
    [...Map.groupBy(rows, (row) => row.occurrence_id)].map(([occurrenceId, people]) => [
      occurrenceId,
      peopleOf(people),
    ]),
  )
}

function peopleOf(rows: PersonRow[]): People {
  const people = rows.flatMap((row) => (row.id === null ? [] : [{ ...row, id: row.id }]))
  const idsOf = (some: typeof people) => new Set(some.map(({ id }) => id))
  return {
    inside: idsOf(people.filter((person) => person.is_inside)),
    barred: idsOf(people.filter((person) => person.is_barred)),
    sources: new Map(
      people.map(({ id, type, is_host, has_floor, is_muted }) => [
        id,
        sendableSources({ meetingType: type, isHost: is_host, hasFloor: has_floor, isMuted: is_muted }),
      ]),
    ),
  }
}

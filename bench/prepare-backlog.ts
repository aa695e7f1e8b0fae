/**
 * Fills the database with a backlog as `recordEvent` would have made it, many rows a statement. A meeting has four
 * events, all for one web hook. Their place in the backlog is its shape: `spread`, a meeting's events lie far apart;
 * `adjacent`, one right behind the other, so that each has to wait for the one before.
 */
import type { Pool } from 'pg'
import { timeOrderedUuid } from '../server/platform/ids.ts'
import { ACCOUNT } from './open-context.ts'
import { meetingId, meetingPayload } from './payload.ts'

export type Shape = 'spread' | 'adjacent'

export interface Backlog {
  deliveries: number
  shape: Shape
  /** They get the same number of deliveries each. */
  webHookIds: string[]
  /** Meetings are numbered from here; another backlog in the same database needs other ones. */
  firstMeeting?: number
}

export const EVENTS_PER_MEETING = 4
const BATCH_ROWS = 5_000

const INSERT_EVENTS = `
insert into events (id, ordinal, hook, account_id, meeting_ids, sequences, body, created_at)
select e.id, nextval('event_ordinals'), 'onMeetingUpdated', $4, array[e.meeting], array[e.sequence], e.body, now()
from unnest($1::uuid[], $2::text[], $3::bigint[], $5::bytea[]) as e (id, meeting, sequence, body)`

const INSERT_DELIVERIES = `
insert into deliveries (event_id, web_hook_id, epoch, meeting_id, origin_id, sequence, kind, lane_class, due_at, created_at)
select e.id, h.id, f.epoch, e.meeting, h.origin_id, e.sequence, 'original', 0, now(), now()
from unnest($1::uuid[], $2::text[], $3::bigint[], $4::uuid[]) with ordinality as e (id, meeting, sequence, web_hook_id, place)
join web_hooks h on h.id = e.web_hook_id
join web_hook_flow f on f.web_hook_id = h.id
order by e.place`

export async function prepareBacklog(pool: Pool, backlog: Backlog): Promise<void> {
  const { deliveries, webHookIds } = backlog
  for (let start = 0; start < deliveries; start += BATCH_ROWS) {
    const rows = Array.from({ length: Math.min(BATCH_ROWS, deliveries - start) }, (_, i) =>
      place(backlog, start + i),
    )
    const ids = rows.map(() => timeOrderedUuid(new Date()))
    const meetings = rows.map(({ meeting }) => meetingId(meeting))
    const sequences = rows.map(({ sequence }) => sequence)
    const bodies = meetings.map((meeting) => Buffer.from(JSON.stringify(meetingPayload(meeting))))
    const hooks = rows.map(({ meeting }) => webHookIds[meeting % webHookIds.length])
    await pool.query(INSERT_EVENTS, [ids, meetings, sequences, ACCOUNT, bodies])
    await pool.query(INSERT_DELIVERIES, [ids, meetings, sequences, hooks])
  }
  await pool.query('vacuum analyze deliveries, events, web_hooks, web_hook_flow')
}

/** Which meeting's which event stands at this place of the backlog. */
function place({ deliveries, shape, firstMeeting = 0 }: Backlog, index: number) {
  const meetings = Math.ceil(deliveries / EVENTS_PER_MEETING)
  return shape === 'spread'
    ? { meeting: firstMeeting + (index % meetings), sequence: Math.floor(index / meetings) + 1 }
    : {
        meeting: firstMeeting + Math.floor(index / EVENTS_PER_MEETING),
        sequence: (index % EVENTS_PER_MEETING) + 1,
      }
}

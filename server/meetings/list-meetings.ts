/**
 * Lists meetings by the times at which they take place: of a series the current occurrence and each that was closed,
 * every one as a Meeting with its own times. What lies further ahead of a series follows from its rule.
 */
import { sql, type SelectQueryBuilder } from 'kysely'
import type { Caller } from '../accounts/caller.ts'
import { isVisibleTo } from '../accounts/visible-meetings.ts'
import { requireInstant } from '../calendar/instant.ts'
import type { Context } from '../platform/context.ts'
import type { Tables } from '../platform/database/tables.ts'
import { activeAmong, loadAttached } from './meeting-view.ts'
import type { OccurrenceRow } from './meeting.ts'
import { presentMeeting, readInstance } from './present-meeting.ts'
import type { ShownMeeting } from './show-meeting.ts'

type ListedState = 'upcoming' | 'open' | 'closed'

export interface MeetingFilter {
  /** upcoming: not begun yet, also where people may enter already; open: people may enter; none: all. */
  state?: ListedState
  /** ISO 8601 with an offset: that start then or later. */
  from?: string
  /** That start before. */
  to?: string
  /** Part of the topic, or of the sixteen digits. */
  q?: string
  order?: 'newest' | 'oldest'
}

/** The last meeting of the page before. */
export interface MeetingPosition {
  startTime: string
  id: string
}

type Listed = SelectQueryBuilder<
  Tables & { o: Tables['occurrences']; m: Tables['meetings'] },
  'o' | 'm',
  object
>

const SECOND_MS = 1000

/** The first `limit` of them after `position`, by their start; `next`: where the next page goes on. */
export async function listMeetings(
  context: Context,
  caller: Caller,
  filter: MeetingFilter,
  limit: number,
  position: MeetingPosition | null,
): Promise<{ meetings: ShownMeeting[]; next: MeetingPosition | null }> {
  const { queries } = context.database
  const direction = filter.order === 'oldest' ? 'asc' : 'desc'
  let query: Listed = queries
    .selectFrom('occurrences as o')
    .innerJoin('meetings as m', 'm.id', 'o.meeting_id')
    .where('o.state', 'in', ['current', 'closed'])
    .where(isVisibleTo(caller))
  query = inState(inWindow(matching(query, filter.q), filter), filter.state, context)
  if (position) {
    const after = sql`(${position.startTime}::timestamptz, ${position.id}::text)`
    const row = sql`(o.start_time, o.meeting_id::text)`
    query = query.where(
      direction === 'asc' ? sql<boolean>`${row} > ${after}` : sql<boolean>`${row} < ${after}`,
    )
  }
  const found = await query
    .select(['o.id', 'o.meeting_id', 'o.start_time', 'o.state', 'o.first_joined_at'])
    .orderBy('o.start_time', direction)
    .orderBy(sql`o.meeting_id::text`, direction)
    .limit(limit + 1)
    .execute()
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    meetings: await present(context, page),
    next: last ? { startTime: last.start_time.toISOString(), id: last.meeting_id } : null,
  }
}

async function present(
  context: Context,
  found: Pick<OccurrenceRow, 'id' | 'meeting_id' | 'state' | 'first_joined_at'>[],
): Promise<ShownMeeting[]> {
  if (found.length === 0) return []
  const { queries } = context.database
  const meetingIds = [...new Set(found.map((row) => row.meeting_id))]
  const occurrenceIds = found.map((row) => row.id)
  const [meetings, occurrences, attached, active, instance] = await Promise.all([
    queries
      .selectFrom('meetings')
      .selectAll()
      .where(sql<boolean>`id = any(${meetingIds}::text[])`)
      .execute(),
    queries
      .selectFrom('occurrences')
      .selectAll()
      .where(sql<boolean>`id = any(${occurrenceIds}::uuid[])`)
      .execute(),
    loadAttached(queries, meetingIds),
    activeAmong(queries, found),
    readInstance(context, queries),
  ])
  const meetingOf = new Map(meetings.map((row) => [row.id, row]))
  const occurrenceOf = new Map(occurrences.map((row) => [row.id, row]))
  return found.flatMap((row) => {
    const meeting = meetingOf.get(row.meeting_id)
    const occurrence = occurrenceOf.get(row.id)
    // Deleted between the two queries.
    if (!meeting || !occurrence) return []
    const view = { meeting, occurrence, ...attached(meeting.id), isActive: active.has(row.id) }
    return [{ meeting: presentMeeting(view, instance), version: meeting.version }]
  })
}

function inState(query: Listed, state: ListedState | undefined, context: Context): Listed {
  if (state === undefined) return query
  if (state === 'closed') return query.where('o.state', '=', 'closed')
  const current = query.where('o.state', '=', 'current')
  const now = context.clock.now()
  if (state === 'upcoming') return current.where('o.start_time', '>', now)
  const { openBeforeSeconds } = context.settings.current()
  return current.where(
    sql<Date>`o.start_time - make_interval(secs => o.advanced_seconds)`,
    '<=',
    new Date(now.getTime() + openBeforeSeconds * SECOND_MS),
  )
}

function inWindow(query: Listed, { from, to }: MeetingFilter): Listed {
  if (from !== undefined) query = query.where('o.start_time', '>=', requireInstant('/from', from))
  if (to !== undefined) query = query.where('o.start_time', '<', requireInstant('/to', to))
  return query
}

function matching(query: Listed, q: string | undefined): Listed {
  const text = q?.trim()
  if (!text) return query
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const digits = /^[\d -]+$/.test(text) ? text.replaceAll(/\D/g, '') : ''
  return query.where((eb) =>
    eb.or([
      sql<boolean>`coalesce(o.topic, m.topic) ilike ${pattern}`,
      ...(digits === '' ? [] : [sql<boolean>`replace(m.number, '-', '') like ${`%${digits}%`}`]),
    ]),
  )
}

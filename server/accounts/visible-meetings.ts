/**
 * Which meetings exist for a caller. Whatever shows, changes or closes a meeting, lets somebody host it, or shows what
 * is kept of it (documents, recordings, summaries, events, deliveries) asks here, and nothing else decides.
 *
 * Administrators, and their keys, see every meeting as far as they reach. Hosts, and their keys, see the meetings of
 * their account where it shares them; where it does not, those that they scheduled and those to which their own
 * sign-in address is invited. Nobody sets their own sign-in address: an administrator or the OpenID provider did, so
 * that it is theirs. Of a meeting that was deleted nothing says any more whose it was: what is left of it in the log
 * is then for administrators.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Queries } from '../platform/database/database.ts'
import { maySee, type Caller } from './caller.ts'

/** A condition for statements that read `meetings` under the name `m`. */
export function isVisibleTo(caller: Caller): RawBuilder<boolean> {
  if (caller.level === 'instance') return sql<boolean>`true`
  if (!caller.ownMeetingsOnly) return sql<boolean>`m.account_id = ${caller.accountId}`
  return sql<boolean>`(m.account_id = ${caller.accountId} and (
    m.added_by_user_id = ${caller.userId} or (${caller.email} <> '' and exists (
      select from invitees i where i.meeting_id = m.id and lower(i.email) = lower(${caller.email})))))`
}

/** Whether this meeting, or what belongs to it, exists for the caller; where not, it is 404. */
export async function maySeeMeeting(
  queries: Queries,
  caller: Caller,
  { id, accountId }: { id: string; accountId: string },
): Promise<boolean> {
  if (!maySee(caller, accountId)) return false
  return !caller.ownMeetingsOnly || (await visibleAmong(queries, caller, [id])).has(id)
}

/** Those of the ids whose meetings exist, and exist for the caller. */
export async function visibleAmong(
  queries: Queries,
  caller: Caller,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select m.id from meetings m where m.id = any(${[...new Set(ids)]}::text[]) and ${isVisibleTo(caller)}`.execute(
    queries,
  )
  return new Set(rows.map((row) => row.id))
}

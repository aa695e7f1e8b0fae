/**
 * Who was invited to a meeting and did not come to an occurrence of it, and when that was recorded: what a summary says
 * of the moment, beside what is stored in it.
 *
 * An invitee came where somebody was inside with their address, given on joining or by the account that they signed in
 * with, or else by their very name: guests need not give an address.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { recordingUrl } from '../recordings/recording-url.ts'
import type { Invitee } from './attendance-csv.ts'

/** For queries in which `s` is a summary. */
export function absentInvitees(): RawBuilder<Invitee[]> {
  return sql<Invitee[]>`(
    select coalesce(json_agg(json_build_object('name', i.name, 'email', i.email) order by i.position), '[]'::json)
    from invitees i where i.meeting_id = s.meeting_id and not exists (
      select from participants p join visits v on v.participant_id = p.id left join users u on u.id = p.user_id
      where p.occurrence_id = s.occurrence_id and (
        i.email <> '' and lower(i.email) in (lower(p.email), lower(u.email))
        or i.name <> '' and lower(i.name) = lower(p.name))))`
}

export interface RecordedTime {
  url: string
  /** From when to when; null where the film was made before that was written down. */
  beganAt: Date | null
  endedAt: Date | null
}

/** Null: there is no merged recording. */
export async function findRecordedTime(
  context: Pick<Context, 'publicUrl'>,
  queries: Queries,
  occurrenceId: string,
): Promise<(RecordedTime & { chapters: { startMs: number; kind: string; names: string[] }[] }) | null> {
  const row = await queries
    .selectFrom('recordings')
    .select(['id', 'url_token', 'film_began_at', 'duration_ms', 'chapters'])
    .where('occurrence_id', '=', occurrenceId)
    .where('state', '=', 'merged')
    .executeTakeFirst()
  if (!row) return null
  const began = row.film_began_at
  return {
    url: recordingUrl(context, { id: row.id, urlToken: row.url_token }),
    beganAt: began,
    endedAt: began && new Date(began.getTime() + (row.duration_ms ?? 0)),
    chapters: row.chapters,
  }
}

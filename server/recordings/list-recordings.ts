/** Lists recordings, the newest first. */
import type { Caller } from '../accounts/caller.ts'
import { isVisibleTo } from '../accounts/visible-meetings.ts'
import type { Context } from '../platform/context.ts'
import type { Tables } from '../platform/database/tables.ts'
import { findMeetingByReference } from '../meetings/find-meeting.ts'
import { presentRecording, readRecordings, type RecordingView } from './find-recording.ts'

export interface RecordingFilter {
  /** Id or number of a meeting. */
  meeting?: string
  state?: Tables['recordings']['state']
}

/** The newest `limit` of them that were begun before the recording `before`. */
export async function listRecordings(
  context: Context,
  caller: Caller,
  { meeting: reference, state }: RecordingFilter,
  limit: number,
  before: string | null,
): Promise<RecordingView[]> {
  const { queries } = context.database
  const meeting = reference === undefined ? null : await findMeetingByReference(queries, reference)
  if (meeting === undefined) return []
  const rows = await readRecordings(queries, (query) => {
    let confined = query.where(isVisibleTo(caller)).orderBy('r.id', 'desc').limit(limit)
    if (meeting !== null) confined = confined.where('r.meeting_id', '=', meeting.id)
    if (state !== undefined) confined = confined.where('r.state', '=', state)
    return before === null ? confined : confined.where('r.id', '<', before)
  })
  return rows.map((row) => presentRecording(context, row))
}

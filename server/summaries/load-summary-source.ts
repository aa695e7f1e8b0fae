/** Reads everything that the summary of a closed occurrence is made of, in the transaction that makes it. */
import type { Context } from '../platform/context.ts'
import type { Queries, Transaction } from '../platform/database/database.ts'
import type { MeetingRow, OccurrenceRow } from '../meetings/meeting.ts'
import { presentDocuments } from '../meetings/present-meeting.ts'
import type { SummarySource } from './build-summary.ts'

export type StoredSource = Omit<SummarySource, 'id' | 'pdf'>

export async function loadSummarySource(
  { settings, publicUrl }: Context,
  tx: Transaction,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
): Promise<StoredSource> {
  const room = await tx
    .selectFrom('rooms')
    .select('name')
    .where('id', '=', meeting.room_id)
    .executeTakeFirstOrThrow()
  const documents = await tx
    .selectFrom('documents')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return {
    meeting,
    occurrence,
    roomName: room.name,
    participants: await listVisitors(tx, occurrence.id),
    documents: presentDocuments({ meeting, documents }, { publicUrl }),
    questions: await tx
      .selectFrom('questions')
      .select(['question', 'asked_by', 'answers'])
      .where('occurrence_id', '=', occurrence.id)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    isRecordingPrepared: await isRecordingMerged(tx, occurrence.id),
    sfuHostname: settings.current().sfuHostname || mediaHost(occurrence),
  }
}

/** Anyone who was inside; who was let in and never connected is not among them. */
async function listVisitors(queries: Queries, occurrenceId: string): Promise<SummarySource['participants']> {
  const rows = await queries
    .selectFrom('participants as p')
    .innerJoin('visits as v', 'v.participant_id', 'p.id')
    .select(['p.id', 'p.name', 'p.info', 'v.joined_at', 'v.left_at'])
    .where('p.occurrence_id', '=', occurrenceId)
    .orderBy('v.joined_at')
    .orderBy('p.id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.id).values()].map((visits) => ({
    name: visits[0]!.name,
    info: visits[0]!.info,
    visits,
  }))
}

/** Locks the recording: a merge that ends now has to wait, and then finds the summary. */
async function isRecordingMerged(tx: Transaction, occurrenceId: string): Promise<boolean> {
  const recording = await tx
    .selectFrom('recordings')
    .select('state')
    .where('occurrence_id', '=', occurrenceId)
    .forUpdate()
    .executeTakeFirst()
  return recording?.state === 'merged'
}

/** Of the media of this occurrence; empty where nobody joined. */
function mediaHost({ media_url }: OccurrenceRow): string {
  return (media_url && URL.parse(media_url)?.hostname) || ''
}

/**
 * Opens a part: one uninterrupted stretch that somebody else's recorder recorded of one participant. The first part of an
 * occurrence makes its recording where our own recorder has not, and it collects from then on.
 *
 * The same participant and index is the same part, however often it is opened: a client that got no answer asks
 * again. The row comes first, then the folder for its chunks, and only then the answer; what a crash leaves between
 * the two is made good by asking again. A meeting may be deleted in that moment; then the folder goes, too.
 *
 * Only for somebody who is or was inside, and in proportion to how long (`upload-allowance`).
 *
 * A part lies in the recording at the server's time. A participant's clock may be wrong by any amount, so `startedAt`
 * counts only corrected by the difference that was measured on the room's socket; where none was measured, the part
 * begins when it is opened. Somebody else's recorder, with a key, is trusted to have the right time. Never before the
 * participant came in, and never after the call.
 *
 * Meeting and occurrence are locked against changes, in that order, so that a part is opened before or after a close,
 * and never beside it: the close turns a recording that collects into one that waits for its merge.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { assertTransaction, type Transaction } from '../platform/database/database.ts'
import { Conflict, Forbidden, invalid } from '../platform/errors.ts'
import { objectId } from '../platform/ids.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { insertRecording } from '../meetings/insert-recording.ts'
import { findMeetingByReference, meetingNotFound } from '../meetings/find-meeting.ts'
import { parseInstant } from '../calendar/instant.ts'
import type { MeetingRow } from '../meetings/meeting.ts'
import { PartGoneError } from './part-errors.ts'
import { partFileName, type PartPlace } from './part-places.ts'
import { recordingStore } from './recording-store.ts'
import { readUploads, uploadAllowance } from './upload-allowance.ts'
import { requireUploads } from './upload-window.ts'
import { mayUploadFor, mayUploadTo, type Uploader } from './uploader.ts'

/** As many as a merge looks at. */
export const PARTS_PER_RECORDING_LIMIT = 1000

export interface NewPart {
  /** Of the meeting: its number or id. */
  meeting: string
  participantId: string
  /** Counts the participant's parts from 0. */
  index: number
  /** ISO 8601 with an offset, by the sender's clock. */
  startedAt: string
  mimeType: string
  /** What its picture shows; a camera unless said. */
  picture?: 'camera' | 'screen'
}

export interface OpenedPart {
  id: string
  /** The bare name, as `recordingUrls` of the wire contract has it. */
  fileName: string
  isNew: boolean
}

/**
 * Throws NotFound `meeting-not-found`, Forbidden `other-participant`, Conflict `off-the-record`, `not-recorded`,
 * `never-inside`, `recording-over` and `too-many-parts`.
 */
export async function openPart(context: Context, uploader: Uploader, part: NewPart): Promise<OpenedPart> {
  const startedAt = parseInstant(part.startedAt)
  if (!startedAt)
    throw invalid('/startedAt', 'Must be a date and time in ISO 8601 with an offset.', 'date-time')
  const { database } = context
  const { place, isNew } = await database.transaction((tx) =>
    storePart(context, tx, uploader, { ...part, startedAt }),
  )
  await recordingStore(context).openPart(place)
  const row = await database.queries
    .selectFrom('recording_parts')
    .select('id')
    .where('id', '=', place.partId)
    .executeTakeFirst()
  if (!row) {
    await takeBack(context, place)
    throw new PartGoneError()
  }
  return { id: place.partId, fileName: partFileName(place.partId), isNew }
}

/** The files of what was deleted may have been removed before the folder was made. */
async function takeBack(context: Context, place: PartPlace): Promise<void> {
  const meeting = await context.database.queries
    .selectFrom('meetings')
    .select('id')
    .where('id', '=', place.meetingId)
    .executeTakeFirst()
  const store = recordingStore(context)
  await (meeting ? store.removeSession(place) : store.removeMeeting(place.meetingId))
}

type TimedPart = Omit<NewPart, 'startedAt'> & { startedAt: Date }

async function storePart(context: Context, tx: Transaction, uploader: Uploader, part: TimedPart) {
  assertTransaction(tx)
  const meeting = await lockMeetingRow(tx, uploader, part)
  const occurrence = await lockOccurrence(tx, meeting, part.participantId)
  const place = (partId: string): PartPlace => ({
    meetingId: meeting.id,
    sessionToken: occurrence.id,
    partId,
  })
  const known = await findPart(tx, part)
  if (known) return { place: place(known.id), isNew: false }

  const now = context.clock.now()
  requireRecorded(meeting, occurrence)
  const recording = await lockRecording(tx, meeting, occurrence, now)
  requireUploads(
    { recordingState: recording.state, closedAt: occurrence.closed_at },
    context.settings.current(),
    now,
  )
  const uploads = await requireShare(context, tx, part.participantId)
  await requireSpace(tx, recording.id)
  const id = objectId(now)
  const row = await tx
    .insertInto('recording_parts')
    .values({
      id,
      recording_id: recording.id,
      participant_id: part.participantId,
      part_index: part.index,
      started_at: await placeInTime(context, tx, uploader, { ...part, from: uploads.firstJoinedAt }),
      mime_type: part.mimeType,
      picture: part.picture ?? 'camera',
      file_name: partFileName(id),
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['participant_id', 'recorded_by', 'part_index']).doNothing())
    .returning('id')
    .executeTakeFirst()
  // Else it was opened a moment ago, by another request.
  return row
    ? { place: place(row.id), isNew: true }
    : { place: place((await findPart(tx, part))!.id), isNew: false }
}

async function lockMeetingRow(tx: Transaction, uploader: Uploader, part: TimedPart): Promise<MeetingRow> {
  const found = await findMeetingByReference(tx, part.meeting)
  if (!found || !(await mayUploadTo(tx, uploader, { id: found.id, accountId: found.account_id }))) {
    throw meetingNotFound()
  }
  if (!mayUploadFor(uploader, part.participantId)) {
    throw new Forbidden(
      'other-participant',
      'With a room token you can upload what you recorded yourself only: send your own participantId.',
    )
  }
  const meeting = await tx
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', found.id)
    .forKeyShare()
    .executeTakeFirst()
  if (!meeting) throw meetingNotFound()
  return meeting
}

/** The one that the participant came to. */
async function lockOccurrence(tx: Transaction, { id }: MeetingRow, participantId: string) {
  const occurrence = await tx
    .selectFrom('occurrences as o')
    .innerJoin('participants as p', 'p.occurrence_id', 'o.id')
    .select(['o.id', 'o.state', 'o.closed_at'])
    .where('o.meeting_id', '=', id)
    .where('p.id', '=', participantId)
    .forShare('o')
    .executeTakeFirst()
  if (!occurrence)
    throw invalid('/participantId', 'Must be somebody who joined this meeting.', 'no-such-participant')
  return occurrence
}

type LockedOccurrence = Awaited<ReturnType<typeof lockOccurrence>>

const findPart = (tx: Transaction, part: TimedPart) =>
  tx
    .selectFrom('recording_parts')
    .select('id')
    .where('participant_id', '=', part.participantId)
    .where('recorded_by', '=', 'upload')
    .where('part_index', '=', part.index)
    .executeTakeFirst()

function requireRecorded({ type, is_recorded }: MeetingRow, { closed_at }: LockedOccurrence): void {
  if (type === 'offTheRecord') {
    throw new Conflict('off-the-record', 'This meeting is off the record: it is not recorded.')
  }
  if (closed_at === null && !is_recorded) throw notRecorded()
}

/** A closed occurrence was given its recording by the close, if it was recorded at all. */
async function lockRecording(
  tx: Transaction,
  meeting: MeetingRow,
  { id: occurrenceId, closed_at }: LockedOccurrence,
  now: Date,
) {
  if (closed_at === null) {
    const occurrence = { occurrenceId, meetingId: meeting.id, accountId: meeting.account_id }
    await insertRecording(tx, occurrence, { state: 'collecting' }, now)
  }
  // A merge that begins now waits for this part, or was begun before.
  const recording = await tx
    .selectFrom('recordings')
    .select(['id', 'state'])
    .where('occurrence_id', '=', occurrenceId)
    .forShare()
    .executeTakeFirst()
  if (!recording) throw notRecorded()
  return recording
}

function notRecorded(): Conflict {
  return new Conflict('not-recorded', 'This meeting is not recorded, or its recording was deleted.')
}

async function requireShare({ clock }: Context, tx: Transaction, participantId: string) {
  const uploads = await readUploads(tx, clock, participantId)
  const { insideSeconds, firstJoinedAt } = uploads
  if (insideSeconds === null || firstJoinedAt === null) {
    throw new Conflict(
      'never-inside',
      'Only who is or was inside can be recorded. Connect to the room first, then open the part.',
    )
  }
  const allowed = uploadAllowance(insideSeconds).parts
  if (uploads.parts >= allowed) {
    throw new Conflict(
      'too-many-parts',
      `A participant who was inside for so long has at most ${allowed} parts. Record longer stretches.`,
    )
  }
  return { firstJoinedAt }
}

async function requireSpace(tx: Transaction, recordingId: string): Promise<void> {
  const { count } = await tx
    .selectFrom('recording_parts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('recording_id', '=', recordingId)
    .executeTakeFirstOrThrow()
  if (count >= PARTS_PER_RECORDING_LIMIT) {
    throw new Conflict(
      'too-many-parts',
      `A recording has at most ${PARTS_PER_RECORDING_LIMIT} parts. Record longer stretches.`,
    )
  }
}

/** When the part began, by the server's time. */
async function placeInTime(
  { clock }: Context,
  tx: Transaction,
  uploader: Uploader,
  { participantId, startedAt, from }: TimedPart & { from: Date },
): Promise<Date> {
  const { rows } = await sql<{ now: Date; difference: number | null }>`
    select ${databaseTime(clock)} as now, clock_difference_ms as difference
    from participants where id = ${participantId}`.execute(tx)
  const { now, difference } = rows[0]!
  if (!('claims' in uploader)) return within(startedAt.getTime(), from, now)
  return difference === null ? now : within(startedAt.getTime() + difference, from, now)
}

function within(timeMs: number, from: Date, to: Date): Date {
  return new Date(Math.min(Math.max(timeMs, from.getTime()), to.getTime()))
}

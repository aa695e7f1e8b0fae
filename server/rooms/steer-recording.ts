/**
 * A host starts, pauses and stops the recording. It is the state of the occurrence in the database, so that it holds for
 * everybody, for those who come later, in every process and over every restart, also when all hosts have gone. The server
 * that records follows it (`recordings/record-rooms`).
 *
 *     off ──start──▸ on ◂──start / pause──▸ paused
 *      ▴              └──────── stop ─────────┘
 *      └──────────────────────────┘
 *
 * To start what nobody had planned to record sets `isRecorded`, which is a change of the meeting as any other, with its
 * event. Pausing and stopping leave it. What is not recorded in between is a gap of one recording.
 */
import { sql } from 'kysely'
import { databaseTime } from '../platform/database/database-time.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { RecordingGapReason, RecordingStopReason } from '../platform/database/tables.ts'
import { Conflict } from '../platform/errors.ts'
import { hasRoomToRecord } from '../platform/files/free-space.ts'
import { isOpen, type MeetingRow, type OccurrenceRow } from '../meetings/meeting.ts'
import { updateSeries } from '../meetings/update-series.ts'
import type { Context } from '../platform/context.ts'
import type { RecordingState } from '../../shared/room-messages.ts'

/** @param occurrence undefined: all are closed */
export function recordingState(
  { is_recorded }: Pick<MeetingRow, 'is_recorded'>,
  occurrence: Pick<OccurrenceRow, 'recording_paused_at' | 'recording_stopped_at'> | undefined,
): RecordingState {
  if (!is_recorded || !occurrence || occurrence.recording_stopped_at !== null) return 'off'
  return occurrence.recording_paused_at === null ? 'on' : 'paused'
}

/**
 * With meeting and occurrence locked. Does nothing where it is so already. Throws Conflict `off-the-record`,
 * `meeting-not-open`, `not-recorded` where there is nothing to pause, and `disk-full`.
 */
export async function steerRecording(
  context: Context,
  tx: Transaction,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
  wanted: RecordingState,
): Promise<void> {
  const now = recordingState(meeting, occurrence)
  if (now === wanted) return
  if (meeting.type === 'offTheRecord') {
    throw new Conflict('off-the-record', 'This meeting is off the record: it is not recorded.')
  }
  if (!isOpen(occurrence, context.settings.current(), context.clock.now())) {
    throw new Conflict(
      'meeting-not-open',
      'A recording is started, paused and stopped while the meeting is open.',
    )
  }
  if (wanted === 'paused' && now === 'off') {
    throw new Conflict('not-recorded', 'This meeting is not being recorded. Start the recording first.')
  }
  if (wanted === 'off') return stopRecording(context, tx, occurrence.id, 'host')
  if (wanted === 'paused') {
    await change(context, tx, occurrence.id, 'paused')
    return
  }
  if (now === 'off' && !(await hasRoomToRecord(context))) {
    throw new Conflict('disk-full', 'There is no room on the disk of the server to record this meeting.')
  }
  if (!meeting.is_recorded) await updateSeries(context, tx, meeting, occurrence, { isRecorded: true })
  await change(context, tx, occurrence.id, 'on')
}

/** Until a host starts it again. */
export async function stopRecording(
  context: Pick<Context, 'clock'>,
  tx: Transaction,
  occurrenceId: string,
  reason: RecordingStopReason,
): Promise<void> {
  await change(context, tx, occurrenceId, 'off', reason)
}

/** The gap before ends, and another one begins where it is not recorded now. */
async function change(
  { clock }: Pick<Context, 'clock'>,
  tx: Transaction,
  occurrenceId: string,
  state: RecordingState,
  stopReason: RecordingStopReason = 'host',
): Promise<void> {
  const now = databaseTime(clock)
  await tx
    .updateTable('occurrences')
    .set({
      recording_paused_at: state === 'paused' ? now : null,
      recording_stopped_at: state === 'off' ? now : null,
      recording_stop_reason: state === 'off' ? stopReason : null,
    })
    .where('id', '=', occurrenceId)
    .execute()
  await tx
    .updateTable('recording_gaps')
    .set({ ended_at: sql<Date>`greatest(began_at, ${now})` })
    .where('occurrence_id', '=', occurrenceId)
    .where('ended_at', 'is', null)
    .execute()
  if (state === 'on') return
  const reason: RecordingGapReason =
    state === 'paused' ? 'paused' : stopReason === 'host' ? 'stopped' : stopReason
  await tx
    .insertInto('recording_gaps')
    .values({ occurrence_id: occurrenceId, began_at: sql<Date>`${now}`, reason })
    .onConflict((conflict) =>
      conflict.columns(['occurrence_id', 'began_at']).doUpdateSet({ reason, ended_at: null }),
    )
    .execute()
}

/**
 * Changes a whole meeting: what is still to come of it, since what was closed stays as it was held.
 *
 * - A new start, time zone or rhythm begins at the current occurrence (`restart-series`). A new end of the series alone
 *   counts from its first occurrence, as it is shown.
 * - What single occurrences had for themselves gives way where the change says something else.
 */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, sendAlong, type Transaction } from '../platform/database/database.ts'
import { invalid } from '../platform/errors.ts'
import { isOccurrence } from '../calendar/occurrences.ts'
import { restartSeries, endsAfterFromHere, findDecided } from './restart-series.ts'
import { draftDefaults, forbidWhileUsed, isNewRhythm } from './change-rules.ts'
import { closeDueAt, minutesAfter, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { applyInput, draftOf, isSameDraft, needsNewSequence, type MeetingDraft } from './meeting-draft.ts'
import type { MeetingInput } from './meeting-input.ts'
import { loadView } from './meeting-view.ts'
import { findRoom, noSuchRoom } from './schedule-meeting.ts'
import { isRecurring, seriesOf, wholeSeries } from './series.ts'
import { dropRowsPastEnd } from './shift-occurrences.ts'
import { recordMeetingEvent, showView, type ShownMeeting } from './show-meeting.ts'
import { changeMeeting, draftColumns, inviteeRows, replaceInvitees } from './store-meeting.ts'
import { tellOfChange } from './tell-invitees.ts'

export async function updateSeries(
  context: Context,
  tx: Transaction,
  former: MeetingRow,
  formerCurrent: OccurrenceRow,
  patch: MeetingInput,
): Promise<ShownMeeting> {
  const { roomId } = patch
  const mayMove =
    patch.startTime !== undefined || patch.timezone !== undefined || patch.recurring !== undefined
  const [view, room, rows] = await Promise.all([
    loadView(tx, former, formerCurrent),
    roomId === undefined || roomId === former.room_id ? undefined : findRoom(tx, former.account_id, roomId),
    mayMove ? findDecided(tx, former) : undefined,
  ])
  const before = draftOf(view)
  const after = applyInput(before, patch, draftDefaults(context, former))
  if (isSameDraft(before, after)) return showView(context, tx, view)
  forbidWhileUsed(formerCurrent, before, after)
  if (after.roomId !== before.roomId && !room) throw noSuchRoom()

  const newRhythm = isNewRhythm(before, after)
  const isStated = typeof patch.recurring?.endsAfter === 'number'
  const meeting = changeMeeting(tx, former, {
    ...changedColumns(former, before, after),
    ...(newRhythm && {
      series_start: after.startTime,
      ends_after: endsAfterFromHere(former, formerCurrent, after, isStated),
    }),
    newSequence: needsNewSequence(before, after),
  })
  if (!isDeepStrictEqual(before.invitees, after.invitees)) replaceInvitees(tx, meeting.id, after.invitees)
  giveUpOwn(tx, meeting, before, after)
  if (newRhythm) {
    const decided = rows ?? (await findDecided(tx, former))
    restartSeries(context, tx, { meeting, former, current: formerCurrent, decided }, after)
  }
  if (!newRhythm && !isDeepStrictEqual(before.recurring, after.recurring)) {
    requireStillThere(meeting, formerCurrent)
    dropRowsPastEnd(tx, meeting)
  }
  const current = moveCurrent(context, tx, formerCurrent, before, after, newRhythm)
  await tellOfChange(context, tx, before, after, { meeting, occurrence: current })

  const invitees = inviteeRows(meeting.id, after.invitees)
  const shown = await showView(context, tx, { ...view, meeting, occurrence: current, invitees })
  await recordMeetingEvent(
    context,
    tx,
    'onMeetingUpdated',
    shown,
    wholeSeries(isRecurring(former) ? former : meeting),
  )
  announceOnCommit(tx, 'meeting-changed', meeting.id)
  return shown
}

/** What is shown unchanged may be the current occurrence's own, and must not become the series'. */
function changedColumns(former: MeetingRow, before: MeetingDraft, after: MeetingDraft) {
  const sameDuration = after.durationMinutes === before.durationMinutes
  return {
    ...draftColumns(after),
    topic: after.topic === before.topic ? former.topic : after.topic,
    agenda: after.agenda === before.agenda ? former.agenda : after.agenda,
    duration_minutes: sameDuration ? former.duration_minutes : after.durationMinutes,
  }
}

function giveUpOwn(tx: Transaction, meeting: MeetingRow, before: MeetingDraft, after: MeetingDraft): void {
  const own = {
    ...(after.topic !== before.topic && { topic: null }),
    ...(after.agenda !== before.agenda && { agenda: null }),
    ...(after.durationMinutes !== before.durationMinutes && {
      end_time: sql<Date>`start_time + make_interval(mins => ${after.durationMinutes})`,
    }),
  }
  if (Object.keys(own).length === 0) return
  const theirs = tx
    .updateTable('occurrences')
    .set(own)
    .where('meeting_id', '=', meeting.id)
    .where('state', 'in', ['current', 'planned'])
  sendAlong(tx, theirs.execute())
}

/** A series cannot be made to end before the occurrence that is on or next. */
function requireStillThere(meeting: MeetingRow, current: OccurrenceRow): void {
  if (isOccurrence(seriesOf(meeting), current.recurrence_start)) return
  throw invalid(
    meeting.ends_type === 'after' ? '/recurring/endsAfter' : '/recurring/endsOn',
    'Ends the series before its next occurrence. To end it there, delete that one and those that follow.',
    'recurrence',
  )
}

function moveCurrent(
  context: Context,
  tx: Transaction,
  current: OccurrenceRow,
  before: MeetingDraft,
  after: MeetingDraft,
  newRhythm: boolean,
): OccurrenceRow {
  const { startTime, durationMinutes } = after
  const times = { start_time: startTime, end_time: minutesAfter(startTime, durationMinutes) }
  const moved = {
    ...times,
    ...(newRhythm && { recurrence_start: startTime }),
    topic: after.topic === before.topic ? current.topic : null,
    agenda: after.agenda === before.agenda ? current.agenda : null,
    close_due_at: closeDueAt({ ...current, ...times }, context.settings.current()),
  }
  sendAlong(tx, tx.updateTable('occurrences').set(moved).where('id', '=', current.id).execute())
  return { ...current, ...moved }
}

/**
 * Changes a whole meeting: what is still to come of it, since what was closed stays as it was held.
 *
 * - A new start, time zone or rhythm begins at the current occurrence (`begin-anew`). A new end of the series alone
 *   counts from its first occurrence, as it is shown.
 * - What single occurrences had for themselves gives way where the change says something else.
 */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Transaction } from '../platform/database/database.ts'
import { invalid } from '../platform/errors.ts'
import { isOccurrence } from '../calendar/occurrences.ts'
import { beginAnew, endsAfterFromHere } from './begin-anew.ts'
import { draftDefaults, forbidWhileUsed, isNewRhythm } from './change-rules.ts'
import { closeDueAt, minutesAfter, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { applyInput, draftOf, isSameDraft, needsNewSequence, type MeetingDraft } from './meeting-draft.ts'
import type { MeetingInput } from './meeting-input.ts'
import { loadView } from './meeting-view.ts'
import { requireRoom } from './schedule-meeting.ts'
import { isRecurring, seriesOf, wholeSeries } from './series.ts'
import { dropRowsPastEnd } from './shift-occurrences.ts'
import { recordMeetingEvent, showMeeting, type ShownMeeting } from './show-meeting.ts'
import { changeMeeting, draftColumns, replaceInvitees } from './store-meeting.ts'
import { tellOfChange } from './tell-invitees.ts'

export async function updateSeries(
  context: Context,
  tx: Transaction,
  former: MeetingRow,
  formerCurrent: OccurrenceRow,
  patch: MeetingInput,
): Promise<ShownMeeting> {
  const before = draftOf(await loadView(tx, former, formerCurrent))
  const after = applyInput(before, patch, draftDefaults(context, former))
  if (isSameDraft(before, after)) return showMeeting(context, tx, former, formerCurrent)
  forbidWhileUsed(formerCurrent, before, after)
  if (after.roomId !== before.roomId) await requireRoom(tx, former.account_id, after.roomId)

  const newRhythm = isNewRhythm(before, after)
  const statedAnew = typeof patch.recurring?.endsAfter === 'number'
  const meeting = await changeMeeting(tx, former, {
    ...changedColumns(former, before, after),
    ...(newRhythm && {
      series_start: after.startTime,
      ends_after: endsAfterFromHere(former, formerCurrent, after, statedAnew),
    }),
    newSequence: needsNewSequence(before, after),
  })
  if (!isDeepStrictEqual(before.invitees, after.invitees)) {
    await replaceInvitees(tx, meeting.id, after.invitees)
  }
  await giveUpOwn(tx, meeting, before, after)
  if (newRhythm) await beginAnew(context, tx, meeting, former, formerCurrent, after)
  else if (!isDeepStrictEqual(before.recurring, after.recurring)) {
    requireStillThere(meeting, formerCurrent)
    await dropRowsPastEnd(tx, meeting)
  }
  const current = await moveCurrent(context, tx, formerCurrent, after)
  await tellOfChange(context, tx, before, after, { meeting, occurrence: current })

  const shown = await showMeeting(context, tx, meeting, current)
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

async function giveUpOwn(
  tx: Transaction,
  meeting: MeetingRow,
  before: MeetingDraft,
  after: MeetingDraft,
): Promise<void> {
  const own = {
    ...(after.topic !== before.topic && { topic: null }),
    ...(after.agenda !== before.agenda && { agenda: null }),
    ...(after.durationMinutes !== before.durationMinutes && {
      end_time: sql<Date>`start_time + make_interval(mins => ${after.durationMinutes})`,
    }),
  }
  if (Object.keys(own).length === 0) return
  await tx
    .updateTable('occurrences')
    .set(own)
    .where('meeting_id', '=', meeting.id)
    .where('state', 'in', ['current', 'planned'])
    .execute()
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

async function moveCurrent(
  context: Context,
  tx: Transaction,
  current: OccurrenceRow,
  { startTime, durationMinutes }: MeetingDraft,
): Promise<OccurrenceRow> {
  const times = { start_time: startTime, end_time: minutesAfter(startTime, durationMinutes) }
  return tx
    .updateTable('occurrences')
    .set({ ...times, close_due_at: closeDueAt({ ...current, ...times }, context.settings.current()) })
    .where('id', '=', current.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

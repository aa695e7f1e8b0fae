/**
 * Changes one occurrence of a series and all that follow. The series ends before it (`onMeetingUpdated`), and a new
 * one, with an id and a number of its own, goes on from there (`onMeetingScheduled`). What was decided about single
 * occurrences that follow moves along; documents stay with the old series.
 *
 * Where nothing would be left of the old series, it is a change of the whole series, and the id stays.
 */
import type { Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Transaction } from '../platform/database/database.ts'
import type { Recurring } from '../calendar/recurring.ts'
import { splitSeries } from '../calendar/split-series.ts'
import { draftDefaults, meetingInUse } from './change-rules.ts'
import { endSeriesBefore } from './end-series.ts'
import { hasBeenUsed, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import { applyInput, draftOf, isSameDraft, saysTheSame } from './meeting-draft.ts'
import type { MeetingInput } from './meeting-input.ts'
import { loadView } from './meeting-view.ts'
import { requireRecentStart, requireExistingRoom } from './schedule-meeting.ts'
import { lastClosed, oneOccurrence, recurringOf, seriesOf, wholeSeries } from './series.ts'
import { putRowsBack } from './shift-occurrences.ts'
import { recordMeetingEvent, showMeeting, showView, type ShownMeeting } from './show-meeting.ts'
import { insertMeeting } from './store-meeting.ts'
import { tellAll } from './tell-invitees.ts'
import { updateSeries } from './update-series.ts'

/** `endsOn` carries the creation time where it means nothing. */
function ofNewMeeting(recurring: Recurring, createdAt: Date): Recurring {
  return recurring.endsType === 'on' ? recurring : { ...recurring, endsOn: createdAt.toISOString() }
}

/** What the whole series was shown with is no wish for what follows: of ten times, seven are left. */
function withoutWhatWasShown(patch: MeetingInput, former: MeetingRow): MeetingInput {
  const { recurring, ...others } = patch
  return recurring && saysTheSame(recurring, recurringOf(former)) ? others : patch
}

/** @returns the new series; where nothing changed, the old one with the times of `target`. */
export async function updateFollowing(
  context: Context,
  tx: Transaction,
  caller: Caller,
  former: MeetingRow,
  current: OccurrenceRow,
  target: OccurrenceRow,
  patch: MeetingInput,
): Promise<ShownMeeting> {
  const { kept, following } = splitSeries(seriesOf(former), target.recurrence_start)
  const nothingBefore = target.id === current.id && !(await lastClosed(tx, former.id))
  if (nothingBefore || !kept || !following) return updateSeries(context, tx, former, current, patch)

  const view = await loadView(tx, former, target)
  const before = { ...draftOf(view), recurring: following }
  const after = applyInput(before, withoutWhatWasShown(patch, former), draftDefaults(context, former))
  if (isSameDraft(before, after)) return showView(context, tx, view)
  if (hasBeenUsed(target)) throw meetingInUse(['this and following'])
  if (after.roomId !== before.roomId) await requireExistingRoom(tx, former.account_id, after.roomId)
  requireRecentStart(after, context.clock.now())

  const { shown: ended, removed } = await endSeriesBefore(context, tx, former, target, kept)
  await recordMeetingEvent(context, tx, 'onMeetingUpdated', ended, oneOccurrence(former, target, 'following'))
  announceOnCommit(tx, 'meeting-changed', former.id)

  const now = context.clock.now()
  const draft = { ...after, recurring: ofNewMeeting(after.recurring, now) }
  const { meeting, occurrence } = insertMeeting(context, tx, caller, former.account_id, draft, now)
  const others = removed.filter((row) => row.id !== target.id && row.state !== 'current')
  putRowsBack(tx, meeting, others, { start: target.recurrence_start, timezone: former.timezone })
  await tellAll(context, tx, 'invitation', { meeting, occurrence })
  const shown = await showMeeting(context, tx, meeting, occurrence)
  await recordMeetingEvent(context, tx, 'onMeetingScheduled', shown, wholeSeries(meeting))
  return shown
}

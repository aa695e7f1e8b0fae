/**
 * Changes one occurrence of a series: its topic, agenda and times. Everything else belongs to the series as a whole.
 * The event carries this occurrence's times, whichever one the meeting itself shows.
 *
 * Occurrences keep their order: one cannot be moved to or past the start of another, else two would want to be the
 * one that people join next.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, sendAlong, type Transaction } from '../platform/database/database.ts'
import { InvalidInput, invalid } from '../platform/errors.ts'
import { occurrencesBetween } from '../calendar/occurrences.ts'
import { draftDefaults, forbidWhileUsed } from './change-rules.ts'
import type { Target } from './find-target.ts'
import { closeDueAt, minutesAfter, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import {
  applyInput,
  draftOf,
  isSameDraft,
  needsNewSequence,
  saysTheSame,
  type MeetingDraft,
} from './meeting-draft.ts'
import type { MeetingInput } from './meeting-input.ts'
import { loadView } from './meeting-view.ts'
import { oneOccurrence, seriesOf } from './series.ts'
import { recordMeetingEvent, showView, type ShownMeeting } from './show-meeting.ts'
import { changeMeeting } from './store-meeting.ts'
import { tellOfChange } from './tell-invitees.ts'

/** Which part of a draft each field changes that belongs to the series as a whole. */
const SERIES_FIELDS = {
  type: 'type',
  timezone: 'timezone',
  isRecorded: 'isRecorded',
  isDialin: 'isDialin',
  videoResolution: 'videoResolution',
  roomId: 'roomId',
  invitedParticipants: 'invitees',
} as const satisfies Partial<Record<keyof MeetingInput, keyof MeetingDraft>>

export async function updateOccurrence(
  context: Context,
  tx: Transaction,
  former: MeetingRow,
  { occurrence: target, stored }: Target,
  patch: MeetingInput,
): Promise<ShownMeeting> {
  const view = await loadView(tx, former, target)
  const before = draftOf(view)
  const after = applyTo(before, patch, context, former)
  if (isSameDraft(before, after)) return showView(context, tx, view)
  forbidWhileUsed(target, before, after)
  if (after.startTime.getTime() !== before.startTime.getTime()) {
    await requireOrder(tx, former, target, after.startTime)
  }

  const occurrence = changedRow(context, former, target, after)
  storeRow(tx, occurrence, stored)
  const meeting = changeMeeting(tx, former, { newSequence: needsNewSequence(before, after) })
  await tellOfChange(context, tx, before, after, { meeting, occurrence, alone: true })
  const shown = await showView(context, tx, { ...view, meeting, occurrence })
  await recordMeetingEvent(context, tx, 'onMeetingUpdated', shown, oneOccurrence(meeting, occurrence))
  announceOnCommit(tx, 'meeting-changed', meeting.id)
  return shown
}

/** The rule of the series is not this occurrence's to be judged by: it may be moved past the series' end. */
function applyTo(
  before: MeetingDraft,
  patch: MeetingInput,
  context: Context,
  meeting: MeetingRow,
): MeetingDraft {
  const { recurring, ...others } = patch
  const isSameRule =
    recurring === undefined || (recurring !== null && saysTheSame(recurring, before.recurring))
  const alone = {
    ...before,
    recurring: { ...before.recurring, frequencyType: '' as const },
  }
  const after = applyInput(alone, others, draftDefaults(context, meeting))
  const applied = { ...after, recurring: before.recurring }
  const foreign = Object.entries(SERIES_FIELDS).filter(
    ([, part]) => !isDeepStrictEqual(applied[part], before[part]),
  )
  const fields = [...foreign.map(([field]) => field), ...(isSameRule ? [] : ['recurring'])]
  if (fields.length === 0) return applied
  const detail = 'Belongs to the whole series. Change it with scope=series or scope=following.'
  throw new InvalidInput(
    fields.map((field) => ({
      pointer: `/${field}`,
      code: 'series-only' as const,
      detail,
    })),
  )
}

function changedRow(
  context: Context,
  meeting: MeetingRow,
  target: OccurrenceRow,
  after: MeetingDraft,
): OccurrenceRow {
  const row = {
    ...target,
    start_time: after.startTime,
    end_time: minutesAfter(after.startTime, after.durationMinutes),
    topic: after.topic === meeting.topic ? null : after.topic,
    agenda: after.agenda === meeting.agenda ? null : after.agenda,
  }
  if (row.state !== 'current') return row
  return { ...row, close_due_at: closeDueAt(row, context.settings.current()) }
}

function storeRow(tx: Transaction, row: OccurrenceRow, stored: boolean): void {
  const { start_time, end_time, topic, agenda, close_due_at } = row
  const statement = stored
    ? tx
        .updateTable('occurrences')
        .set({ start_time, end_time, topic, agenda, close_due_at })
        .where('id', '=', row.id)
    : tx.insertInto('occurrences').values(row)
  sendAlong(tx, statement.execute())
}

/** Throws where another occurrence starts between the former and the new start, or at the new one. */
async function requireOrder(
  tx: Transaction,
  meeting: MeetingRow,
  target: OccurrenceRow,
  start: Date,
): Promise<void> {
  const isLater = start.getTime() > target.start_time.getTime()
  const [from, to] = isLater ? [target.start_time, start] : [start, target.start_time]
  const rows = await tx
    .selectFrom('occurrences')
    .select(['id', 'recurrence_start', 'start_time', 'state'])
    .where('meeting_id', '=', meeting.id)
    .where((eb) => eb.or([eb.between('recurrence_start', from, to), eb.between('start_time', from, to)]))
    .execute()
  const others = rows.filter(
    ({ id, state, start_time }) =>
      id !== target.id && state !== 'cancelled' && start_time >= from && start_time <= to,
  )
  const excluded = [...rows.map((row) => row.recurrence_start), target.recurrence_start]
  const unstored = occurrencesBetween(seriesOf(meeting, excluded), from, new Date(to.getTime() + 1), 1)
  if (others.length === 0 && unstored.length === 0) return
  throw invalid('/startTime', 'Must stay between the occurrences before and after this one.', 'series-order')
}

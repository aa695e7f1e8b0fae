/** What may be changed when. Pure. */
import type { Context } from '../platform/context.ts'
import { Conflict } from '../platform/errors.ts'
import { hasBeenUsed, type MeetingRow, type OccurrenceRow } from './meeting.ts'
import type { DraftDefaults, MeetingDraft } from './meeting-draft.ts'

/** Throws Conflict `meeting-in-use` where the change needs an occurrence that nobody has been in. */
export function forbidWhileUsed(current: OccurrenceRow, before: MeetingDraft, after: MeetingDraft): void {
  if (!hasBeenUsed(current)) return
  const fixed = [
    before.startTime.getTime() !== after.startTime.getTime() && 'startTime',
    before.timezone !== after.timezone && 'timezone',
    before.type !== after.type && 'type',
    before.roomId !== after.roomId && 'roomId',
  ].filter((field) => field !== false)
  if (fixed.length > 0) throw meetingInUse(fixed)
}

export function meetingInUse(fields: string[]): Conflict {
  return new Conflict(
    'meeting-in-use',
    `Somebody is or has been inside, so ${fields.join(', ')} cannot be changed any more. ` +
      'Topic, agenda, end, invitees and isRecorded can.',
    { fields },
  )
}

/** Whether the rule of the series gives other starts than before, wherever it ends. */
export function isNewRhythm(before: MeetingDraft, after: MeetingDraft): boolean {
  return (
    before.startTime.getTime() !== after.startTime.getTime() ||
    before.timezone !== after.timezone ||
    before.recurring.frequencyType !== after.recurring.frequencyType ||
    before.recurring.frequency !== after.recurring.frequency ||
    before.recurring.monthlyPattern !== after.recurring.monthlyPattern
  )
}

export function draftDefaults(context: Context, meeting: MeetingRow): DraftDefaults {
  return { createdAt: meeting.created_at, language: context.settings.current().language }
}

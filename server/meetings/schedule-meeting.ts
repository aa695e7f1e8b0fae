/**
 * Schedules a meeting or a series of them: one row, its first occurrence, and one `onMeetingScheduled`, all in the
 * caller's transaction. What is not said takes its default: now, the account's own room, and what System Configuration
 * says of meetings: time zone, length, type, whether it is recorded. The start may lie in the past; such a meeting is
 * open at once and closes by the usual rules.
 */
import { maySee, type Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { invalid } from '../platform/errors.ts'
import { recordAudit } from '../accounts/record-audit.ts'
import { named } from './meeting.ts'
import { applyInput, emptyDraft, type MeetingDraft } from './meeting-draft.ts'
import type { NewMeetingInput } from './meeting-input.ts'
import { wholeSeries } from './series.ts'
import { recordMeetingEvent, showMeeting, type ShownMeeting } from './show-meeting.ts'
import { insertMeeting } from './store-meeting.ts'
import { tellAll } from './tell-invitees.ts'

/** Each occurrence that has gone by is closed and told of, so a series cannot be begun any time ago. */
const SERIES_PAST_LIMIT_DAYS = 366
const DAY_MS = 86_400_000

export async function scheduleMeeting(
  context: Context,
  tx: Transaction,
  caller: Caller,
  input: NewMeetingInput,
): Promise<ShownMeeting> {
  const { accountId: wanted, ...given } = input
  const accountId = await accountOf(tx, caller, wanted)
  const now = context.clock.now()
  const settings = context.settings.current()
  const roomId = given.roomId ?? (await ownRoom(tx, accountId))
  const empty = emptyDraft(now, roomId, settings, given.type)
  const draft = applyInput(empty, given, { createdAt: now, language: settings.language })
  if (given.roomId !== undefined) await requireRoom(tx, accountId, given.roomId)
  requireRecentStart(draft, now)
  const { meeting, occurrence } = await insertMeeting(context, tx, caller, accountId, draft, now)
  await tellAll(context, tx, 'invitation', { meeting, occurrence })
  const shown = await showMeeting(context, tx, meeting, occurrence)
  await recordAudit(tx, caller, 'meeting.scheduled', meeting.id, named(meeting), accountId)
  await recordMeetingEvent(context, tx, 'onMeetingScheduled', shown, wholeSeries(meeting))
  return shown
}

/** Throws InvalidInput where the account has no such room. */
export async function requireRoom(tx: Transaction, accountId: string, roomId: string): Promise<void> {
  const room = await tx
    .selectFrom('rooms')
    .select('id')
    .where('id', '=', roomId)
    .where('account_id', '=', accountId)
    .forKeyShare()
    .executeTakeFirst()
  if (!room) throw invalid('/roomId', 'There is no such room in this account.', 'no-such-room')
}

/** Throws InvalidInput where a series would begin too long ago. */
export function requireRecentStart(draft: MeetingDraft, now: Date): void {
  const oldest = now.getTime() - SERIES_PAST_LIMIT_DAYS * DAY_MS
  if (draft.recurring.frequencyType === '' || draft.startTime.getTime() >= oldest) return
  throw invalid(
    '/startTime',
    `A series must not begin more than ${SERIES_PAST_LIMIT_DAYS} days ago.`,
    'starts-too-early',
    { limit: SERIES_PAST_LIMIT_DAYS },
  )
}

/** Only callers of the whole instance may schedule for another account than their own. */
async function accountOf(tx: Transaction, caller: Caller, wanted: string | undefined): Promise<string> {
  if (wanted === undefined || wanted === caller.accountId) return caller.accountId
  const account = maySee(caller, wanted)
    ? await tx.selectFrom('accounts').select('id').where('id', '=', wanted).executeTakeFirst()
    : undefined
  if (!account) throw invalid('/accountId', 'There is no such account.', 'no-such-account')
  return account.id
}

/** The account's room without a name, which is made with the account and stays. */
async function ownRoom(tx: Transaction, accountId: string): Promise<string> {
  const room = await tx
    .selectFrom('rooms')
    .select('id')
    .where('account_id', '=', accountId)
    .where('name', '=', '')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  return room.id
}

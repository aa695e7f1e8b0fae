/**
 * Schedules a meeting or a series of them: one row, its first occurrence, and one `onMeetingScheduled`, all in the
 * caller's transaction. What is not said takes its default: now, the account's own room, and what System Configuration
 * says of meetings: time zone, length, type, whether it is recorded. The start may lie in the past; such a meeting is
 * open at once and closes by the usual rules.
 */
import { maySee, type Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { invalid, type InvalidInput } from '../platform/errors.ts'
import { recordAudit } from '../accounts/audit.ts'
import { named } from './meeting.ts'
import { applyInput, emptyDraft, type MeetingDraft } from './meeting-draft.ts'
import type { NewMeetingInput } from './meeting-input.ts'
import { wholeSeries } from './series.ts'
import { recordMeetingEvent, showView, type ShownMeeting } from './show-meeting.ts'
import { insertMeeting, inviteeRows } from './store-meeting.ts'
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
  const accountId = wanted ?? caller.accountId
  const [hasAccount, room] = await Promise.all([
    isOwnOrKnown(tx, caller, accountId),
    given.roomId === undefined ? ownRoom(tx, accountId) : findRoom(tx, accountId, given.roomId),
  ])
  if (!hasAccount) throw invalid('/accountId', 'There is no such account.', 'no-such-account')
  const now = context.clock.now()
  const settings = context.settings.current()
  const empty = emptyDraft(now, given.roomId ?? room!.id, settings, given.type)
  const draft = applyInput(empty, given, { createdAt: now, language: settings.language })
  if (!room) throw noSuchRoom()
  requireRecentStart(draft, now)
  const { meeting, occurrence } = insertMeeting(context, tx, caller, accountId, draft, now)
  await tellAll(context, tx, 'invitation', { meeting, occurrence }, draft.invitees)
  const invitees = inviteeRows(meeting.id, draft.invitees)
  const shown = await showView(context, tx, { meeting, occurrence, invitees, documents: [], isActive: false })
  await recordAudit(tx, caller, 'meeting.scheduled', meeting.id, named(meeting), accountId)
  await recordMeetingEvent(context, tx, 'onMeetingScheduled', shown, wholeSeries(meeting))
  return shown
}

/** Throws InvalidInput where the account has no such room. */
export async function requireExistingRoom(tx: Transaction, accountId: string, roomId: string): Promise<void> {
  if (!(await findRoom(tx, accountId, roomId))) throw noSuchRoom()
}

/** A room of the account, which stays until the transaction ends. */
export function findRoom(
  tx: Transaction,
  accountId: string,
  roomId: string,
): Promise<{ id: string } | undefined> {
  return tx
    .selectFrom('rooms')
    .select('id')
    .where('id', '=', roomId)
    .where('account_id', '=', accountId)
    .forKeyShare()
    .executeTakeFirst()
}

export function noSuchRoom(): InvalidInput {
  return invalid('/roomId', 'There is no such room in this account.', 'no-such-room')
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
async function isOwnOrKnown(tx: Transaction, caller: Caller, accountId: string): Promise<boolean> {
  if (accountId === caller.accountId) return true
  if (!maySee(caller, accountId)) return false
  const known = await tx.selectFrom('accounts').select('id').where('id', '=', accountId).executeTakeFirst()
  return known !== undefined
}

/** The account's room without a name, which is made with the account and stays; undefined: no such account. */
function ownRoom(tx: Transaction, accountId: string): Promise<{ id: string } | undefined> {
  return tx
    .selectFrom('rooms')
    .select('id')
    .where('account_id', '=', accountId)
    .where('name', '=', '')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

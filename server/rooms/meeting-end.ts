/**
 * A host inside decides when the meeting ends: they close it for all, or put its end off. They show the room token and
 * need no account. A co-host does neither: the meeting itself stays the host's.
 */
import { recordAudit } from '../accounts/audit.ts'
import { closeLocked, meetingClosed } from '../meetings/close-meeting.ts'
import { named } from '../meetings/meeting.ts'
import type { MeetingInput } from '../meetings/meeting-input.ts'
import { isRecurring, lockCurrent } from '../meetings/series.ts'
import type { ShownMeeting } from '../meetings/show-meeting.ts'
import { updateOccurrence } from '../meetings/update-occurrence.ts'
import { updateSeries } from '../meetings/update-series.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { Forbidden, InvalidInput } from '../platform/errors.ts'
import { lockAsHost, type RoomHost } from './room-host.ts'
import type { RoomClaims } from './room-token.ts'

/** Throws Forbidden `hosts-only`. */
export async function closeAsHost(
  context: Context,
  tx: Transaction,
  claims: RoomClaims,
  reference: string,
): Promise<ShownMeeting> {
  const host = await lockAsOwnHost(tx, claims, reference)
  return closeLocked(context, tx, host, host.meeting, await lockCurrent(tx, host.meeting.id))
}

/** Of a series, the end of the occurrence that is on. Throws InvalidInput for all but `endTime`. */
export async function extendAsHost(
  context: Context,
  tx: Transaction,
  claims: RoomClaims,
  reference: string,
  patch: MeetingInput,
): Promise<ShownMeeting> {
  const others = Object.keys(patch).filter((field) => field !== 'endTime')
  if (others.length > 0) {
    const detail = 'A room token changes nothing but the end of the meeting.'
    throw new InvalidInput(others.map((field) => ({ pointer: `/${field}`, code: 'read-only', detail })))
  }
  const { actor, meeting } = await lockAsOwnHost(tx, claims, reference)
  const current = await lockCurrent(tx, meeting.id)
  if (!current) throw meetingClosed()
  const shown = isRecurring(meeting)
    ? await updateOccurrence(context, tx, meeting, { occurrence: current, stored: true }, patch)
    : await updateSeries(context, tx, meeting, current, patch)
  if (shown.version !== meeting.version) {
    const details = { ...named(meeting), fields: Object.keys(patch) }
    await recordAudit(tx, { actor }, 'meeting.updated', meeting.id, details, meeting.account_id)
  }
  return shown
}

async function lockAsOwnHost(tx: Transaction, claims: RoomClaims, reference: string): Promise<RoomHost> {
  const host = await lockAsHost(tx, { claims }, reference)
  if (!host.isHost) throw new Forbidden('hosts-only', 'Only hosts end a meeting or put its end off.')
  return host
}

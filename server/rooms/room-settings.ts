/**
 * How a meeting's room is set: whether it is locked, who waits in the lobby, whether people enter before the host, and
 * what holds for microphones. A meeting has its defaults; what is changed while an occurrence is open is that
 * occurrence's own, and the next one of a series begins with the defaults again.
 */
import type { Updateable } from 'kysely'
import { recordAudit } from '../accounts/audit.ts'
import { isOpen, named, type MeetingRow, type OccurrenceRow } from '../meetings/meeting.ts'
import { meetingClosed } from '../meetings/close-meeting.ts'
import { findCurrent, lockCurrent } from '../meetings/series.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Queries, type Transaction } from '../platform/database/database.ts'
import type { Lobby, MutedOnEntry, Tables } from '../platform/database/tables.ts'
import { Conflict } from '../platform/errors.ts'
import type { RecordingState } from '../../shared/room-messages.ts'
import type { RoomHost } from './room-host.ts'
import { recordingState, steerRecording } from './steer-recording.ts'

export interface RoomSettings {
  locked: boolean
  lobby: Lobby
  entryBeforeHost: boolean
  mutedOnEntry: MutedOnEntry
  mayUnmute: boolean
  recording: RecordingState
}

/** @param occurrence undefined: all are closed */
export function roomSettings(meeting: MeetingRow, occurrence: OccurrenceRow | undefined): RoomSettings {
  return {
    locked: occurrence?.is_locked ?? false,
    lobby: occurrence?.lobby ?? meeting.lobby,
    entryBeforeHost: occurrence?.entry_before_host ?? meeting.entry_before_host,
    mutedOnEntry: occurrence?.muted_on_entry ?? meeting.muted_on_entry,
    mayUnmute: occurrence?.may_unmute ?? meeting.may_unmute,
    recording: recordingState(meeting, occurrence),
  }
}

export async function readRoomSettings(queries: Queries, meeting: MeetingRow): Promise<RoomSettings> {
  return roomSettings(meeting, await findCurrent(queries, meeting.id))
}

/**
 * Throws Conflict `meeting-closed`, `meeting-not-open` where a room is to be locked or recorded that is not open yet, and
 * `off-the-record`, `not-recorded` where it cannot be recorded so.
 */
export async function changeRoomSettings(
  context: Context,
  tx: Transaction,
  { actor, meeting }: RoomHost,
  change: Partial<RoomSettings>,
): Promise<RoomSettings> {
  const occurrence = await lockCurrent(tx, meeting.id)
  if (!occurrence) throw meetingClosed()
  const { locked, lobby, entryBeforeHost, mutedOnEntry, mayUnmute } = change
  const columns = {
    ...(lobby !== undefined && { lobby }),
    ...(entryBeforeHost !== undefined && { entry_before_host: entryBeforeHost }),
    ...(mutedOnEntry !== undefined && { muted_on_entry: mutedOnEntry }),
    ...(mayUnmute !== undefined && { may_unmute: mayUnmute }),
  }
  const isOn = isOpen(occurrence, context.settings.current(), context.clock.now())
  if (!isOn && locked === true) {
    throw new Conflict('meeting-not-open', 'A meeting can be locked only while it is open.')
  }
  if (isOn)
    await changeOccurrence(
      tx,
      occurrence.id,
      { ...columns, ...(locked !== undefined && { is_locked: locked }) },
      change,
    )
  else if (Object.keys(columns).length > 0) {
    await tx.updateTable('meetings').set(columns).where('id', '=', meeting.id).execute()
  }
  if (change.recording !== undefined) {
    await steerRecording(context, tx, meeting, occurrence, change.recording)
  }
  await recordAudit(
    tx,
    { actor },
    'room.updated',
    meeting.id,
    { ...named(meeting), ...change },
    meeting.account_id,
  )
  announceOnCommit(tx, 'room-changed', meeting.id)
  return { ...roomSettings(meeting, occurrence), ...change }
}

async function changeOccurrence(
  tx: Transaction,
  occurrenceId: string,
  columns: Updateable<Tables['occurrences']>,
  { lobby, entryBeforeHost, mayUnmute }: Partial<RoomSettings>,
): Promise<void> {
  // A host who sets the lobby decides who waits, also after a removal.
  const lifted = lobby === undefined ? {} : { strangers_wait: false }
  const all = { ...columns, ...lifted }
  if (Object.keys(all).length > 0) {
    await tx.updateTable('occurrences').set(all).where('id', '=', occurrenceId).execute()
  }
  const participants = tx.updateTable('participants').where('occurrence_id', '=', occurrenceId)
  if (mayUnmute === true) await participants.set({ is_muted: false }).where('is_muted', '=', true).execute()
  if (entryBeforeHost === true) {
    await participants
      .set({ admission: 'admitted', waits_for: null })
      .where('waits_for', '=', 'host')
      .execute()
  }
}

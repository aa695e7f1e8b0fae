/**
 * Who may use a host's powers over a room: a caller who may write the meeting, or a participant of the open occurrence
 * who is its host, or whom a host made co-host. Where no host is inside, one co-host acts as the host (`room-roster`).
 * A participant shows the room token; what they are is read from the database each time, so that powers that were taken
 * away are gone at once.
 */
import type { Caller } from '../accounts/caller.ts'
import { findMeetingByReference, lockMeeting, meetingNotFound } from '../meetings/find-meeting.ts'
import type { MeetingRow } from '../meetings/meeting.ts'
import type { Queries, Transaction } from '../platform/database/database.ts'
import { Forbidden } from '../platform/errors.ts'
import { actingHostId } from './room-roster.ts'
import type { RoomClaims } from './room-token.ts'

/** Who asks: a user or key, or the bearer of a room token. */
export type RoomCaller = { caller: Caller } | { claims: RoomClaims }

export interface RoomHost {
  /** As in the audit trail. */
  actor: string
  /** Or the co-host who acts as the host. False: another co-host, who makes no co-hosts. */
  isHost: boolean
  meeting: MeetingRow
}

/** Locks the meeting. Throws NotFound `meeting-not-found`, Forbidden `hosts-only`. */
export async function lockAsHost(tx: Transaction, asking: RoomCaller, reference: string): Promise<RoomHost> {
  if ('caller' in asking) {
    const meeting = await lockMeeting(tx, asking.caller, reference)
    return { actor: asking.caller.actor, isHost: true, meeting }
  }
  const host = await findAsHost(tx, asking, reference)
  const meeting = await tx
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', host.meeting.id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!meeting) throw meetingNotFound()
  return { ...host, meeting }
}

/** The same for reading, without a lock. The caller of a key or session was looked at before. */
export async function findAsHost(
  queries: Queries,
  { claims }: { claims: RoomClaims },
  reference: string,
): Promise<RoomHost> {
  const meeting = await findMeetingByReference(queries, reference)
  if (!meeting || meeting.id !== claims.meetingId) throw meetingNotFound()
  const person = await queries
    .selectFrom('participants as p')
    .innerJoin('occurrences as o', 'o.id', 'p.occurrence_id')
    .select(['p.role', 'p.is_co_host', 'p.admission', 'o.state', actingHostId.as('acting_host_id')])
    .where('p.id', '=', claims.participantId)
    .where('p.occurrence_id', '=', claims.occurrenceId)
    .executeTakeFirst()
  const isHost = person?.role === 'host' || person?.acting_host_id === claims.participantId
  if (person?.admission !== 'admitted' || person.state !== 'current' || !(isHost || person.is_co_host)) {
    throw new Forbidden('hosts-only', 'Only hosts and co-hosts of the meeting that is on can do this.')
  }
  return { actor: `participant:${claims.participantId}`, isHost, meeting }
}

/**
 * What a host or co-host decides about the people of an open meeting: who is let in, refused, removed and let back, who
 * is muted, who has the floor, and who is co-host. Each decision is stored with a line in the audit trail; sockets and
 * media follow what is stored, in every process, so that it holds against a client that does not obey, and after a restart.
 */
import { sql, type Selectable } from 'kysely'
import { recordAudit } from '../accounts/audit.ts'
import { meetingClosed } from '../meetings/close-meeting.ts'
import type { OccurrenceRow } from '../meetings/meeting.ts'
import { refreshCloseDue } from '../meetings/refresh-close-due.ts'
import { lockCurrent } from '../meetings/series.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, type Transaction } from '../platform/database/database.ts'
import { readDatabaseTime } from '../platform/database/database-time.ts'
import type { Tables } from '../platform/database/tables.ts'
import type { HostAction } from '../../shared/host-actions.ts'
import { Conflict, Forbidden, NotFound } from '../platform/errors.ts'
import { admitWhoWaitForHost } from './enter-room.ts'
import type { RoomHost } from './room-host.ts'
import { roomSettings } from './room-settings.ts'

export type HostDecision = HostAction | 'let-back'

/** What the media engine is still to be asked for, after the commit. */
export interface Decided {
  occurrenceId: string
  mediaUrl: string | null
  /** Concerned by it. */
  participantIds: string[]
}

type Participant = Selectable<Tables['participants']>

interface Decision {
  context: Context
  tx: Transaction
  host: RoomHost
  occurrence: OccurrenceRow
  person: Participant
  /** Said with a refusal. */
  word: string | null
}

/** Besides the hosts. */
const STAGE_LIMIT = 9

const HOST_ONLY: readonly HostDecision[] = ['make-co-host', 'unmake-co-host']

const DECISIONS: Record<HostDecision, (decision: Decision) => Promise<void>> = {
  async admit({ tx, person }) {
    if (person.admission !== 'waiting') throw conflict('not-waiting', person, 'does not wait')
    await change(tx, person, { admission: 'admitted', waits_for: null, removed_at: null })
  },
  async refuse({ tx, person, word }) {
    if (person.admission !== 'waiting') throw conflict('not-waiting', person, 'does not wait')
    await change(tx, person, { admission: 'refused', waits_for: null, refusal_word: word })
  },
  async remove({ context, tx, occurrence, person }) {
    if (person.role === 'host')
      throw conflict('participant-is-host', person, 'is a host and cannot be removed')
    if (person.admission !== 'admitted') throw conflict('not-inside', person, 'is not inside')
    const now = await readDatabaseTime(tx, context.clock)
    await change(tx, person, {
      admission: 'removed',
      removed_at: now,
      is_co_host: false,
      hand_raised_at: null,
      has_floor: false,
    })
    await sql`update visits set left_at = greatest(joined_at, ${now}::timestamptz)
      where participant_id = ${person.id} and left_at is null`.execute(tx)
    await tx
      .updateTable('occurrences')
      .set({ strangers_wait: true })
      .where('id', '=', occurrence.id)
      .execute()
    await refreshCloseDue(context, tx, occurrence.id)
    announceOnCommit(tx, 'meeting-changed', occurrence.meeting_id)
  },
  async 'let-back'({ tx, occurrence, person }) {
    if (person.removed_at === null) throw conflict('not-removed', person, 'is not removed')
    await change(tx, person, { admission: 'admitted', waits_for: null, removed_at: null })
    const other = await tx
      .selectFrom('participants')
      .select('id')
      .where('occurrence_id', '=', occurrence.id)
      .where('removed_at', 'is not', null)
      .executeTakeFirst()
    if (other) return
    await tx
      .updateTable('occurrences')
      .set({ strangers_wait: false })
      .where('id', '=', occurrence.id)
      .execute()
  },
  async mute({ tx, host, occurrence, person }) {
    await requireInside(tx, person)
    if (!roomSettings(host.meeting, occurrence).mayUnmute) await change(tx, person, { is_muted: true })
  },
  'stop-camera': ({ tx, person }) => requireInside(tx, person),
  'stop-screen': ({ tx, person }) => requireInside(tx, person),
  async 'give-floor'({ tx, host, occurrence, person }) {
    const { type } = host.meeting
    if (type !== 'boardroom' && type !== 'classroom') {
      throw new Conflict(
        'no-floor',
        'In a meeting of this type everybody may speak: there is no floor to give.',
      )
    }
    if (person.role === 'host') throw conflict('participant-is-host', person, 'is a host and has the floor')
    if (person.has_floor) throw conflict('has-floor', person, 'has the floor already')
    await requireInside(tx, person)
    if (type === 'classroom' && (await countOnStage(tx, occurrence.id)) >= STAGE_LIMIT) {
      const detail = `There are ${STAGE_LIMIT} people on the stage. Take somebody off it first.`
      throw new Conflict('stage-full', detail, { limit: STAGE_LIMIT })
    }
    await change(tx, person, { has_floor: true, hand_raised_at: null, is_muted: false })
  },
  async 'take-floor'({ tx, person }) {
    if (!person.has_floor) throw conflict('has-no-floor', person, 'does not have the floor')
    await change(tx, person, { has_floor: false })
  },
  async 'lower-hand'({ tx, person }) {
    if (person.hand_raised_at === null) throw conflict('hand-not-raised', person, 'has not raised a hand')
    await change(tx, person, { hand_raised_at: null })
  },
  async 'make-co-host'({ tx, occurrence, person }) {
    if (person.role === 'host') throw conflict('participant-is-host', person, 'is a host already')
    if (person.admission !== 'admitted') throw conflict('not-inside', person, 'is not inside')
    await change(tx, person, { is_co_host: true })
    await admitWhoWaitForHost(tx, occurrence)
  },
  async 'unmake-co-host'({ tx, person }) {
    if (!person.is_co_host) throw conflict('not-co-host', person, 'is not a co-host')
    await change(tx, person, { is_co_host: false })
  },
}

/** Throws NotFound `participant-not-found`, Forbidden `hosts-only`, and Conflict where it makes no sense. */
export async function decide(
  context: Context,
  tx: Transaction,
  host: RoomHost,
  participantId: string,
  action: HostDecision,
  word: string | null = null,
): Promise<Decided> {
  if (HOST_ONLY.includes(action) && !host.isHost) {
    throw new Forbidden('hosts-only', 'Only hosts make and unmake co-hosts.')
  }
  const occurrence = await requireCurrent(tx, host)
  const person = await tx
    .selectFrom('participants')
    .selectAll()
    .where('id', '=', participantId)
    .where('occurrence_id', '=', occurrence.id)
    .forUpdate()
    .executeTakeFirst()
  if (!person) throw new NotFound('participant-not-found', 'There is no such participant in this meeting.')
  await DECISIONS[action]({ context, tx, host, occurrence, person, word })
  await note(tx, host, `participant.${PAST[action]}`, {
    participantId,
    name: person.name,
    ...(word !== null && { word }),
  })
  return { occurrenceId: occurrence.id, mediaUrl: occurrence.media_url, participantIds: [participantId] }
}

/** Lets in everybody who waits. */
export async function admitAll(tx: Transaction, host: RoomHost): Promise<Decided> {
  const occurrence = await requireCurrent(tx, host)
  const rows = await tx
    .updateTable('participants')
    .set({ admission: 'admitted', waits_for: null, removed_at: null })
    .where('occurrence_id', '=', occurrence.id)
    .where('admission', '=', 'waiting')
    .returning('id')
    .execute()
  const participantIds = rows.map(({ id }) => id)
  await note(tx, host, 'room.admitted-all', { participantIds })
  return { occurrenceId: occurrence.id, mediaUrl: occurrence.media_url, participantIds }
}

/** Mutes everybody who is inside but hosts and co-hosts. */
export async function muteAll(tx: Transaction, host: RoomHost): Promise<Decided> {
  const occurrence = await requireCurrent(tx, host)
  const rows = await tx
    .selectFrom('participants as p')
    .innerJoin('visits as v', (join) =>
      join.onRef('v.participant_id', '=', 'p.id').on('v.left_at', 'is', null),
    )
    .select('p.id')
    .where('p.occurrence_id', '=', occurrence.id)
    .where('p.role', '<>', 'host')
    .where('p.is_co_host', '=', false)
    .execute()
  const participantIds = rows.map(({ id }) => id)
  if (participantIds.length > 0 && !roomSettings(host.meeting, occurrence).mayUnmute) {
    await tx.updateTable('participants').set({ is_muted: true }).where('id', 'in', participantIds).execute()
  }
  await note(tx, host, 'room.muted-all', { participantIds })
  return { occurrenceId: occurrence.id, mediaUrl: occurrence.media_url, participantIds }
}

const PAST: Record<HostDecision, string> = {
  admit: 'admitted',
  refuse: 'refused',
  mute: 'muted',
  'stop-camera': 'camera-stopped',
  'stop-screen': 'screen-stopped',
  remove: 'removed',
  'give-floor': 'given-floor',
  'take-floor': 'floor-taken',
  'lower-hand': 'hand-lowered',
  'let-back': 'let-back',
  'make-co-host': 'made-co-host',
  'unmake-co-host': 'unmade-co-host',
}

async function requireCurrent(tx: Transaction, { meeting }: RoomHost): Promise<OccurrenceRow> {
  const occurrence = await lockCurrent(tx, meeting.id)
  if (!occurrence) throw meetingClosed()
  return occurrence
}

async function change(
  tx: Transaction,
  { id }: Participant,
  columns: Partial<
    Pick<
      Participant,
      | 'admission'
      | 'waits_for'
      | 'refusal_word'
      | 'removed_at'
      | 'is_co_host'
      | 'is_muted'
      | 'hand_raised_at'
      | 'has_floor'
    >
  >,
): Promise<void> {
  await tx.updateTable('participants').set(columns).where('id', '=', id).execute()
}

/** Of those who are inside; who left and comes back is on the stage again. */
async function countOnStage(tx: Transaction, occurrenceId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('participants as p')
    .innerJoin('visits as v', (join) =>
      join.onRef('v.participant_id', '=', 'p.id').on('v.left_at', 'is', null),
    )
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('p.occurrence_id', '=', occurrenceId)
    .where('p.has_floor', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function requireInside(tx: Transaction, person: Participant): Promise<void> {
  const visit = await tx
    .selectFrom('visits')
    .select('participant_id')
    .where('participant_id', '=', person.id)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (!visit) throw conflict('not-inside', person, 'is not inside')
}

async function note(
  tx: Transaction,
  { actor, meeting }: RoomHost,
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, { actor }, action, meeting.id, details, meeting.account_id)
  announceOnCommit(tx, 'room-changed', meeting.id)
}

function conflict(code: string, { name }: Participant, what: string): Conflict {
  return new Conflict(code, `${name} ${what}.`)
}

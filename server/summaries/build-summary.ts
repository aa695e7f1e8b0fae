/**
 * Makes the summary of a closed occurrence. Pure: what is stored comes in, the MeetingSummary of the wire contract
 * comes out, with the documented keys, all of them, in the documented order.
 *
 * Off the record, attendance stays; minutes, questions and the PDF do not exist. Where the instance is set to redact,
 * hooks and feed carry `redactSummary`, while our own API and the PDF keep showing everything.
 */
import type { Meeting, MeetingSummary, PresenceChange } from '../../receiver/src/contract/payload-types.ts'
import type { BrowserInfo } from '../platform/database/tables.ts'
import { agendaOf, type MeetingRow, type OccurrenceRow } from '../meetings/meeting.ts'
import { localMidnight } from '../calendar/time-zone.ts'

export interface Visit {
  joined_at: Date
  left_at: Date | null
}

export interface SummarySource {
  id: string
  meeting: MeetingRow
  /** Closed. */
  occurrence: OccurrenceRow
  /** `""`: the account's own room, which has no name. */
  roomName: string
  /** Anyone who was inside, in the order in which they came. */
  participants: { name: string; info: BrowserInfo; visits: Visit[] }[]
  documents: Meeting['documents']
  questions: { question: string; asked_by: string; answers: string[] }[]
  isRecordingPrepared: boolean
  sfuHostname: string
  pdf: string | null
}

export function buildSummary(source: SummarySource): MeetingSummary {
  const { meeting, occurrence } = source
  const isOnRecord = meeting.type !== 'offTheRecord'
  const closedAt = occurrence.closed_at
  if (closedAt === null) throw new Error(`The occurrence ${occurrence.id} is not closed; it has no summary`)
  return {
    id: source.id,
    meetingId: meeting.id,
    meetingType: meeting.type,
    agenda: agendaOf(meeting, occurrence),
    minutes: isOnRecord ? occurrence.minutes : '',
    participants: source.participants.map(({ name, info, visits }) => ({
      name,
      durations: presenceChanges(visits, closedAt),
      info: inOrder(info),
    })),
    documents: source.documents,
    pdf: isOnRecord ? source.pdf : null,
    dayTimestamp: localMidnight(occurrence.start_time, meeting.timezone),
    accountId: meeting.account_id,
    isNamedRoom: source.roomName !== '',
    isRecordingPrepared: source.isRecordingPrepared,
    sfuHostname: source.sfuHostname,
    meetingQuestions: isOnRecord
      ? source.questions.map(({ question, asked_by, answers }) => ({ question, askedBy: asked_by, answers }))
      : [],
  }
}

/**
 * `joined` and `left` in turn, in epoch milliseconds, never going back, none after the close; anyone who is inside at
 * the close leaves at the close.
 */
export function presenceChanges(visits: readonly Visit[], closedAt: Date): PresenceChange[] {
  const end = closedAt.getTime()
  const inTurn = [...visits].sort((a, b) => a.joined_at.getTime() - b.joined_at.getTime())
  let earliest = 0
  return inTurn.flatMap(({ joined_at, left_at }): PresenceChange[] => {
    const joined = Math.min(Math.max(joined_at.getTime(), earliest), end)
    const left = Math.max(joined, Math.min(left_at?.getTime() ?? end, end))
    earliest = left
    return [
      { action: 'joined', timestamp: joined },
      { action: 'left', timestamp: left },
    ]
  })
}

/** What leaves the instance where private data must not. Keys keep their places when they are assigned again. */
export function redactSummary(summary: MeetingSummary): MeetingSummary {
  return {
    ...summary,
    agenda: '',
    minutes: '',
    participants: summary.participants.map((participant) => ({ ...participant, name: '' })),
    documents: [],
    pdf: null,
    meetingQuestions: [],
  }
}

/** The database keeps the keys of `jsonb` in an order of its own. */
function inOrder(info: BrowserInfo): BrowserInfo {
  return {
    browserVersion: info.browserVersion,
    browserName: info.browserName,
    osName: info.osName,
    osVersion: info.osVersion,
    platformType: info.platformType,
    platformVendor: info.platformVendor,
  }
}

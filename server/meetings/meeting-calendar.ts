/**
 * The invitation as an iCalendar object, as it goes out by mail and as a file for anyone who has the token of its URL. It
 * shows what stands now: a series by its rule, without the occurrences that were deleted, and beside it those that
 * have times or words of their own.
 */
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { writeCalendar, type CalendarEvent, type CalendarMethod } from '../calendar/calendar-event.ts'
import { toRRule } from '../calendar/to-rrule.ts'
import { findMeetingByReference, meetingNotFound, shownOccurrence } from './find-meeting.ts'
import {
  agendaOf,
  hasOwnTimesOrWords,
  minutesAfter,
  topicOf,
  type MeetingRow,
  type OccurrenceRow,
} from './meeting.ts'
import { openedBy } from './ics-token.ts'
import { joinUrl } from './meeting-urls.ts'
import { deletedStarts, isRecurring, recurringOf } from './series.ts'

export interface CalendarFile {
  fileName: string
  /** text/calendar, with CRLF line ends. */
  text: string
}

/** Changed by themselves, of one series, in one file. */
const CHANGED_LIMIT_OCCURRENCES = 1_000

/** Throws NotFound `meeting-not-found`, also where the token is wrong. */
export async function readCalendar(
  context: Context,
  reference: string,
  token: string,
): Promise<CalendarFile> {
  const { queries } = context.database
  const meeting = await findMeetingByReference(queries, reference)
  const opened = meeting ? openedBy(token, meeting.ics_token) : null
  if (!meeting || opened === null) throw meetingNotFound()
  const occurrence = await shownOccurrence(queries, meeting.id)
  const purpose = { ...TO_READ, isRedacted: opened === 'times' }
  return {
    fileName: `${meeting.number}.ics`,
    text: await writeMeetingCalendar(context, queries, meeting, occurrence, purpose),
  }
}

/** What a calendar object is for, and who is named in it. */
export interface CalendarPurpose {
  method: CalendarMethod
  attendees: CalendarEvent['attendees']
  /** Without words, names and addresses of people: times, and where it is held. */
  isRedacted?: boolean
}

/** What is written of every meeting, whichever it is. */
interface Writer {
  context: Context
  purpose: CalendarPurpose
  /** What follows the @ of a UID. */
  domain: string
}

const TO_READ: CalendarPurpose = { method: 'PUBLISH', attendees: [] }

/** The whole meeting; of one that does not repeat `occurrence` is all there is. */
export async function writeMeetingCalendar(
  context: Context,
  queries: Queries,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
  purpose: CalendarPurpose,
): Promise<string> {
  const writer = { context, purpose, domain: await readDomain(context, queries) }
  if (!isRecurring(meeting)) return writeCalendar(describeOccurrence(writer, meeting, occurrence))
  const start = meeting.series_start
  const series = writeCalendar({
    ...describe(writer, meeting, meeting.topic, meeting.agenda),
    start,
    end: minutesAfter(start, meeting.duration_minutes),
    rrule: toRRule(recurringOf(meeting), start, meeting.timezone),
    exdates: await deletedStarts(queries, meeting.id),
  })
  if (purpose.method === 'CANCEL') return series
  const changed = await changedOccurrences(queries, meeting)
  return joinCalendars(
    series,
    changed.map((row) => writeOne(writer, meeting, row)),
  )
}

/** One occurrence of a series. */
export async function writeOccurrenceCalendar(
  context: Context,
  queries: Queries,
  meeting: MeetingRow,
  occurrence: OccurrenceRow,
  purpose: CalendarPurpose,
): Promise<string> {
  return writeOne({ context, purpose, domain: await readDomain(context, queries) }, meeting, occurrence)
}

function writeOne(writer: Writer, meeting: MeetingRow, occurrence: OccurrenceRow): string {
  const event = describeOccurrence(writer, meeting, occurrence)
  return writeCalendar({ ...event, recurrenceId: occurrence.recurrence_start })
}

function describeOccurrence(writer: Writer, meeting: MeetingRow, occurrence: OccurrenceRow): CalendarEvent {
  return {
    ...describe(writer, meeting, topicOf(meeting, occurrence), agendaOf(meeting, occurrence)),
    start: occurrence.start_time,
    end: occurrence.end_time,
  }
}

/** The same whatever PUBLIC_URL is now. */
async function readDomain({ publicUrl }: Context, queries: Queries): Promise<string> {
  const stored = await queries.selectFrom('white_labels').select('calendar_domain').executeTakeFirst()
  return stored?.calendar_domain ?? new URL(publicUrl).hostname
}

function describe({ context, purpose, domain }: Writer, meeting: MeetingRow, topic: string, agenda: string) {
  const { method, attendees, isRedacted } = purpose
  const { mailFrom, productName } = context.settings.current()
  const { added_by_username: name, added_by_email: email } = meeting
  return {
    method,
    attendees,
    // A calendar shows the summary: where it must not be the topic it is the product's name.
    summary: isRedacted ? productName : topic,
    description: isRedacted ? '' : agenda,
    uid: `${meeting.id}@${domain}`,
    sequence: meeting.ical_sequence,
    dtstamp: context.clock.now(),
    timezone: meeting.timezone,
    url: joinUrl(context, meeting.number),
    organizer: {
      name: isRedacted ? '' : name,
      email: (isRedacted ? '' : email) || senderAddress(mailFrom) || `no-reply@${domain}`,
    },
    status: method === 'CANCEL' ? ('CANCELLED' as const) : ('CONFIRMED' as const),
    prodId: `-//${productName}//EN`,
  }
}

/** RFC 5546 wants an organizer always: who has no address of their own is written to at the instance's. */
function senderAddress(mailFrom: string): string {
  const address = mailFrom
    .slice(mailFrom.lastIndexOf('<') + 1)
    .replace(/>.*$/, '')
    .trim()
  return /^[^\s@]+@[^\s@]+$/.test(address) ? address : ''
}

/** Of the rule that holds now; what was closed under an earlier rule is in no calendar any more. */
async function changedOccurrences(queries: Queries, meeting: MeetingRow): Promise<OccurrenceRow[]> {
  const rows = await queries
    .selectFrom('occurrences')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where('recurrence_start', '>=', meeting.series_start)
    .where('state', '<>', 'cancelled')
    .orderBy('recurrence_start', 'desc')
    .limit(CHANGED_LIMIT_OCCURRENCES)
    .execute()
  return rows.toReversed().filter((row) => hasOwnTimesOrWords(meeting, row))
}

/** A line that begins so is never text of the meeting: folded lines begin with a space. */
const EVENT = /^BEGIN:VEVENT\r\n[^]*?^END:VEVENT\r\n/m
const END = 'END:VCALENDAR\r\n'

/** Events of one time zone, in the calendar of the first. */
function joinCalendars(first: string, others: string[]): string {
  const events = others.map((calendar) => EVENT.exec(calendar)![0])
  return first.slice(0, -END.length) + events.join('') + END
}

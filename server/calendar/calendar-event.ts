/**
 * Writes a meeting as an iCalendar object (RFC 5545) that invites, informs or calls off (RFC 5546).
 *
 * - REQUEST goes to the invitees and asks for a reply; the same with a higher SEQUENCE changes what was sent before.
 * - CANCEL calls off: the meeting, or with `recurrenceId` one occurrence of a series.
 * - PUBLISH is the file that anybody with its link may load; it names no attendees.
 *
 * Pure: the same input is the same text. The popular writers were not taken because they write DTSTAMP without Z.
 */
import { utcTime } from './to-rrule.ts'
import { line, mailAddress, parameter, text } from './calendar-line.ts'
import type { CalendarTimeZone } from './calendar-time.ts'
import { calendarTimeZone, timeLine } from './calendar-time.ts'

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH'

export interface CalendarPerson {
  name: string
  /** Who has none cannot be written down, and is left out. */
  email: string
}

export interface CalendarEvent {
  method: CalendarMethod
  /** The same for the meeting's whole life. */
  uid: string
  /** Rises with every change that invitees must learn of. */
  sequence: number
  /** When this was written. */
  dtstamp: Date
  /** Of the first occurrence, or of the one that `recurrenceId` names. */
  start: Date
  end: Date
  /** IANA name. */
  timezone: string
  summary: string
  description: string
  /** Where the meeting is held; absolute. */
  url: string
  organizer: CalendarPerson
  /** A `host` chairs, everybody else participates. */
  attendees: readonly (CalendarPerson & { role: string })[]
  /** The value of an RRULE property. */
  rrule?: string | null
  /** Starts of deleted occurrences. */
  exdates?: readonly Date[]
  /** The start of the one occurrence that this is about. */
  recurrenceId?: Date
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** The product that writes: `-//Company//Product//EN`. */
  prodId: string
}

/** The complete object, with CRLF line ends. */
export function writeCalendar(event: CalendarEvent): string {
  const zone = calendarTimeZone(event.timezone)
  return [
    line('BEGIN', 'VCALENDAR'),
    line('VERSION', '2.0'),
    line('PRODID', text(event.prodId)),
    line('CALSCALE', 'GREGORIAN'),
    line('METHOD', event.method),
    zone?.block ?? '',
    line('BEGIN', 'VEVENT'),
    line('UID', text(event.uid)),
    line('SEQUENCE', String(event.sequence)),
    line('DTSTAMP', utcTime(event.dtstamp)),
    ...timeLines(event, zone),
    line('SUMMARY', text(event.summary)),
    event.description === '' ? '' : line('DESCRIPTION', text(event.description)),
    line('LOCATION', text(event.url)),
    line('URL', event.url),
    ...peopleLines(event),
    line('STATUS', event.status),
    line('TRANSP', event.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'),
    line('END', 'VEVENT'),
    line('END', 'VCALENDAR'),
  ].join('')
}

function timeLines(event: CalendarEvent, zone: CalendarTimeZone | null): string[] {
  const { start, end, timezone, rrule, recurrenceId, exdates = [] } = event
  const repeats = Boolean(rrule)
  return [
    recurrenceId ? timeLine('RECURRENCE-ID', recurrenceId, timezone, zone) : '',
    timeLine('DTSTART', start, timezone, zone, repeats),
    timeLine('DTEND', end, timezone, zone, repeats),
    rrule ? line('RRULE', rrule) : '',
    ...exdates.map((exdate) => timeLine('EXDATE', exdate, timezone, zone)),
  ]
}

function peopleLines({ method, organizer, attendees }: CalendarEvent): string[] {
  const lines: string[] = []
  if (organizer.email !== '') {
    lines.push(line(`ORGANIZER${commonName(organizer.name)}`, mailAddress(organizer.email)))
  }
  if (method === 'PUBLISH') return lines
  for (const { name, email, role } of attendees) {
    if (email === '') continue
    const participation = role === 'host' ? 'CHAIR' : 'REQ-PARTICIPANT'
    const reply = method === 'REQUEST' ? ';PARTSTAT=NEEDS-ACTION;RSVP=TRUE' : ''
    lines.push(line(`ATTENDEE${commonName(name)};ROLE=${participation}${reply}`, mailAddress(email)))
  }
  return lines
}

function commonName(name: string): string {
  return name === '' ? '' : `;CN=${parameter(name)}`
}

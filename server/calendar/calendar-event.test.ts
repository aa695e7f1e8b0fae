import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { CalendarEvent } from './calendar-event.ts'
import { writeCalendar } from './calendar-event.ts'

const event: CalendarEvent = {
  method: 'REQUEST',
  uid: '5e945c36b863b82cefdddf54@meet.example.com',
  sequence: 2,
  dtstamp: new Date('2026-11-24T08:15:30.123Z'),
  start: new Date('2027-03-23T09:00:00.000Z'),
  end: new Date('2027-03-23T10:30:00.000Z'),
  timezone: 'Europe/Zurich',
  summary: 'Board; budget, part 2',
  description: 'First line\nSecond line',
  url: 'https://meet.example.com/join/9974-7653-8886-0485?a=1,2;3',
  organizer: { name: 'Zoë "Zo" Müller', email: 'zoe@example.com' },
  attendees: [
    { name: 'Ben', email: 'ben@example.com', role: 'participant' },
    { name: '', email: 'host@example.com', role: 'host' },
    { name: 'By phone', email: '', role: 'participant' },
  ],
  status: 'CONFIRMED',
  prodId: '-//Example//Meeting 1.0//EN',
}

const write = (changes: Partial<CalendarEvent> = {}) => writeCalendar({ ...event, ...changes })

function read(calendar: string) {
  const root = new ICAL.Component(ICAL.parse(calendar))
  const component = root.getFirstSubcomponent('vevent')!
  return { root, component, event: new ICAL.Event(component) }
}

describe('an invitation', () => {
  const calendar = write()

  test('says everything that it was told', () => {
    const { root, component, event: parsed } = read(calendar)
    expect(root.getFirstPropertyValue('method')).toBe('REQUEST')
    expect(root.getFirstPropertyValue('prodid')).toBe(event.prodId)
    expect(parsed.uid).toBe(event.uid)
    expect(parsed.sequence).toBe(2)
    expect(parsed.summary).toBe(event.summary)
    expect(parsed.description).toBe(event.description)
    expect(parsed.location).toBe(event.url)
    expect(component.getFirstPropertyValue('url')).toBe(event.url)
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  })

  test('names the people who have an address, and asks them for a reply', () => {
    const { component } = read(calendar)
    const organizer = component.getFirstProperty('organizer')!
    expect(organizer.getFirstValue()).toBe('mailto:zoe@example.com')
    expect(organizer.getFirstParameter('cn')).toBe("Zoë 'Zo' Müller")
    const attendees = component.getAllProperties('attendee').map((attendee) => ({
      address: attendee.getFirstValue(),
      name: attendee.getFirstParameter('cn'),
      role: attendee.getFirstParameter('role'),
      state: attendee.getFirstParameter('partstat'),
      rsvp: attendee.getFirstParameter('rsvp'),
    }))
    expect(attendees).toEqual([
      {
        address: 'mailto:ben@example.com',
        name: 'Ben',
        role: 'REQ-PARTICIPANT',
        state: 'NEEDS-ACTION',
        rsvp: 'TRUE',
      },
      {
        address: 'mailto:host@example.com',
        name: undefined,
        role: 'CHAIR',
        state: 'NEEDS-ACTION',
        rsvp: 'TRUE',
      },
    ])
  })

  test('has its times on the wall clock, the stamp in UTC, and no fractions', () => {
    expect(calendar).toContain('\r\nDTSTART;TZID=Europe/Zurich:20270323T100000\r\n')
    expect(calendar).toContain('\r\nDTEND;TZID=Europe/Zurich:20270323T113000\r\n')
    expect(calendar).toContain('\r\nDTSTAMP:20261124T081530Z\r\n')
    expect(calendar).not.toContain('VALARM')
  })

  test('ends every line with CRLF and keeps it within 75 octets', () => {
    const lines = calendar.split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))).toBe(true)
  })
})

describe('other methods', () => {
  test('a cancellation is cancelled and asks nobody for a reply', () => {
    const { root, component } = read(write({ method: 'CANCEL', status: 'CANCELLED', sequence: 3 }))
    expect(root.getFirstPropertyValue('method')).toBe('CANCEL')
    expect(component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(component.getFirstPropertyValue('sequence')).toBe(3)
    expect(component.getAllProperties('attendee')).toHaveLength(2)
    expect(component.getFirstProperty('attendee')!.getFirstParameter('rsvp')).toBeUndefined()
  })

  test('the cancellation of one occurrence names it', () => {
    const start = new Date('2027-03-30T08:00:00.000Z')
    const calendar = write({ method: 'CANCEL', status: 'CANCELLED', start, recurrenceId: start })
    expect(calendar).toContain('\r\nRECURRENCE-ID;TZID=Europe/Zurich:20270330T100000\r\n')
  })

  test('a published file names no attendees, and no organizer without an address', () => {
    const { component } = read(write({ method: 'PUBLISH', organizer: { name: 'Set-up', email: '' } }))
    expect(component.getAllProperties('attendee')).toEqual([])
    expect(component.getAllProperties('organizer')).toEqual([])
  })
})

describe('a series', () => {
  test('comes at the same wall-clock time over summer time, without what was deleted', () => {
    const calendar = write({
      rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4',
      exdates: [new Date('2027-03-30T08:00:00.000Z')],
    })
    expect(calendar).toContain('\r\nEXDATE;TZID=Europe/Zurich:20270330T100000\r\n')
    const iterator = read(calendar).event.iterator()
    const starts = Array.from({ length: 4 }, () => iterator.next()?.toString())
    expect(starts).toEqual(['2027-03-23T10:00:00', '2027-04-06T10:00:00', '2027-04-13T10:00:00', undefined])
  })
})

test('UTC needs no rules', () => {
  const calendar = write({ timezone: 'Etc/UTC' })
  expect(calendar).not.toContain('VTIMEZONE')
  expect(calendar).toContain('\r\nDTSTART:20270323T090000Z\r\n')
})

test('a series keeps its wall clock although it starts at a time that comes twice', () => {
  const start = new Date('2027-10-31T01:30:00.000Z')
  expect(write({ start })).toContain('\r\nDTSTART:20271031T013000Z\r\n')
  expect(write({ start, rrule: 'FREQ=DAILY' })).toContain(
    '\r\nDTSTART;TZID=Europe/Zurich:20271031T023000\r\n',
  )
})

describe('whatever people type', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\\',
          '\\n',
          ';',
          ',',
          '"',
          ':',
          '^',
          "^'",
          'X-EVIL:1',
          'é',
          '🎉',
          'BEGIN:VALARM',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  )
  // oxlint-disable-next-line no-control-regex
  const clean = (value: string) => value.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '').toWellFormed()
  const asText = (value: string) => clean(value.replace(/\r\n?|\u2028|\u2029/g, '\n'))
  const asName = (value: string) =>
    clean(
      value
        .replaceAll('"', "'")
        .replaceAll('\\', '/')
        .replace(/[\r\n\u2028\u2029]+/g, ' '),
    )

  test('comes back as text and adds no property', () => {
    const plain = read(write()).component
    fc.assert(
      fc.property(
        anyText,
        anyText,
        anyText.filter((name) => name !== ''),
        (summary, description, name) => {
          const organizer = { name, email: 'zoe@example.com' }
          const attendees = [{ name, email: 'ben@example.com', role: name }, ...event.attendees.slice(1)]
          const calendar = write({ summary, description: `${description}.`, organizer, attendees })
          const { root, component, event: parsed } = read(calendar)
          expect(parsed.summary).toBe(asText(summary))
          expect(parsed.description).toBe(asText(`${description}.`))
          const written = [component.getFirstProperty('organizer')!, component.getFirstProperty('attendee')!]
          expect(written.map((property) => property.getFirstParameter('cn'))).toEqual([
            asName(name),
            asName(name),
          ])
          expect(written[1]!.getFirstValue()).toBe('mailto:ben@example.com')
          expect(component.getAllProperties().map((property) => property.name)).toEqual(
            plain.getAllProperties().map((property) => property.name),
          )
          expect(root.getAllSubcomponents().map((part) => part.name)).toEqual(['vtimezone', 'vevent'])
          expect(component.getAllSubcomponents()).toEqual([])
          expect(calendar.split('\r\n').every((piece) => Buffer.byteLength(piece) <= 75)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})

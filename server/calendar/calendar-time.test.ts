import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { isTimeZone } from './time-zone.ts'
import { calendarTimeZone, timeLine } from './calendar-time.ts'

const HALF_HOUR_MS = 1_800_000

/** Epoch milliseconds of a time, by the rules that the calendar itself carries. */
function readBack(instant: Date, timezone: string): number {
  const zone = calendarTimeZone(timezone)
  const body = [
    zone?.block ?? '',
    'BEGIN:VEVENT\r\n',
    timeLine('DTSTART', instant, timezone, zone),
    'END:VEVENT\r\n',
  ]
  const root = new ICAL.Component(ICAL.parse(`BEGIN:VCALENDAR\r\n${body.join('')}END:VCALENDAR`))
  const property = root.getFirstSubcomponent('vevent')!.getFirstProperty('dtstart')!
  const time = property.getFirstValue()
  if (!(time instanceof ICAL.Time)) throw new Error('DTSTART is no time')
  const tzid = property.getFirstParameter('tzid')
  const blocks = root.getAllSubcomponents('vtimezone').map((block) => new ICAL.Timezone(block))
  const rules = tzid ? blocks.find((block) => block.tzid === tzid)! : ICAL.Timezone.utcTimezone
  return time.convertToZone(rules).toUnixTime() * 1000
}

describe('the rules of a time zone', () => {
  test('are there for every name that the server takes', () => {
    const names = [
      ...Intl.supportedValuesOf('timeZone'),
      'Asia/Calcutta',
      'US/Pacific',
      'EST5EDT',
      'Etc/GMT+7',
    ]
    const taken = names.filter((name) => name !== 'UTC' && isTimeZone(name))
    expect(taken.length).toBeGreaterThan(400)
    expect(taken.filter((name) => calendarTimeZone(name) === null)).toEqual([])
  })

  test('fit into lines of 75 octets', () => {
    const blocks = Intl.supportedValuesOf('timeZone').map((name) => calendarTimeZone(name)?.block ?? '')
    expect(
      blocks.flatMap((block) => block.split('\r\n')).filter((line) => Buffer.byteLength(line) > 75),
    ).toEqual([])
    expect(blocks.filter((block) => /[^\r]\n|\r[^\n]/.test(block))).toEqual([])
  })

  test('are those of the place that a former name stands for', () => {
    expect(calendarTimeZone('Asia/Calcutta')).toMatchObject({ id: 'Asia/Kolkata' })
    expect(calendarTimeZone('Asia/Calcutta')!.block).toMatch(/^BEGIN:VTIMEZONE\r\nTZID:Asia\/Kolkata\r\n/)
  })

  test('are none for UTC under any of its names, and for what is no time zone', () => {
    const names = ['UTC', 'Etc/UTC', 'Etc/Zulu', 'Universal', 'Europe/Nowhere', '']
    expect(names.map((name) => calendarTimeZone(name))).toEqual(names.map(() => null))
  })

  test('give back the instant, also in the hours around a change of summer time', () => {
    const zones = [
      'Europe/Zurich',
      'America/New_York',
      'Asia/Calcutta',
      'Australia/Lord_Howe',
      'Europe/Dublin',
    ]
    const changes = [
      Date.UTC(2027, 2, 28, 1),
      Date.UTC(2027, 9, 31, 1),
      Date.UTC(2027, 10, 7, 6),
      Date.UTC(2027, 3, 3, 15),
    ]
    const anyTime = fc.integer({
      min: Date.UTC(2026, 11) / HALF_HOUR_MS,
      max: Date.UTC(2036, 0) / HALF_HOUR_MS,
    })
    const nearChange = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -6, max: 6 }))
      .map(([change, halfHours]) => change / HALF_HOUR_MS + halfHours)
    fc.assert(
      fc.property(
        fc.constantFrom(...zones, 'America/Vancouver', 'UTC'),
        fc.oneof(anyTime, nearChange),
        (timezone, halfHours) => {
          const instant = new Date(halfHours * HALF_HOUR_MS)
          expect(readBack(instant, timezone)).toBe(instant.getTime())
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('a time', () => {
  const zurich = calendarTimeZone('Europe/Zurich')
  const start = (instant: string, repeats?: boolean) =>
    timeLine('DTSTART', new Date(instant), 'Europe/Zurich', zurich, repeats)

  test('is written on the wall clock, without fractions', () => {
    expect(start('2027-03-23T09:00:00.999Z')).toBe('DTSTART;TZID=Europe/Zurich:20270323T100000\r\n')
  })

  test('that comes twice is told in UTC, unless a rule repeats it', () => {
    expect(start('2027-10-31T00:30:00.000Z')).toBe('DTSTART:20271031T003000Z\r\n')
    expect(start('2027-10-31T01:30:00.000Z')).toBe('DTSTART:20271031T013000Z\r\n')
    expect(start('2027-10-31T02:00:00.000Z')).toBe('DTSTART;TZID=Europe/Zurich:20271031T030000\r\n')
    expect(start('2027-10-31T01:30:00.000Z', true)).toBe('DTSTART;TZID=Europe/Zurich:20271031T023000\r\n')
  })
})

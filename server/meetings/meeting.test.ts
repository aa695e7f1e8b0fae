import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../platform/config/settings.ts'
import { closeDueAt, isOpen, reasonOfAutoClose, type Occupancy } from './meeting.ts'

const start_time = new Date('2026-03-02T09:00:00Z')
const end_time = new Date('2026-03-02T10:00:00Z')
const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
const unused: Occupancy = { start_time, end_time, first_joined_at: null, last_left_at: null }
const left = (time: string): Occupancy => ({
  ...unused,
  first_joined_at: at('08:50'),
  last_left_at: at(time),
})

test.each([
  ['nobody came', unused, '2026-03-02T10:15:00.000Z'],
  ['somebody is inside', { ...unused, first_joined_at: start_time }, '2026-03-03T09:00:00.000Z'],
  ['everybody left in the middle', left('09:30'), '2026-03-02T09:35:00.000Z'],
  ['everybody left before the start', left('08:52'), '2026-03-02T09:05:00.000Z'],
  ['everybody left after the end', left('11:30'), '2026-03-02T11:35:00.000Z'],
])('where %s it closes in time', (_, occupancy, expected) => {
  expect(closeDueAt(occupancy, DEFAULT_SETTINGS).toISOString()).toBe(expected)
})

test('where the empty time is long, the grace time past the end still ends it', () => {
  const settings = { ...DEFAULT_SETTINGS, closeEmptySeconds: 86_400 }
  expect(closeDueAt(left('09:30'), settings)).toEqual(at('10:15'))
  expect(closeDueAt(left('10:10'), settings)).toEqual(at('10:25'))
})

test('it never outlives the hard maximum, and never closes over people’s heads before it', () => {
  const offset = fc.integer({ min: -900, max: 200_000 })
  const seconds = fc.integer({ min: 0, max: 86_400 })
  fc.assert(
    fc.property(fc.option(offset), seconds, seconds, seconds, (leftAfter, grace, empty, hardMax) => {
      const settings = {
        ...DEFAULT_SETTINGS,
        closeGraceSeconds: grace,
        closeEmptySeconds: empty,
        closeHardMaxSeconds: hardMax,
      }
      const last_left_at = leftAfter === null ? null : new Date(start_time.getTime() + leftAfter * 1000)
      const inside = { ...unused, first_joined_at: start_time, last_left_at }
      const due = closeDueAt(inside, settings).getTime() - start_time.getTime()
      expect(due).toBeLessThanOrEqual(hardMax * 1000)
      if (leftAfter === null) expect(due).toBe(hardMax * 1000)
      else expect(due).toBeGreaterThanOrEqual(Math.min(hardMax, Math.max(leftAfter, 0)) * 1000)
    }),
  )
})

test('the reason follows from who was there', () => {
  expect(reasonOfAutoClose(unused)).toBe('nobody-came')
  expect(reasonOfAutoClose(left('09:30'))).toBe('everybody-left')
  expect(reasonOfAutoClose({ ...unused, first_joined_at: start_time })).toBe('too-long')
})

test('only the current occurrence is ever open, from a while before its start', () => {
  const open = (state: 'planned' | 'current' | 'closed' | 'cancelled', time: string) =>
    isOpen({ state, start_time }, DEFAULT_SETTINGS, at(time))
  expect([open('current', '08:44'), open('current', '08:45'), open('current', '23:00')]).toEqual([
    false,
    true,
    true,
  ])
  expect([open('planned', '09:00'), open('closed', '09:00'), open('cancelled', '09:00')]).toEqual([
    false,
    false,
    false,
  ])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { presenceChanges, type Visit } from './build-summary.ts'

const CLOSED_AT = new Date('2026-11-24T12:00:00.000Z')
const at = (minute: number) => new Date(CLOSED_AT.getTime() - 3_600_000 + minute * 60_000)
const shown = (visits: Visit[]) =>
  presenceChanges(visits, CLOSED_AT).map(({ action, timestamp }) => [
    action,
    (timestamp - at(0).getTime()) / 60_000,
  ])

test('alternates joined and left, in epoch milliseconds', () => {
  const visits = [
    { joined_at: at(0), left_at: at(5) },
    { joined_at: at(20), left_at: at(30) },
  ]
  expect(shown(visits)).toEqual([
    ['joined', 0],
    ['left', 5],
    ['joined', 20],
    ['left', 30],
  ])
  expect(presenceChanges(visits, CLOSED_AT)[0]!.timestamp).toBe(at(0).getTime())
})

test('anyone who is inside at the close leaves at the close', () => {
  expect(shown([{ joined_at: at(10), left_at: null }])).toEqual([
    ['joined', 10],
    ['left', 60],
  ])
})

test('nobody stays longer than the meeting', () => {
  expect(shown([{ joined_at: at(50), left_at: at(61) }])).toEqual([
    ['joined', 50],
    ['left', 60],
  ])
})

test('whatever is stored, changes alternate, never go back, and end with a left not after the close', () => {
  const time = fc.integer({ min: 0, max: 90 * 60_000 }).map((ms) => new Date(at(0).getTime() + ms))
  const visit = fc.record({ joined_at: time, left_at: fc.option(time) })
  fc.assert(
    fc.property(fc.array(visit, { maxLength: 20 }), (visits) => {
      const changes = presenceChanges(visits, CLOSED_AT)
      expect(changes).toHaveLength(visits.length * 2)
      expect(changes.map(({ action }) => action)).toEqual(visits.flatMap(() => ['joined', 'left']))
      const times = changes.map(({ timestamp }) => timestamp)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      for (const timestamp of times) {
        expect(Number.isInteger(timestamp)).toBe(true)
        expect(timestamp).toBeLessThanOrEqual(CLOSED_AT.getTime())
      }
    }),
  )
})

test('stays that do not overlap are told as they were', () => {
  const gaps = fc.array(fc.tuple(fc.nat(60_000), fc.nat(60_000)), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(gaps, (steps) => {
      let now = at(0).getTime()
      const visits = steps.map(([away, inside]) => {
        const joined = (now += away)
        const left = (now += inside)
        return { joined_at: new Date(joined), left_at: new Date(left) }
      })
      const changes = presenceChanges(visits.toReversed(), CLOSED_AT)
      const times = changes.map(({ timestamp }) => timestamp)
      expect(times).toEqual(
        visits.flatMap(({ joined_at, left_at }) => [joined_at.getTime(), left_at.getTime()]),
      )
    }),
  )
})

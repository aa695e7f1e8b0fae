import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeWarnings, type Grounds } from './judge-warnings.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const now = new Date('2026-11-24T10:00:00.000Z')
const after = (ms: number) => new Date(now.getTime() + ms)

const calm: Grounds = {
  enabled: true,
  switchedOffAt: null,
  breaker: 'closed',
  breakerSince: null,
  breakerReason: null,
  backlog: 0,
  kept: 0,
  oldestReleasedAt: null,
  lastTryAt: null,
  oldSecretsRetireAt: [],
  nextApiKeyFrom: null,
  certificate: null,
  clientCertificate: null,
}

const codes = (grounds: Partial<Grounds>, at = now) =>
  judgeWarnings({ ...calm, ...grounds }, at).map(({ code }) => code)

test('of a web hook that works there is nothing to say', () => {
  expect(codes({})).toEqual([])
})

test('who is switched off is not warned of besides', () => {
  const oldestReleasedAt = after(-2 * HOUR_MS)
  expect(codes({ enabled: false, breaker: 'open', backlog: 3, kept: 1, oldestReleasedAt })).toEqual(['off'])
  expect(codes({ breaker: 'open', backlog: 3, oldestReleasedAt })).toEqual(['breaker-open', 'backlog-old'])
  expect(codes({ breaker: 'gone' })).toEqual(['gone'])
})

test('what is kept for Catch up is not an old backlog', () => {
  expect(judgeWarnings({ ...calm, backlog: 5, kept: 5 }, now)).toMatchObject([
    { code: 'catch-up-waits', count: 5 },
  ])
})

test('a backlog is old after an hour, not at it', () => {
  expect(codes({ backlog: 1, oldestReleasedAt: after(-HOUR_MS) })).toEqual([])
  expect(codes({ backlog: 1, oldestReleasedAt: after(-HOUR_MS - 1) })).toEqual(['backlog-old'])
})

test.each([
  ['of a secret', (at: Date) => ({ oldSecretsRetireAt: [after(30 * DAY_MS), at] })],
  ['of an API key', (at: Date) => ({ nextApiKeyFrom: at })],
] as const)('an overlap (%s) is warned of within its last day', (_, grounds) => {
  expect(codes(grounds(after(DAY_MS + 1)))).toEqual([])
  expect(codes(grounds(after(DAY_MS)))).toHaveLength(1)
  expect(codes(grounds(after(1)))).toHaveLength(1)
  expect(codes(grounds(now))).toEqual([])
})

test('a last try is warned of within the day before it, while calls go out', () => {
  expect(codes({ lastTryAt: after(DAY_MS + 1) })).toEqual([])
  expect(codes({ lastTryAt: after(DAY_MS) })).toEqual(['last-try'])
  expect(codes({ lastTryAt: after(DAY_MS), breaker: 'open' })).toEqual(['breaker-open'])
})

test('a certificate is warned of in its last two weeks, one of few days in its last third, an expired one for ever', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * 24 }), fc.nat(500 * 24), (validHours, ageHours) => {
      const from = after(-ageHours * HOUR_MS)
      const to = new Date(from.getTime() + validHours * HOUR_MS)
      const leftHours = validHours - ageHours
      const isSoon = leftHours <= Math.min(14 * 24, validHours / 3)
      const found = judgeWarnings({ ...calm, certificate: { from, to } }, now)
      expect(found.map(({ code }) => code)).toEqual(isSoon ? ['certificate-expires'] : [])
      if (isSoon) expect(found[0]!.detail).toContain(leftHours > 0 ? 'expires on' : 'expired on')
    }),
  )
})

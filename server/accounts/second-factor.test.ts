import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { acceptTotp } from './second-factor.ts'

/** Appendix B of RFC 6238: the seed for SHA-1, and codes cut to six digits. */
const secret = Secret.fromLatin1('12345678901234567890').base32

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [20000000000, '353130'],
])('at %i the code is %s', (seconds, code) => {
  expect(acceptTotp(secret, code, new Date(seconds * 1000), null)).toBe(Math.floor(seconds / 30))
})

test('a code counts one step early and late, and not further away', () => {
  const now = new Date(1_000_000 * 30_000)
  const codeAt = (steps: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + steps * 30_000 })
  expect([-2, -1, 0, 1, 2].map((steps) => acceptTotp(secret, codeAt(steps), now, null))).toEqual([
    null,
    999_999,
    1_000_000,
    1_000_001,
    null,
  ])
  expect(acceptTotp(secret, codeAt(0), now, 1_000_000)).toBeNull()
})

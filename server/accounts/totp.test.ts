import { expect, test } from 'vitest'
import { acceptTotp, createTotpSecret, totpCode, totpStep, totpUrl } from './totp.ts'

/** '12345678901234567890', the secret of the test vectors in RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code at second %i is that of RFC 6238', (seconds, code) => {
  const now = new Date(seconds * 1000)
  expect(totpCode(SECRET, totpStep(now))).toBe(code)
  expect(acceptTotp(SECRET, code, now, null)).toBe(totpStep(now))
})

test('a code is accepted a step early or late, not two', () => {
  const now = new Date('2026-11-24T08:00:00Z')
  const step = totpStep(now)
  const accepted = [-2, -1, 0, 1, 2].map((drift) =>
    acceptTotp(SECRET, totpCode(SECRET, step + drift), now, null),
  )
  expect(accepted).toEqual([null, step - 1, step, step + 1, null])
})

test('a code is accepted once, and no older one after it', () => {
  const now = new Date('2026-11-24T08:00:00Z')
  const step = totpStep(now)
  expect(acceptTotp(SECRET, totpCode(SECRET, step), now, step)).toBeNull()
  expect(acceptTotp(SECRET, totpCode(SECRET, step - 1), now, step)).toBeNull()
  expect(acceptTotp(SECRET, totpCode(SECRET, step + 1), now, step)).toBe(step + 1)
})

test('a new secret is 160 bits in base32, and its URL is what authenticator apps read', () => {
  const secret = createTotpSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(createTotpSecret()).not.toBe(secret)
  const url = new URL(totpUrl(secret, 'My Meetings', 'a@example.org'))
  expect(url.protocol).toBe('otpauth:')
  expect(decodeURIComponent(url.pathname)).toContain('My Meetings:a@example.org')
  expect(url.searchParams.get('secret')).toBe(secret)
})

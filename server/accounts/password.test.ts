import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

test('a password is recognised, another is not, and the same one is stored differently each time', async () => {
  const stored = await hashPassword('correct horse')
  expect(stored).toMatch(/^scrypt\$15\$8\$1\$/)
  expect(stored).not.toContain('correct')
  expect(await verifyPassword('correct horse', stored)).toBe(true)
  expect(await verifyPassword('correct horse ', stored)).toBe(false)
  expect(await hashPassword('correct horse')).not.toBe(stored)
})

test('the same letters composed in another way are the same password', async () => {
  expect(await verifyPassword('Zu\u0308rich', await hashPassword('Z\u00fcrich'))).toBe(true)
})

test('a user without a password is refused, and so is a damaged hash', async () => {
  expect(await verifyPassword('', null)).toBe(false)
  expect(await verifyPassword('x', 'scrypt$99$8$1$AAAA$AAAA')).toBe(false)
  expect(await verifyPassword('x', 'plain')).toBe(false)
})

test('a hash that was made with other parameters is still recognised', async () => {
  const weak =
    'scrypt$14$8$1$c2FsdHNhbHRzYWx0c2FsdA==$' +
    (await import('node:crypto'))
      .scryptSync('old one', 'saltsaltsaltsalt', 32, { N: 2 ** 14 })
      .toString('base64')
  expect(await verifyPassword('old one', weak)).toBe(true)
})

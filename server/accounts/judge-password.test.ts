import { expect, test } from 'vitest'
import { requireGoodPassword } from './judge-password.ts'

const OLGA = ['Olga Petrova', 'olga@example.org']
const refused = (password: string) => {
  try {
    requireGoodPassword(password, OLGA)
    return false
  } catch {
    return true
  }
}

test.each(['password', 'Password1', 'qwertzuiop', '12345678', 'p@ssw0rd', 'olga1234', 'olga@example.org'])(
  '%s is easily guessed',
  (password) => expect(refused(password)).toBe(true),
)

test.each([
  'correct horse battery staple',
  'vier zufällige Wörter hier',
  'k7#Qz!m2Vt',
  'x'.repeat(5) + ' und der Rest',
])('%s is taken', (password) => expect(refused(password)).toBe(false))

test('a password of the greatest length is judged as fast as any other', () => {
  expect(
    refused(Array.from({ length: 200 }, (_, at) => String.fromCodePoint(97 + ((at * 7) % 26))).join('')),
  ).toBe(false)
})

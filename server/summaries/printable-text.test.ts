import { expect, test } from 'vitest'
import { printableText } from './printable-text.ts'

const latin = (codePoint: number) => codePoint >= 0x20 && codePoint < 0x250

test.each([
  ['10:00\u202fAM', '10:00 AM'],
  ['会', '[U+4F1A]'],
  ['Grüße 👋', 'Grüße [U+1F44B]'],
  ['Vi\u1ec7t', 'Viet'],
  ['a\u200db', 'ab'],
  ['one\ntwo\tthree', 'one\ntwo\tthree'],
])('%j is printed as %j', (text, printed) => {
  expect(printableText(text, latin)).toBe(printed)
})

test('a long word gets places to break, and nothing else does', () => {
  const printed = printableText('x'.repeat(100), latin)
  expect(printed.split('\u200b').map((part) => part.length)).toEqual([40, 40, 20])
  expect(printableText('word '.repeat(100), latin)).not.toContain('\u200b')
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { line, mailAddress, parameter, text } from './calendar-line.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 400, size: 'max' })

describe('a line', () => {
  test('is left alone while it fits', () => {
    const value = 'x'.repeat(75 - 'SUMMARY:'.length)
    expect(line('SUMMARY', value)).toBe(`SUMMARY:${value}\r\n`)
    const rest = 'y'.repeat(74)
    expect(line('SUMMARY', `${value}${rest}z`)).toBe(`SUMMARY:${value}\r\n ${rest}\r\n z\r\n`)
  })

  test('is folded at 75 octets, never inside a character, and unfolds to what it was', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const folded = line('X', text(value))
        const pieces = folded.split('\r\n')
        expect(pieces.pop()).toBe('')
        for (const piece of pieces) {
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75)
          expect(piece).toBe(Buffer.from(piece).toString())
          expect(piece).not.toMatch(/[\r\n]/)
        }
        expect(pieces.slice(1).every((piece) => piece.startsWith(' '))).toBe(true)
        const unfolded = folded.slice(0, -2).replaceAll('\r\n ', '')
        // oxlint-disable-next-line no-control-regex
        const kept = text(value).replace(/[\0-\x08\x0a-\x1f\x7f]/g, '')
        expect(unfolded).toBe(`X:${kept.toWellFormed()}`)
      }),
      { numRuns: 500 },
    )
  })

  test('holds no control character but the tabulator', () => {
    expect(line('X', 'a\u0000b\rc\nd\te\u007f')).toBe('X:abcd\te\r\n')
  })
})

test('text is escaped', () => {
  expect(text('a\\b;c,d\ne\r\nf\rg"h:i')).toBe('a\\\\b\\;c\\,d\\ne\\nf\\ng"h:i')
})

test('a parameter cannot be left', () => {
  expect(parameter('Eve";RSVP=TRUE:mailto:x\r\nX-EVIL:1')).toBe(`"Eve';RSVP=TRUE:mailto:x X-EVIL:1"`)
  expect(parameter('a^nb\\nc')).toBe('"a^^nb/nc"')
})

describe('a mail address', () => {
  test('stays as people know it', () => {
    expect(mailAddress("anna.o'neil+meet@example.com")).toBe("mailto:anna.o'neil+meet@example.com")
  })

  test('cannot be left', () => {
    expect(mailAddress('a@example.com\r\nX-EVIL:1')).toBe('mailto:a@example.comX-EVIL:1')
    expect(mailAddress('a@example.com,b@example.com?cc=c#d;e')).toBe(
      'mailto:a@example.com%2Cb@example.com%3Fcc=c%23d%3Be',
    )
    expect(mailAddress('müller @example.com')).toBe('mailto:m%C3%BCller%20@example.com')
  })
})

import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makePng } from '../../test/support/make-png.ts'
import { isPrintable } from './printable-image.ts'

test('a sound PNG is printable, and so is a JPEG', () => {
  expect(isPrintable(makePng())).toBe(true)
  const jpeg = 'ffd8ffe000044a46ffc00011080028007803012200021101031101ffda'
  expect(isPrintable(Buffer.from(jpeg, 'hex'))).toBe(true)
})

test.each([
  ['packed rows that are none', makePng({ rows: Buffer.from('no zlib stream') })],
  ['too few rows', makePng({ rows: deflateSync(Buffer.alloc(100)) })],
  ['more rows than it says', makePng({ rows: deflateSync(Buffer.alloc(1_000_000)) })],
  ['a filter that there is not', makePng({ width: 1, height: 1, rows: deflateSync(Buffer.alloc(5, 9)) })],
  ['interlacing', makePng({ interlaced: true })],
  ['no pixels', makePng({ width: 0 })],
  ['a side that is too long', makePng({ width: 2_049, height: 1 })],
  ['an end that is cut off', makePng().subarray(0, -6)],
  ['a JPEG without a size', Buffer.from('ffd8ffe000044a46', 'hex')],
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
])('%s is not', (_what, bytes) => {
  expect(isPrintable(bytes)).toBe(false)
})

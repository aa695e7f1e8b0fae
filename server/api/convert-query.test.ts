import { expect, test } from 'vitest'
import { convertQuery } from './convert-query.ts'

const schema = {
  properties: {
    n: { type: 'integer' },
    x: { type: 'number' },
    b: { type: 'boolean' },
    s: { type: 'string' },
  },
}

test('numbers and yes-or-no are read as people write them', () => {
  expect(convertQuery(schema, { n: '-12', x: '0.5', b: 'false', s: '7' })).toEqual({
    n: -12,
    x: 0.5,
    b: false,
    s: '7',
  })
})

test.each(['0x5', '1e3', '1.0', ' 1', '', '01', 'true', '+1', '9'.repeat(16), 'NaN', 'Infinity'])(
  'as a whole number, %j is none',
  (text) => {
    expect(convertQuery(schema, { n: text })).toEqual({ n: text })
  },
)

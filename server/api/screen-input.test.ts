import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { screenInput } from './screen-input.ts'

const screen = (schema: object, value: unknown) => screenInput(schema, value)
const places = (schema: object, value: unknown) =>
  screen(schema, value).faults.map(({ pointer, code }) => `${pointer} ${code}`)

test('text that cannot be stored is found wherever it stands', () => {
  const value = { a: 'x\0', b: [{ c: '\ud800' }], 'd\udc00': 1, e: 'fine 😀' }
  expect(places(Type.Object({}), value)).toEqual(['/a text', '/b/0/c text', '/d\ufffd text'])
})

test('what is too long is cut to one more than it may have before a pattern sees it', () => {
  const schema = Type.Object({
    name: Type.String({ maxLength: 3, pattern: '^x*$' }),
    list: Type.Array(Type.String({ maxLength: 5 }), { maxItems: 2 }),
    headers: Type.Record(Type.String(), Type.String(), { maxProperties: 1 }),
  })
  const { value, faults } = screen(schema, {
    name: 'x'.repeat(100_000),
    list: Array.from({ length: 100_000 }, () => 'y'),
    headers: { a: '1', b: '2', c: '3' },
  })
  expect(value).toEqual({ name: 'xxxx', list: ['y', 'y', 'y'], headers: { a: '1', b: '2' } })
  expect(faults.map(({ pointer, parameters }) => [pointer, parameters])).toEqual([
    ['/name', { limit: 3 }],
    ['/list', { limit: 2 }],
    ['/headers', { limit: 1 }],
  ])
})

test('characters are counted, not their halves', () => {
  const schema = Type.String({ maxLength: 2 })
  expect(screen(schema, '😀😀').faults).toEqual([])
  expect(places(schema, '😀😀😀')).toEqual([' too-long'])
})

test('of several shapes, the most generous one decides', () => {
  const schema = Type.Union([Type.String({ maxLength: 2 }), Type.String({ maxLength: 4 }), Type.Null()])
  expect(screen(schema, 'abcd').faults).toEqual([])
  expect(places(schema, 'abcde')).toEqual([' too-long'])
})

test('what is nested without end is followed to a limit', () => {
  let deep: unknown = 1
  for (let depth = 0; depth < 30_000; depth++) deep = [deep]
  expect(screen(Type.Unknown(), deep).faults).toMatchObject([{ code: 'too-deep' }])
})

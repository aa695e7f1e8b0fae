import { Type, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { describeFaults } from './describe-faults.ts'

const closed = { additionalProperties: false }

function faults(schema: TSchema, value: unknown) {
  return describeFaults(schema, Compile(schema).Errors(value)).map(({ pointer, detail }) => ({
    pointer,
    detail,
  }))
}

test('a missing field is reported at its own pointer', () => {
  const schema = Type.Object({ topic: Type.String(), place: Type.Object({ city: Type.String() }) })
  expect(faults(schema, { place: {} })).toEqual([
    { pointer: '/topic', detail: 'This field is required.' },
    { pointer: '/place/city', detail: 'This field is required.' },
  ])
})

test('an unknown field is reported at its own pointer, escaped as RFC 6901 wants, and once', () => {
  expect(faults(Type.Object({}, closed), { 'a/b~c': 1 })).toEqual([
    { pointer: '/a~1b~0c', detail: 'There is no such field, or it cannot be set here.' },
  ])
})

test('elements of arrays are reported by their index', () => {
  const schema = Type.Object({ list: Type.Array(Type.Object({ x: Type.Number() }, closed)) })
  expect(faults(schema, { list: [{ x: 1 }, { x: '1' }, 3] })).toEqual([
    { pointer: '/list/1/x', detail: 'Must be a number.' },
    { pointer: '/list/2', detail: 'Must be an object.' },
  ])
})

test.each([
  [Type.String({ minLength: 1 }), '', 'Must not be empty.'],
  [Type.String({ maxLength: 3 }), 'long', 'Must have 3 characters or fewer.'],
  [Type.Integer({ minimum: 1 }), 0, 'Must be 1 or more.'],
  [Type.Integer({ maximum: 5 }), 6, 'Must be 5 or less.'],
  [Type.Integer(), '1', 'Must be a whole number.'],
  [Type.Integer(), 1.5, 'Must be a whole number.'],
  [Type.Boolean(), 'true', 'Must be a boolean.'],
  [Type.Array(Type.String()), {}, 'Must be an array.'],
  [Type.Array(Type.String(), { minItems: 1 }), [], 'Must not be empty.'],
  [Type.Array(Type.String(), { maxItems: 1 }), ['a', 'b'], 'Must have 1 elements or fewer.'],
  [Type.Enum(['POST', 'PUT']), 'GET', 'Must be one of "POST", "PUT".'],
  [Type.Literal(false), true, 'Must be false.'],
  [
    Type.String({ format: 'date-time' }),
    'tomorrow',
    'Must be a date and time in ISO 8601 with an offset, such as 2026-11-24T09:00:00Z.',
  ],
  [
    Type.String({ pattern: '^#', description: 'A colour' }),
    'red',
    'Does not have the form that is expected here: A colour',
  ],
])('says in words what is expected: %j got %j', (schema, value, detail) => {
  expect(faults(Type.Object({ field: schema }), { field: value })).toEqual([{ pointer: '/field', detail }])
})

test('of alternatives that all fail at the top, one line names what may stand there', () => {
  const schema = Type.Object({ at: Type.Union([Type.Integer(), Type.Null()]) })
  expect(faults(schema, { at: 'x' })).toEqual([
    { pointer: '/at', detail: 'Must be a whole number, or null.' },
  ])
})

test('of alternatives, the one that comes closest says what is wrong inside it', () => {
  const schema = Type.Object({
    recurring: Type.Union([Type.Object({ every: Type.Integer() }, closed), Type.Null()]),
  })
  expect(faults(schema, { recurring: { every: 'day' } })).toEqual([
    { pointer: '/recurring/every', detail: 'Must be a whole number.' },
  ])
  expect(faults(schema, { recurring: {} })).toEqual([
    { pointer: '/recurring/every', detail: 'This field is required.' },
  ])
})

test('a place that breaks several rules is reported once', () => {
  const schema = Type.Object({ name: Type.String({ minLength: 1, pattern: '\\S' }) })
  expect(faults(schema, { name: '' })).toEqual([{ pointer: '/name', detail: 'Must not be empty.' }])
})

test('no body at all is said at the root', () => {
  expect(faults(Type.Object({}), null)).toEqual([
    { pointer: '', detail: 'The request needs a JSON object as its body.' },
  ])
})

test.each([
  [Type.String({ maxLength: 3 }), 'long', { code: 'too-long', parameters: { limit: 3 } }],
  [Type.Enum(['a', 'b']), 'c', { code: 'choice', parameters: { choices: ['a', 'b'] } }],
  [
    Type.String({ pattern: '@', 'x-fault': 'email' }),
    'x',
    { code: 'email', detail: 'Must be an e-mail address.' },
  ],
  [Type.Union([Type.Integer(), Type.Null()]), 'x', { code: 'whole-number' }],
])('a fault says its code and what words for it need: %j got %j', (schema, value, fault) => {
  expect(describeFaults(schema, Compile(schema).Errors(value))).toMatchObject([fault])
})

test('of a list or nothing, a list that is too long is told its limit', () => {
  const schema = Type.Object({ to: Type.Union([Type.Array(Type.String(), { maxItems: 1 }), Type.Null()]) })
  expect(faults(schema, { to: ['a', 'b'] })).toEqual([
    { pointer: '/to', detail: 'Must have 1 elements or fewer, or null.' },
  ])
})

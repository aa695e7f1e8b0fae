import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withOneMoreKey, withOneOtherType, withOneOtherValue, withoutOneKey } from '../testing/damage.ts'
import { furnishedBody, goldenBody } from '../testing/golden-bodies.ts'
import { Check } from 'typebox/value'
import { findProblems } from './find-problems.ts'
import { hookNames } from './hook-names.ts'
import { hookSchemas } from './hook-schemas.ts'
import { DeletedMeeting, Meeting } from './meeting.ts'

interface AnySchema {
  readonly properties?: Readonly<Record<string, AnySchema>>
  readonly items?: AnySchema
  readonly anyOf?: readonly AnySchema[]
}

/** Compares the keys of every object in `value` with those of its schema, in order. Returns how many it met. */
function expectSameKeys({ anyOf = [], items, properties }: AnySchema, value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (anyOf[0]) return expectSameKeys(anyOf[0], value)
  if (Array.isArray(value)) return value.reduce((met, item) => met + expectSameKeys(items!, item), 0)
  expect(Object.keys(value)).toEqual(Object.keys(properties!))
  return Object.entries(value).reduce(
    (met, [key, field]) => met + expectSameKeys(properties![key]!, field),
    1,
  )
}

test.each(hookNames)('the golden body of %s is what its schema describes, keys in order', (hook) => {
  expect(findProblems(hookSchemas[hook], goldenBody(hook), { keyOrder: true })).toEqual([])
  expect(findProblems(hookSchemas[hook], furnishedBody(hook), { keyOrder: true })).toEqual([])
  expect(expectSameKeys(hookSchemas[hook], goldenBody(hook))).toBeGreaterThan(0)
  expect(Check(hookSchemas[hook], goldenBody(hook))).toBe(true)
})

test('a Meeting has 37 keys, and a deleted one differs in the name of one', () => {
  const keys = Object.keys(Meeting.properties)
  expect(keys).toHaveLength(37)
  expect(Object.keys(DeletedMeeting.properties)).toEqual(
    keys.map((key) => (key === 'addedByEmail' ? 'addedByUserEmail' : key)),
  )
})

test.each(hookNames)('every field of %s is described, and every object is closed', (hook) => {
  const visit = (schema: AnySchema & { description?: string; additionalProperties?: boolean }) => {
    if (schema.properties) expect(schema.additionalProperties).toBe(false)
    for (const [key, field] of Object.entries(schema.properties ?? {})) {
      expect(field, key).toHaveProperty('description')
      visit(field)
    }
    if (schema.items) visit(schema.items)
    for (const choice of schema.anyOf ?? []) visit(choice)
  }
  visit(hookSchemas[hook])
})

test.each(hookNames)('a body of %s with one thing wrong is refused', (hook) => {
  const body = furnishedBody(hook)
  const damaged = fc.oneof(withoutOneKey(body), withOneMoreKey(body), withOneOtherType(body))
  fc.assert(
    fc.property(damaged, (value) => {
      expect(findProblems(hookSchemas[hook], value)).not.toEqual([])
    }),
  )
})

test.each(hookNames)('bodies of %s are judged as TypeBox judges them', (hook) => {
  const body = furnishedBody(hook)
  const values = fc.oneof(fc.jsonValue(), withOneOtherValue(body), withOneMoreKey(body))
  fc.assert(
    fc.property(values, (value) => {
      expect(findProblems(hookSchemas[hook], value).length === 0).toBe(Check(hookSchemas[hook], value))
    }),
    { numRuns: 300 },
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withOneMoreKey, withOneOtherType, withoutOneKey } from '../testing/damage.ts'
import { furnishedBody, goldenBody } from '../testing/golden-bodies.ts'
import { findMisfits } from './find-misfits.ts'
import { hookNames } from './hook-names.ts'
import { hookSchemas } from './hook-schemas.ts'
import { hookShapes } from './hook-shapes.ts'

test.each(hookNames)('the golden body of %s fits', (hook) => {
  expect(findMisfits(hookShapes[hook], goldenBody(hook))).toEqual([])
  expect(findMisfits(hookShapes[hook], furnishedBody(hook))).toEqual([])
})

test.each(hookNames)('a body of %s without a key, or with another type, does not fit', (hook) => {
  const body = furnishedBody(hook)
  fc.assert(
    fc.property(fc.oneof(withoutOneKey(body), withOneOtherType(body)), (value) => {
      expect(findMisfits(hookShapes[hook], value)).not.toEqual([])
    }),
  )
})

test.each(hookNames)('a body of %s with a key more, wherever, fits', (hook) => {
  fc.assert(
    fc.property(withOneMoreKey(furnishedBody(hook)), (value) => {
      expect(findMisfits(hookShapes[hook], value)).toEqual([])
    }),
  )
})

test('another word, another shape of an id and an empty list fit', () => {
  const [meeting] = goldenBody('onMeetingDeleted')
  expect(findMisfits(hookShapes.onMeetingDeleted, [{ ...meeting, type: 'webinar', id: 'm-1' }])).toEqual([])
  expect(findMisfits(hookShapes.onMeetingDeleted, [])).toEqual([])
})

test('a misfit names its place and what is expected there', () => {
  const [meeting] = goldenBody('onMeetingDeleted')
  const { topic: _, ...rest } = meeting!
  const value = [meeting, { ...rest, duration: 60, recurring: { ...rest.recurring, endsAfter: 1.5 } }]
  expect(findMisfits(hookShapes.onMeetingDeleted, value)).toEqual([
    { pointer: '/1', detail: 'must have the key "topic"' },
    { pointer: '/1/duration', detail: 'must be of type string' },
    { pointer: '/1/recurring/endsAfter', detail: 'must be of type integer' },
  ])
})

/** A listener takes every documented key for granted, and the check relies on it. */
test.each(hookNames)('every documented key of %s is required', (hook) => {
  JSON.parse(
    JSON.stringify(hookSchemas[hook]),
    (_key, part: { properties?: object; required?: string[] } | null) => {
      if (part?.properties && part.required) expect(part.required).toEqual(Object.keys(part.properties))
      return part
    },
  )
})

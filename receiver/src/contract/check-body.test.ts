import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withOneMoreKey, withOneOtherType, withOtherKeyOrder, withoutOneKey } from '../testing/damage.ts'
import { furnishedBody, goldenBody, goldenBytes } from '../testing/golden-bodies.ts'
import { assertDocumentedBody, UndocumentedBodyError } from './check-body.ts'
import { hookNames } from './hook-names.ts'

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value))

test.each(hookNames)('the golden body of %s passes, as printed and on one line', (hook) => {
  assertDocumentedBody(hook, goldenBytes(hook))
  assertDocumentedBody(hook, bytesOf(goldenBody(hook)))
  assertDocumentedBody(hook, bytesOf(furnishedBody(hook)))
})

test.each(hookNames)('a body of %s with one thing wrong, or one key elsewhere, is refused', (hook) => {
  const body = furnishedBody(hook)
  const damaged = fc.oneof(
    withoutOneKey(body),
    withOneMoreKey(body),
    withOneOtherType(body),
    withOtherKeyOrder(body),
  )
  fc.assert(
    fc.property(damaged, (value) => {
      expect(() => assertDocumentedBody(hook, bytesOf(value))).toThrow(UndocumentedBodyError)
    }),
  )
})

test.each([
  ['a key that occurs twice', (text: string) => text.replace('"topic":', '"topic":"Hidden","topic":')],
  ['a number written otherwise', (text: string) => text.replace('"endsAfter":0', '"endsAfter":0.0')],
  ['a needless escape', (text: string) => text.replace('My Meeting', '\\u004dy Meeting')],
])('%s is refused, although parsing hides it', (_what, change) => {
  const text = JSON.stringify(goldenBody('onMeetingUpdated'))
  expect(change(text)).not.toBe(text)
  expect(() => assertDocumentedBody('onMeetingUpdated', Buffer.from(change(text)))).toThrow(
    UndocumentedBodyError,
  )
})

test('a body of another hook is refused', () => {
  expect(() => assertDocumentedBody('onMeetingDeleted', goldenBytes('onMeetingClosed'))).toThrow(
    'must be an array',
  )
})

test.each([
  ['not UTF-8', Buffer.from(goldenBytes('onMeetingClosed').toString().replace('My', 'Mÿ'), 'latin1')],
  ['cut short', goldenBytes('onMeetingClosed').subarray(0, -3)],
  ['marked with a byte order', Buffer.concat([Buffer.from('\ufeff'), goldenBytes('onMeetingClosed')])],
])('a body that is %s is refused', (_what, bytes) => {
  expect(() => assertDocumentedBody('onMeetingClosed', bytes)).toThrow(UndocumentedBodyError)
})

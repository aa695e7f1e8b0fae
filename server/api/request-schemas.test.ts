/**
 * What holds for the schema of every request, so that no route can forget it: everything has a bound, and no pattern
 * takes longer than the text is long.
 */
import { expect, test } from 'vitest'
import { hookSchemas } from '../../receiver/src/contract/hook-schemas.ts'
import { SettingsSchema } from '../platform/config/settings.ts'
import type { CollectedRoute } from './collect-routes.ts'
import { collectAllRoutes } from './write-api-description.ts'

interface Schema {
  [keyword: string]: unknown
  type?: string
  pattern?: string
}

const routes = await collectAllRoutes()

/** Every schema within a schema, with the way to it. */
function* schemasIn(value: unknown, path: string): Generator<[path: string, schema: Schema]> {
  if (typeof value !== 'object' || value === null) return
  const schema = value as Schema
  if (typeof schema.type === 'string' && typeof schema['properties'] !== 'string') yield [path, schema]
  for (const [key, part] of Object.entries(schema)) yield* schemasIn(part, `${path}/${key}`)
}

function requestSchemas(): [path: string, schema: Schema][] {
  return routes.flatMap(({ method, url, schema }: CollectedRoute) =>
    (['body', 'querystring'] as const).flatMap((part) => [
      ...schemasIn(schema[part], `${method} ${url} ${part}`),
    ]),
  )
}

function without(type: string, ...keywords: string[]): string[] {
  return requestSchemas()
    .filter(([, schema]) => schema.type === type && !keywords.some((keyword) => keyword in schema))
    .map(([path]) => path)
}

test('every text, list, record and number of a request has bounds', () => {
  expect(without('string', 'maxLength', 'enum', 'const', 'format')).toEqual([])
  expect(without('array', 'maxItems')).toEqual([])
  expect(without('object', 'properties', 'maxProperties')).toEqual([])
  for (const type of ['integer', 'number']) {
    expect(without(type, 'minimum', 'exclusiveMinimum')).toEqual([])
    expect(without(type, 'maximum', 'exclusiveMaximum')).toEqual([])
  }
})

const SHORT_LENGTH = 3_000
const TIMES_LONGER = 4
/** Four times the text takes four times as long where a pattern is linear, and sixteen times where it is quadratic. */
const RATIO_LIMIT = 9
/** What is faster than this at the greater length is not worth a ratio. */
const MEASURABLE_MS = 4
/** What patterns of names, addresses, tags and numbers like to repeat, and what then makes them fail. */
const REPEATED = ['a', '0', ' ', '-', '.', '@', '/', 'a-', 'a.', 'a@', 'a ', '<', 'A1']
const ENDS = ['', '\0', '!', ' ', '\n', 'é']

test('no pattern takes longer than in proportion to the text', () => {
  const everything = [...routes.map(({ schema }) => schema), ...Object.values(hookSchemas), SettingsSchema]
  const patterns = new Set(
    everything
      .flatMap((each) => [...schemasIn({ type: '', each }, '')])
      .flatMap(([, { pattern }]) => pattern ?? []),
  )
  expect(patterns.size).toBeGreaterThan(5)
  const slow = [...patterns].flatMap((pattern) => {
    const ratio = worstRatio(new RegExp(pattern, 'u'))
    return ratio > RATIO_LIMIT ? [`${pattern}: ${ratio.toFixed(1)}`] : []
  })
  expect(slow).toEqual([])
})

function worstRatio(pattern: RegExp): number {
  let worst = 0
  for (const part of REPEATED) {
    for (const end of ENDS) {
      const [short, long] = [SHORT_LENGTH, SHORT_LENGTH * TIMES_LONGER].map((length) =>
        fastestMs(pattern, part.repeat(length / part.length) + end),
      ) as [number, number]
      if (long > MEASURABLE_MS) worst = Math.max(worst, long / short)
      if (worst > RATIO_LIMIT) return worst
    }
  }
  return worst
}

function fastestMs(pattern: RegExp, text: string): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    pattern.test(text)
    return performance.now() - start
  })
  return Math.min(...times)
}

import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { bodyLimit } from './body-limits.ts'
import { collectAllRoutes } from './write-api-description.ts'

test('what a schema allows is read, also with every character escaped', () => {
  const schema = Type.Object({
    minutes: Type.String({ maxLength: 200_000 }),
    tags: Type.Array(Type.Union([Type.String({ maxLength: 50 }), Type.Null()]), { maxItems: 300 }),
    headers: Type.Record(Type.String(), Type.String({ maxLength: 10 }), { maxProperties: 2 }),
  })
  const escape = (length: number) => '\\ud83d\\ude00'.repeat(length)
  const tags = Array.from({ length: 300 }, () => `"${escape(50)}"`)
  const body = `{"minutes":"${escape(200_000)}","tags":[${tags.join(',')}],"headers":{}}`
  expect(JSON.parse(body).minutes).toHaveLength(400_000)
  expect(bodyLimit(schema)).toBeGreaterThanOrEqual(body.length)
})

test('no route reads more than 16 MiB of JSON', async () => {
  for (const { url, schema } of await collectAllRoutes()) {
    expect([url, bodyLimit(schema.body) < 16 * 1024 * 1024]).toEqual([url, true])
  }
})

import * as fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { byteaArray, plainArray, textArray } from './array-literal.ts'

let client: pg.Client

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('testPostgres').connectionString })
  await client.connect()
})

afterAll(() => client.end())

async function roundTrip(type: string, literal: string): Promise<unknown> {
  const { rows } = await client.query(
    `select array(select v from unnest($1::${type}[]) with ordinality u (v, n) order by n) as read`,
    [literal],
  )
  return rows[0].read
}

/** PostgreSQL has no text with a zero byte. */
const text = fc
  .oneof(fc.string(), fc.constantFrom('', 'NULL', 'null', '\\', '"', '{}', ',', ' '))
  .map((value) => value.replaceAll('\0', ''))

test('texts come back as they were, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
      expect(await roundTrip('text', textArray(values))).toEqual(values)
    }),
  )
})

test('bytes, numbers, booleans and ids come back as they were', async () => {
  const bytes = [Buffer.from([0, 1, 92, 34, 255]), null, Buffer.alloc(0)]
  expect(await roundTrip('bytea', byteaArray(bytes))).toEqual(bytes)
  expect(await roundTrip('float8', plainArray([1.5, null, -3]))).toEqual([1.5, null, -3])
  expect(await roundTrip('boolean', plainArray([true, false, null]))).toEqual([true, false, null])
  expect(await roundTrip('int', plainArray([]))).toEqual([])
})

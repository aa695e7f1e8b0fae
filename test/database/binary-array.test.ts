import * as fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import * as types from '../../server/platform/database/binary-array.ts'
import { binaryArray, type ElementType } from '../../server/platform/database/binary-array.ts'

let client: pg.Client

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('testPostgres').connectionString })
  await client.connect()
})

afterAll(() => client.end())

async function roundTrip<T>(sqlType: string, type: ElementType<T>, values: readonly (T | null)[]) {
  const { rows } = await client.query(
    `select array(select v from unnest($1::${sqlType}[]) with ordinality u (v, n) order by n) as read`,
    [binaryArray(type, values, (value) => value)],
  )
  return rows[0].read
}

async function expectBack<T>(sqlType: string, type: ElementType<T>, element: fc.Arbitrary<T>) {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(element)), async (values) => {
      expect(await roundTrip(sqlType, type, values)).toEqual(values)
    }),
    { numRuns: 50 },
  )
}

/** PostgreSQL has no text with a zero byte. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ minLength: 100, maxLength: 300, unit: 'grapheme' }),
    fc.constantFrom('', 'NULL', '\\', '"', '{}', ',', ' '),
  )
  .map((value) => value.replaceAll('\0', ''))

test('texts and bytes come back as they were, whatever is in them', async () => {
  await expectBack('text', types.TEXT, text)
  await expectBack(
    'bytea',
    types.BYTEA,
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  )
})

test('numbers come back as they were', async () => {
  await expectBack('smallint', types.SMALLINT, fc.integer({ min: -32_768, max: 32_767 }))
  await expectBack('int', types.INTEGER, fc.integer())
  await expectBack(
    'float8',
    types.DOUBLE,
    fc.double({ noNaN: true }).map((value) => value + 0),
  )
  const reals = [0.1, -1.5, 3e38, 1e-45].map(Math.fround)
  expect((await roundTrip('real', types.REAL, reals)).map(Math.fround)).toEqual(reals)
  // The driver gives a bigint as text, because a number cannot hold each.
  const values = [
    0,
    -1,
    1,
    2 ** 31,
    2 ** 32,
    -(2 ** 32) - 1,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
  ]
  const read = (await roundTrip('bigint', types.BIGINT, values)) as string[]
  expect(read.map(Number)).toEqual(values)
})

test('truth, ids and times come back as they were, the ends of time too', async () => {
  await expectBack('boolean', types.BOOLEAN, fc.boolean())
  await expectBack('uuid', types.UUID, fc.uuid())
  const years = { min: new Date('1900-01-01'), max: new Date('2900-01-01'), noInvalidDate: true }
  await expectBack('timestamptz', types.TIMESTAMPTZ, fc.date(years))
  expect(await roundTrip('timestamptz', types.TIMESTAMPTZ, [-Infinity, Infinity])).toEqual([
    -Infinity,
    Infinity,
  ])
})

test('a type other than the parameter’s is refused', async () => {
  await expect(roundTrip('int', types.BIGINT, [1])).rejects.toThrow(/element type/)
})

/**
 * What the API asks about meetings is found by indexes, whatever the database has noted about its tables: statements
 * are prepared, so a plan that was made while a table was empty serves a table that has grown. The very statements that
 * the requests send are planned here, without their values, over tables that are noted as empty, as tiny, as drained,
 * or as they are; and over a day's partition that was only just made.
 */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMeetings, type MeetingsUnderTest } from '../support/meetings.ts'

const NOW = new Date('2026-11-24T08:00:00.000Z')
const MEETINGS = 5_000
const GROWING =
  'meetings|occurrences|invitees|documents|participants|visits|events\\w*|event_meetings\\w*|meeting_sequences|deliveries|audit_events|recordings'

let meetings: MeetingsUnderTest
let client: pg.Client
const statements = new Map<string, number>()

beforeAll(async () => {
  meetings = await startMeetings(NOW)
  client = new pg.Client({ connectionString: meetings.context.database.connectionString })
  await client.connect()
  const { id } = await meetings.schedule({ topic: 'The first', startTime: NOW.toISOString() })
  await fill(id)
  await collect(async () => {
    await meetings.call('GET', '/meetings?limit=50')
    await meetings.call('GET', '/meetings?limit=50&state=upcoming&order=oldest')
    await meetings.call('GET', `/meetings/${id}`)
    await meetings.call('POST', '/meetings', { topic: 'Another', startTime: NOW.toISOString() })
    await meetings.call('PATCH', `/meetings/${id}`, { topic: 'Changed' })
    await meetings.call('POST', `/meetings/${id}/close`)
    await meetings.call('DELETE', `/meetings/${id}`)
  })
})

afterAll(async () => {
  await client.end()
  await meetings.stop()
})

/** The meeting many times over, with one invitee and one event each. */
async function fill(id: string): Promise<void> {
  const copy = async (table: string, changes: Record<string, string>) => {
    const { rows } = await client.query<{ column_name: string }>(
      `select column_name from information_schema.columns where table_name = $1 and is_generated = 'NEVER'`,
      [table],
    )
    const columns = rows.map(({ column_name }) => column_name)
    const source = table === 'meetings' ? 'id' : 'meeting_id'
    await client.query(
      `insert into ${table} (${columns.join(', ')})
       select ${columns.map((column) => changes[column] ?? `t.${column}`).join(', ')}
       from ${table} t, generate_series(1, ${MEETINGS}) n where t.${source} = $1`,
      [id],
    )
  }
  const meeting = `lpad(to_hex(n), 24, '0')`
  const number = `regexp_replace(lpad(n::text, 16, '0'), '(\\d{4})(\\d{4})(\\d{4})(\\d{4})', '\\1-\\2-\\3-\\4')`
  await copy('meetings', { id: meeting, number })
  await copy('occurrences', { id: 'gen_random_uuid()', meeting_id: meeting })
  await client.query(
    `insert into invitees (meeting_id, position, name, email, role, language)
     select ${meeting}, 0, 'Ann', 'ann@example.org', 'participant', 'en' from generate_series(1, ${MEETINGS}) n`,
  )
  await client.query(
    `insert into meeting_sequences (meeting_id, last_sequence) select ${meeting}, 1 from generate_series(1, ${MEETINGS}) n`,
  )
}

async function collect(requests: () => Promise<void>): Promise<void> {
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...parameters: [pg.QueryConfig | string]) {
    const [query] = parameters
    if (typeof query === 'object') statements.set(query.text, query.values?.length ?? 0)
    return Reflect.apply(original, this, parameters) as Promise<unknown>
  } as typeof original
  try {
    await requests()
  } finally {
    pg.Client.prototype.query = original
  }
}

/** As the pool plans them, without their values. */
async function plans(): Promise<string[]> {
  const found: string[] = []
  const pooled = await meetings.context.database.pool.connect()
  try {
    await pooled.query('set plan_cache_mode = force_generic_plan')
    let number = 0
    for (const [text, count] of statements) {
      const name = `plan_${++number}`
      await pooled.query(`prepare ${name} as ${text}`)
      const values = count === 0 ? '' : `(${Array.from({ length: count }, () => 'null').join(', ')})`
      const { rows } = await pooled.query<{ 'QUERY PLAN': string }>(`explain execute ${name}${values}`)
      found.push([text, ...rows.map((row) => row['QUERY PLAN'])].join('\n'))
    }
    await pooled.query('deallocate all')
  } finally {
    pooled.release(true)
  }
  return found
}

/** As the database notes it down: how many pages each table and its indexes have, and how many rows. */
async function note(pages: number, rows: number): Promise<void> {
  await client.query(
    `select pg_restore_relation_stats('schemaname', 'public', 'relname', c.relname::text, 'relpages', ${pages},
       'reltuples', ${rows}::real)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'i')`,
  )
}

const analyze = () =>
  client.query(
    'analyze meetings, occurrences, invitees, meeting_sequences, events, event_meetings, deliveries',
  )

const STATISTICS: [string, () => Promise<unknown>][] = [
  ['of tables that nobody has looked at', () => note(0, -1)],
  ['of empty tables', () => note(0, 0)],
  ['of tiny tables', () => note(1, 3)],
  ['of drained tables, which have pages and no rows', () => note(5_000, 0)],
  ['of huge tables', () => note(1_000_000, 50_000_000)],
  ['as they are', analyze],
]

test.each(STATISTICS)('no request reads a whole table, by statistics %s', async (_name, prepare) => {
  await prepare()
  expect(statements.size).toBeGreaterThan(15)
  for (const plan of await plans()) expect(plan).not.toMatch(new RegExp(`Seq Scan on (${GROWING})\\b`))
})

test('a partition that was only just made changes nothing', async () => {
  await analyze()
  await client.query(`
    create table events_of_midnight (like events including all);
    alter table events attach partition events_of_midnight
      for values from ('0fffffff-0000-7000-8000-000000000000') to ('0fffffff-ffff-7000-8000-000000000000');`)
  for (const plan of await plans()) expect(plan).not.toMatch(new RegExp(`Seq Scan on (${GROWING})\\b`))
})

/**
 * The schema that the migrations make, as text: what a reader of `migrations/schema.sql` sees, and what a test holds
 * against the database. Made from the catalogue, because `pg_dump` is not among what npm installs. Partitions are left
 * out: they come and go with the days.
 */
import type { ClientBase } from 'pg'

const HEADER = `-- What the migrations make, in one place, to read. Written by \`npm run schema\`; a test holds it
-- against the database. Nothing runs this file.
`

const TABLES = `
select c.oid::int as oid, c.relname as name, obj_description(c.oid) as comment, pg_get_partkeydef(c.oid) as partition_key,
  (select pg_get_expr(relpartbound, c.oid)) as bound, (select inhparent::regclass::text from pg_inherits where inhrelid = c.oid) as parent
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (not c.relispartition or c.relkind = 'p')
order by c.relname`

const COLUMNS = `
select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required, a.attidentity as identity,
  pg_get_expr(d.adbin, d.adrelid) as value, col_description(a.attrelid, a.attnum) as comment
from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`

const CONSTRAINTS = `
select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
where conrelid = $1 and contype in ('p', 'u', 'f', 'c') and conparentid = 0 order by contype desc, conname`

const INDEXES = `
select pg_get_indexdef(i.indexrelid) as definition from pg_index i
where i.indrelid = $1 and not exists (select from pg_constraint where conindid = i.indexrelid)
  and not exists (select from pg_inherits where inhrelid = i.indexrelid)
order by 1`

interface Table {
  oid: number
  name: string
  comment: string | null
  partition_key: string | null
  bound: string | null
  parent: string | null
}

interface Column {
  name: string
  type: string
  required: boolean
  identity: string
  value: string | null
  comment: string | null
}

export async function describeSchema(client: ClientBase): Promise<string> {
  const { rows: tables } = await client.query<Table>(TABLES)
  const parts: string[] = []
  for (const table of tables) parts.push(await describeTable(client, table))
  return `${HEADER}\n${parts.join('\n\n')}\n`
}

async function describeTable(client: ClientBase, table: Table): Promise<string> {
  const partitioned = table.partition_key ? ` partition by ${table.partition_key.toLowerCase()}` : ''
  const heading = `-- ${table.comment ?? ''}`
  if (table.parent) {
    return `${heading}\ncreate table ${table.name} partition of ${table.parent} ${table.bound}${partitioned};`
  }
  const { rows: columns } = await client.query<Column>(COLUMNS, [table.oid])
  const { rows: constraints } = await client.query<{ definition: string }>(CONSTRAINTS, [table.oid])
  const { rows: indexes } = await client.query<{ definition: string }>(INDEXES, [table.oid])
  const lines = [...columns.map(describeColumn), ...constraints.map(({ definition }) => `  ${definition},`)]
  const body = lines.join('\n').replace(/,(\s*--[^\n]*)?$/, '$1')
  return [
    heading,
    `create table ${table.name} (\n${body}\n)${partitioned};`,
    ...indexes.map(({ definition }) => `${definition.replace('public.', '')};`),
  ].join('\n')
}

function describeColumn({ name, type, required, identity, value, comment }: Column): string {
  const generated = identity ? ' generated always as identity' : ''
  const initially = value === null ? '' : ` default ${value}`
  return `  ${name} ${type}${required ? ' not null' : ''}${generated}${initially}, -- ${comment ?? ''}`
}

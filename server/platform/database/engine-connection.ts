/**
 * The engine's own connections. They differ from the pool's in what the planner may do: the hot statements have one
 * right plan, by their indexes, whatever the statistics say, and a flip to a sequential scan under a large backlog
 * would cost a factor of ten. A connection that breaks is opened again at the next use; what was in its transaction
 * is rolled back by PostgreSQL, and a claim that was lost that way is taken over when its lease runs out.
 *
 * Several may use one connection (the dispatcher and the takeover of leases store outcomes): each has it alone until
 * it is through, or their statements would mix within one transaction. A transaction never goes on on another
 * connection than the one that it began on.
 *
 * A transaction spares waits, each of which costs a turn of a busy event loop: its `begin` is sent together with what
 * follows, and its `commit` behind the last statement (of a transaction that has failed, PostgreSQL makes a rollback).
 * On a durable connection nothing can be written without its `begin`: the connection is read-only by default.
 */
import { KEEP_ALIVE_AFTER_MS } from './announcements.ts'
import pg from 'pg'

const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 30_000
const CONNECT_TIMEOUT_MS = 10_000

const PLANNER_SETTINGS = [
  'plan_cache_mode = force_generic_plan',
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
  'enable_bitmapscan = off',
  'join_collapse_limit = 1',
  'jit = off',
]

export interface EngineConnection {
  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<Row[]>
  /**
   * `work` has the connection alone, and must use no other way to it than the two it is given; what it sends without
   * waiting in between is carried out in that order. With `commitAfter` the commit is sent behind its last statement,
   * without waiting for it.
   */
  transaction<T>(work: (query: Query, commitAfter: Query) => Promise<T>): Promise<T>
  close(): Promise<void>
}

type Query = EngineConnection['query']

/**
 * `durable: false` lets a commit return before it is on disk. Right for claims only: a claim that a crash forgets is
 * made again, and its calls had no stored outcome anyway. `onConnect`: statements that each new session begins with.
 */
export function openEngineConnection(
  connectionString: string,
  { durable, onConnect = [] }: { durable: boolean; onConnect?: readonly string[] },
): EngineConnection {
  let open: pg.Client | undefined
  let isClosed = false
  /** Settles when everyone who came before is through. */
  let turn: Promise<unknown> = Promise.resolve()

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString,
      application_name: 'simplex-meeting engine',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
      pipeline: true,
    })
    client.on('error', () => {})
    client.on('end', () => drop(client))
    try {
      await client.connect()
      const own = durable ? 'default_transaction_read_only = on' : 'synchronous_commit = off'
      const settings = [...PLANNER_SETTINGS, own]
      await client.query([...settings.map((setting) => `set ${setting}`), ...onConnect].join('; '))
      if (isClosed) throw new Error('The connection was closed while it was being opened')
    } catch (error) {
      drop(client)
      throw error
    }
    return (open = client)
  }

  function drop(client: pg.Client): void {
    if (open === client) open = undefined
    client.end().catch(() => {})
  }

  function alone<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const result = turn.then(async () => work(open ?? (await connect())))
    turn = result.catch(() => {})
    return result
  }

  return {
    query: (config) => alone((client) => rowsOf(client, config)),
    transaction: (work) =>
      alone(async (client) => {
        const query: Query = (config) => rowsOf(client, config)
        const begun = client.query('begin read write')
        begun.catch(() => {})
        let isCommitted = false
        const commit = async (last?: pg.QueryConfig) => {
          isCommitted = true
          const [rows] = await Promise.all([last && query(last), client.query('commit'), begun])
          return rows as never
        }
        try {
          const result = await work(query, commit)
          if (!isCommitted) await commit()
          return result
        } catch (error) {
          // A commit that was sent has ended the transaction, one way or the other.
          if (!isCommitted) await client.query('rollback').catch(() => drop(client))
          throw error
        }
      }),
    async close() {
      isClosed = true
      await open?.end().catch(() => {})
    },
  }
}

async function rowsOf<Row extends pg.QueryResultRow>(
  client: pg.Client,
  config: pg.QueryConfig,
): Promise<Row[]> {
  const { rows } = await client.query<Row>(config)
  return rows
}

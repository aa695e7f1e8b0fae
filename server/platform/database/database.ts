/**
 * The database as the operations see it: a pool, typed queries, and transactions that say when they committed.
 *
 * An operation that changes something takes a `Transaction`, never a connection: whoever calls it decides what else
 * happens in the same transaction, above all the recording of its event. What must not happen before the commit
 * (a nudge, closing sockets) is announced by `announceOnCommit`.
 */
import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely'
import pg from 'pg'
import type { Logger } from '../logger.ts'
import {
  createAnnouncements,
  type Announcements,
  type Channel,
  KEEP_ALIVE_AFTER_MS,
} from './announcements.ts'
import type { Tables } from './tables.ts'

export type Queries = Kysely<Tables>
export type Transaction = KyselyTransaction<Tables>

export interface Database {
  readonly connectionString: string
  readonly pool: pg.Pool
  readonly queries: Queries
  readonly announcements: Announcements
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const POOL_CONNECTIONS = 16
const CONNECT_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 30_000
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000
const DEADLOCK_RETRIES = 3

// Counts and sequence numbers stay far below 2^53, and a string where a number is meant is a trap.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
const BIGINT_ARRAY_OID: number = 1016
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the driver's list of types has no arrays
pg.types.setTypeParser(BIGINT_ARRAY_OID, (text) => text.slice(1, -1).split(',').filter(Boolean).map(Number))

interface CommitHooks {
  announcements: Announcements
  callbacks: (() => void)[]
}

const afterCommit = new WeakMap<Transaction, CommitHooks>()

export function openDatabase(connectionString: string, logger: Logger): Database {
  const pool = new pg.Pool({
    connectionString,
    max: POOL_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    application_name: 'simplex-meeting',
  })
  // An idle connection that breaks (a restart of PostgreSQL) is replaced at the next query.
  let closing = false
  pool.on('error', (error) => {
    if (!closing) logger.warn({ err: error }, 'A database connection broke; it is opened again')
  })
  // One that breaks while it is in use fails its query; without a listener of its own it would end the process, too.
  pool.on('connect', (client) => client.on('error', () => {}))
  const queries = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const announcements = createAnnouncements(connectionString, logger)

  return {
    connectionString,
    pool,
    queries,
    announcements,
    transaction: (work) => runTransaction(queries, announcements, work),
    async close() {
      closing = true
      await announcements.stop()
      await queries.destroy()
    },
  }
}

async function runTransaction<T>(
  queries: Queries,
  announcements: Announcements,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const callbacks: (() => void)[] = []
    try {
      const result = await queries.transaction().execute(async (tx) => {
        afterCommit.set(tx, { announcements, callbacks })
        return work(tx)
      })
      for (const callback of callbacks) callback()
      return result
    } catch (error) {
      if (!isDeadlock(error) || attempt >= DEADLOCK_RETRIES) throw error
    }
  }
}

/** Tells this and the other processes, once the transaction has committed. */
export function announceOnCommit(tx: Transaction, channel: Channel, id: string): void {
  const { announcements, callbacks } = hooksOf(tx)
  callbacks.push(() => announcements.publish(channel, id))
}

/** Refuses to go on outside a transaction: an event without its cause, or a cause without its event, is a lie. */
export function assertTransaction(tx: Transaction): void {
  hooksOf(tx)
}

function hooksOf(tx: Transaction): CommitHooks {
  const hooks = tx.isTransaction ? afterCommit.get(tx) : undefined
  if (!hooks) throw new Error('This must run inside Database.transaction')
  return hooks
}

function isDeadlock(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')
}

/** Whether a statement failed because of the named unique or foreign key constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.constraint === constraint
}

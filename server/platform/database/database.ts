/**
 * The database as the operations see it: a pool, typed queries, and transactions that say when they committed.
 *
 * An operation that changes something takes a `Transaction`, never a connection: the caller decides what else
 * happens in the same transaction, above all the recording of its event. What must not happen before the commit
 * (a nudge, closing sockets) is announced by `announceOnCommit`.
 */
import { Kysely, Transaction as KyselyTransaction, type Dialect, type Driver } from 'kysely'
import pg from 'pg'
import type { Logger } from '../logger.ts'
import {
  createAnnouncements,
  type Announcements,
  type Channel,
  KEEP_ALIVE_AFTER_MS,
} from './announcements.ts'
import {
  beginPipelined,
  createPipelinedDialect,
  firstFailure,
  isCachedPlanChanged,
  isInFailedTransaction,
} from './pipelined-dialect.ts'
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
const TRANSACTION_RETRIES = 3

// Counts and sequence numbers stay far below 2^53, and a string where a number is meant is a trap.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
const BIGINT_ARRAY_OID: number = 1016
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the driver's list of types has no arrays
pg.types.setTypeParser(BIGINT_ARRAY_OID, (text) => text.slice(1, -1).split(',').filter(Boolean).map(Number))

interface CommitHooks {
  announcements: Announcements
  callbacks: (() => void)[]
  /** Statements whose answers nobody waits for before the commit. */
  sentAlong: Promise<unknown>[]
  /** What of it is known to have failed. */
  failures: unknown[]
}

const hooks = new WeakMap<Transaction, CommitHooks>()

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
    pipeline: true,
  })
  // An idle connection that breaks (a restart of PostgreSQL) is replaced at the next query.
  let closing = false
  pool.on('error', (error) => {
    if (!closing) logger.warn({ err: error }, 'A database connection broke; it is opened again')
  })
  // One that breaks while it is in use fails its query; without a listener of its own it would end the process, too.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    // A plan that was made while a table was small is kept, and reading all of it is no way once it has grown.
    client.query('set enable_seqscan = off').catch(() => {})
  })
  const { dialect, driver } = createPipelinedDialect(pool)
  const queries = new Kysely<Tables>({ dialect })
  const announcements = createAnnouncements(connectionString, logger)

  return {
    connectionString,
    pool,
    queries,
    announcements,
    transaction: (work) => runTransaction({ queries, dialect, driver }, announcements, work),
    async close() {
      closing = true
      await announcements.stop()
      await queries.destroy()
    },
  }
}

async function runTransaction<T>(
  parts: TransactionParts,
  announcements: Announcements,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const own: CommitHooks = { announcements, callbacks: [], sentAlong: [], failures: [] }
    try {
      const result = await tryTransaction(parts, own, work)
      for (const callback of own.callbacks) callback()
      return result
    } catch (error) {
      if (!isWorthRepeating(error) || attempt >= TRANSACTION_RETRIES) throw error
    }
  }
}

interface TransactionParts {
  queries: Queries
  dialect: Dialect
  driver: Driver
}

function tryTransaction<T>(
  { queries, dialect, driver }: TransactionParts,
  own: CommitHooks,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const pooled = queries.getExecutor()
  return pooled.provideConnection(async (connection) => {
    const transaction = beginPipelined(connection)
    const executor = pooled.withConnectionProvider({
      provideConnection: (consumer) => consumer(transaction.connection),
    })
    const tx = new KyselyTransaction<Tables>({
      config: { dialect },
      dialect,
      driver,
      executor,
    })
    hooks.set(tx, own)
    try {
      const result = await work(tx)
      // What failed before it was sent (a value that cannot be written) has not failed the transaction.
      await settled()
      if (own.failures.length > 0) throw own.failures[0]
      await transaction.commit(own.sentAlong)
      return result
    } catch (error) {
      await transaction.rollback()
      if (!isInFailedTransaction(error)) throw error
      throw firstFailure(await Promise.allSettled(own.sentAlong))?.reason ?? error
    }
  })
}

/**
 * Lets a statement go without waiting for its answer: what follows comes behind it, and the commit waits for it and
 * fails where it failed. For what the operation need not know the outcome of.
 */
export function sendAlong(tx: Transaction, sent: Promise<unknown>): void {
  const { sentAlong, failures } = hooksOf(tx)
  sent.catch((error: unknown) => failures.push(error))
  sentAlong.push(sent)
}

/** Once everything that is settled by now has been heard of; costs no turn of the event loop. */
function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
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
  const own = tx.isTransaction ? hooks.get(tx) : undefined
  if (!own) throw new Error('This must run inside Database.transaction')
  return own
}

/** A random value that something else has already: the whole transaction is run again, and draws another. */
export class DrawnTwice extends Error {}

/** What is not met again: a deadlock, a table that was migrated meanwhile, a random value that was taken. */
function isWorthRepeating(error: unknown): boolean {
  if (error instanceof DrawnTwice) return true
  if (!(error instanceof pg.DatabaseError)) return false
  return error.code === '40P01' || error.code === '40001' || isCachedPlanChanged(error)
}

/** Whether a statement failed because of the named unique or foreign key constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.constraint === constraint
}

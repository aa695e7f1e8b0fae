/**
 * How Kysely's statements reach PostgreSQL over the pool. Two things differ from Kysely's own driver, since a wait
 * for the database costs more than most statements:
 *
 * - Statements of one transaction are sent as they come, in the order of the calls, without waiting for the answers
 *   of those before. `await a; await b` waits twice; `Promise.all([a, b])` waits once.
 * - A statement that comes again and again is prepared: PostgreSQL parses and plans it once for each connection.
 *
 * `begin` is sent together with the statements that follow. As long as it has not been answered only statements that
 * read follow it: should it fail, nothing was written outside a transaction.
 */
import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import pg from 'pg'

/** Prepared statements take memory in each session of PostgreSQL. */
const PREPARED_LIMIT_STATEMENTS = 300
const PREPARED_FROM_USE = 3
/** Texts that were seen, but not often: forgotten when there are more. */
const COUNTED_LIMIT_STATEMENTS = 2_000

const CACHED_PLAN_CHANGED = '0A000'
const IN_FAILED_TRANSACTION = '25P02'

interface PooledConnection extends DatabaseConnection {
  readonly client: pg.PoolClient
  /** Without trying a second time, which cannot be done inside a transaction. */
  send<Row>(query: CompiledQuery): Promise<QueryResult<Row>>
  isBroken: boolean
}

export function createPipelinedDialect(pool: pg.Pool): {
  dialect: Dialect
  driver: Driver
} {
  const driver = createDriver(pool)
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (queries) => new PostgresIntrospector(queries),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return { dialect, driver }
}

function createDriver(pool: pg.Pool): Driver {
  const nameOf = createStatementNames()
  const refuse = async () => {
    throw new Error('Transactions are begun by Database.transaction')
  }
  return {
    async init() {},
    async acquireConnection() {
      return createConnection(await pool.connect(), nameOf)
    },
    async releaseConnection(connection) {
      const { client, isBroken } = connection as PooledConnection
      client.release(isBroken)
    },
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: () => pool.end(),
  }
}

function createConnection(
  client: pg.PoolClient,
  nameOf: (text: string) => string | undefined,
): PooledConnection {
  async function run<Row>(query: pg.QueryConfig): Promise<QueryResult<Row>> {
    return resultOf(await client.query<pg.QueryResultRow>(query))
  }
  const connection: PooledConnection = {
    client,
    isBroken: false,
    async send<Row>({ sql, parameters }: CompiledQuery) {
      try {
        return await run<Row>({ name: nameOf(sql), text: sql, values: [...parameters] })
      } catch (error) {
        // What this session has prepared is of no use any more: a migration has changed the tables, or a value could
        // not be written, for which the driver forgets the statement on one side only.
        if (isCachedPlanChanged(error) || !(error instanceof pg.DatabaseError)) connection.isBroken = true
        throw error
      }
    },
    async executeQuery<Row>(query: CompiledQuery) {
      try {
        return await connection.send<Row>(query)
      } catch (error) {
        if (!isCachedPlanChanged(error)) throw error
        return run<Row>({ text: query.sql, values: [...query.parameters] })
      }
    },
    streamQuery() {
      throw new Error('Results are not streamed')
    },
  }
  return connection
}

function resultOf<Row>({ command, rowCount, rows }: pg.QueryResult): QueryResult<Row> {
  const writes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
  return {
    rows: rows as Row[],
    ...(writes && { numAffectedRows: BigInt(rowCount ?? 0) }),
  }
}

/** One name for each text, the same on every connection; undefined for those that are not worth it. */
function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  const uses = new Map<string, number>()
  return (text) => {
    const name = names.get(text)
    if (name !== undefined || names.size >= PREPARED_LIMIT_STATEMENTS) return name
    const count = (uses.get(text) ?? 0) + 1
    if (count < PREPARED_FROM_USE) {
      if (uses.size >= COUNTED_LIMIT_STATEMENTS) uses.clear()
      uses.set(text, count)
      return undefined
    }
    uses.delete(text)
    const given = `s${names.size + 1}`
    names.set(text, given)
    return given
  }
}

export interface PipelinedTransaction {
  readonly connection: DatabaseConnection
  /** Sends the commit behind everything else, and waits until all of it is answered. Throws what failed first. */
  commit(sentAlong: readonly Promise<unknown>[]): Promise<void>
  /** Harmless after `commit`. */
  rollback(): Promise<void>
}

export function beginPipelined(pooled: DatabaseConnection): PipelinedTransaction {
  const own = pooled as PooledConnection
  const { client } = own
  const begun = client.query('begin')
  let hasBegun = false
  let waitsForBegin = false
  let hasEnded = false
  begun.then(
    () => (hasBegun = true),
    () => {},
  )

  return {
    connection: {
      async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
        waitsForBegin ||= !hasBegun && !/^\s*select\b/i.test(query.sql)
        if (waitsForBegin && !hasBegun) await begun
        // It may have been given up meanwhile; nothing is written behind its end.
        if (hasEnded) throw new Error('This transaction has ended')
        const [result] = await Promise.all([own.send<Row>(query), begun])
        return result
      },
      streamQuery: own.streamQuery,
    },
    async commit(sentAlong) {
      if (!hasBegun) await begun
      hasEnded = true
      const committed = client.query('commit')
      const answers = await Promise.allSettled([...sentAlong, committed])
      const failed = firstFailure(answers)
      if (failed) throw failed.reason
      // PostgreSQL answers a commit in a failed transaction with a rollback.
      if ((await committed).command === 'ROLLBACK') throw new Error('A statement failed, and was passed over')
    },
    async rollback() {
      if (hasEnded) return
      hasEnded = true
      await client.query('rollback').catch(() => (own.isBroken = true))
    },
  }
}

/** What failed first: statements behind it fail only because the transaction has. */
export function firstFailure(
  answers: readonly PromiseSettledResult<unknown>[],
): PromiseRejectedResult | undefined {
  const failures = answers.filter((answer) => answer.status === 'rejected')
  return failures.find(({ reason }) => !isInFailedTransaction(reason)) ?? failures[0]
}

export function isInFailedTransaction(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === IN_FAILED_TRANSACTION
}

export function isCachedPlanChanged(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError &&
    error.code === CACHED_PLAN_CHANGED &&
    error.message.includes('cached plan')
  )
}

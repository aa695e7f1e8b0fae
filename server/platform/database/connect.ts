/**
 * The way to the database at start: the one at DATABASE_URL, or an embedded PostgreSQL of our own. A database that is
 * only just starting (a whole cluster comes up at once) is waited for; one that refuses us is not.
 */
import { Client, DatabaseError } from 'pg'
import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from '../config/environment.ts'
import { WrongSetting } from '../config/wrong-setting.ts'
import type { Logger } from '../logger.ts'
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts'

export interface DatabaseServer {
  connectionString: string
  /** Hears when the embedded PostgreSQL is lost for good. */
  onLost(listener: (error: Error) => void): void
  stop(): Promise<void>
}

const CONNECT_ATTEMPTS_LIMIT = 20
const CONNECT_RETRY_MS = 1_500
const CONNECT_TIMEOUT_MS = 5_000
/** PostgreSQL is starting, stopping, or full: what passes by itself. */
const PASSING = /^(57P0[123]|53300)$/

export async function connectDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  logger: Logger,
): Promise<DatabaseServer> {
  if (databaseUrl === null) {
    const embedded = await startEmbeddedPostgres({ dataDir, logger })
    return {
      connectionString: embedded.connectionString,
      onLost: (listener) => embedded.onUnexpectedExit(listener),
      stop: () => embedded.stop(),
    }
  }
  await waitForDatabase(databaseUrl, logger)
  return { connectionString: databaseUrl, onLost: () => {}, stop: () => Promise.resolve() }
}

async function waitForDatabase(connectionString: string, logger: Logger): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch (error) {
      const { message } = error as Error
      const refused = error instanceof DatabaseError && !PASSING.test(error.code ?? '')
      if (refused) throw new WrongSetting(`The database at DATABASE_URL refuses the connection: ${message}.`)
      if (attempt === CONNECT_ATTEMPTS_LIMIT) {
        throw new WrongSetting(
          `The database at DATABASE_URL does not answer (${message || 'no connection'}). ` +
            'Start it, or correct DATABASE_URL; without it the server brings its own.',
        )
      }
      if (attempt === 1) logger.warn('The database does not answer yet; waiting for it')
      await delay(CONNECT_RETRY_MS)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

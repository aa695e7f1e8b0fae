/**
 * The database of a server that was given none: real PostgreSQL 18 from npm, a child of this process, with its data
 * in DATA_DIR. Reached by a private unix socket and a password, never by TCP.
 *
 * Guaranteed: one server per data folder (data-folder-lock); data made whole or not at all (embedded-folders); never
 * as root (embedded-account); reached by nobody without the password (embedded-access); what a killed server left is
 * stopped first (embedded-leftovers); it stops when the server is killed (embedded-process) and is restarted when it
 * dies itself (embedded-supervisor).
 *
 * The server works as a role that owns its database and is no superuser, as it would with a PostgreSQL of the
 * operator's own: what the migrations need shows here first.
 */
import { mkdir, realpath, rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Logger } from '../logger.ts'
import { lockDataFolder } from './data-folder-lock.ts'
import { prepareAccess } from './embedded-access.ts'
import { chooseEmbeddedAccount } from './embedded-account.ts'
import { findEmbeddedBinaries } from './embedded-binaries.ts'
import { makeSocketFolder, prepareClusterFolder, socketFolder, SUPERUSER } from './embedded-folders.ts'
import { stopLeftovers } from './embedded-leftovers.ts'
import { PredecessorLingersError, startPostgresProcess } from './embedded-process.ts'
import type { PostgresProcess } from './embedded-process.ts'
import { embeddedSettingArguments } from './embedded-settings.ts'
import type { EmbeddedSettings } from './embedded-settings.ts'
import { supervise } from './embedded-supervisor.ts'

/** On a socket the port is only part of the socket's name. */
const DEFAULT_PORT = 5432
/** Both the server's role and its database. */
const DATABASE = 'simplex_meeting'
const LAUNCH_ATTEMPTS_LIMIT = 50
const LAUNCH_RETRY_MS = 100
/** Others may enter to reach what is theirs (PostgreSQL its folder), and see nothing. */
const DATA_FOLDER_MODE = 0o711

interface EmbeddedPostgresOptions {
  /** Made if it is not there. */
  dataDir: string
  logger: Logger
  port?: number
  /** PostgreSQL settings over ours. With `fsync` off the data is not made durable either: for tests. */
  settings?: EmbeddedSettings
}

export interface EmbeddedPostgres {
  /** For `pg`: the socket, our role, our database. Stays the same over restarts of PostgreSQL. */
  readonly connectionString: string
  /** Of the PostgreSQL that runs now. */
  readonly pid: number
  /** Hears once, when PostgreSQL keeps dying and is not restarted any more: time to end the server. */
  onUnexpectedExit(listener: (error: Error) => void): void
  /** Ends sessions, writes everything out, gives the data folder free. May be called again. */
  stop(): Promise<void>
}

/** Resolves when the database answers. @throws EmbeddedDatabaseError, in words for the operator. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { logger, port = DEFAULT_PORT, settings = {} } = options
  await mkdir(options.dataDir, { recursive: true, mode: DATA_FOLDER_MODE })
  const dataDir = await realpath(options.dataDir)
  const lock = await lockDataFolder(dataDir)
  try {
    const binaries = await findEmbeddedBinaries()
    const account = await chooseEmbeddedAccount(dataDir, binaries.postgres)
    if (account.capability) {
      logger.info(
        `PostgreSQL keeps the capability ${account.capability}, since only root may enter ${dataDir}`,
      )
    }
    const cluster = await prepareClusterFolder(dataDir, binaries, account, {
      sync: settings['fsync'] !== 'off',
    })
    const socket = socketFolder(dataDir, port)
    await stopLeftovers(cluster, account, logger)
    const access = await prepareAccess(dataDir, cluster, binaries, account, {
      sync: settings['fsync'] !== 'off',
    })
    const given = embeddedSettingArguments(socket, { hba_file: access.hbaFile, ...settings })
    const args = ['-D', cluster, '-p', String(port), ...given]

    const launch = async () => {
      for (let attempt = 1; ; attempt += 1) {
        await stopLeftovers(cluster, account, logger)
        await makeSocketFolder(socket, account)
        try {
          return await startPostgresProcess(account, binaries.postgres, args, logger)
        } catch (error) {
          if (!(error instanceof PredecessorLingersError) || attempt === LAUNCH_ATTEMPTS_LIMIT) throw error
          await delay(LAUNCH_RETRY_MS)
        }
      }
    }
    return await running(launch, {
      socket,
      port,
      password: access.password,
      logger,
      onStopped: () => lock.release(),
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

async function running(
  launch: () => Promise<PostgresProcess>,
  {
    socket,
    port,
    password,
    logger,
    onStopped,
  }: { socket: string; port: number; password: string; logger: Logger; onStopped: () => void },
): Promise<EmbeddedPostgres> {
  const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<Error>()
  const supervisor = await supervise(launch, logger, giveUp)
  const stop = async () => {
    await supervisor.stop()
    await rm(socket, { recursive: true, force: true })
    onStopped()
  }
  try {
    await createDatabase({ host: socket, port, password })
  } catch (error) {
    await stop()
    throw error
  }
  let stopped: Promise<void> | undefined
  return {
    connectionString: `postgresql://${DATABASE}:${password}@/${DATABASE}?host=${encodeURIComponent(socket)}&port=${port}`,
    get pid() {
      return supervisor.pid
    },
    onUnexpectedExit(listener) {
      void givenUp.then(listener)
    },
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

/** Role and database, the first time, or when the first time was cut short; the password may be a new one. */
async function createDatabase(address: { host: string; port: number; password: string }): Promise<void> {
  const client = new Client({ ...address, user: SUPERUSER, database: 'postgres' })
  await client.connect()
  try {
    const roles = await client.query('select from pg_roles where rolname = $1', [DATABASE])
    if (roles.rowCount === 0) await client.query(`create role ${DATABASE} login createdb`)
    await client.query(`alter role ${DATABASE} password ${client.escapeLiteral(address.password)}`)
    const databases = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (databases.rowCount === 0) await client.query(`create database ${DATABASE} owner ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/**
 * A data folder as a server's PostgreSQL leaves it after its first start, for tests of what comes later: copying it is
 * a fraction of the work of making one. Made once per process, at the first need.
 */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startEmbeddedPostgres } from '../../server/platform/postgres/embedded-postgres.ts'
import { createLogger } from '../../server/platform/logger.ts'

let prepared: Promise<string> | undefined

/** With the owners of the files, into a folder that exists. */
export async function copyPreparedData(dataDir: string): Promise<void> {
  prepared ??= prepare()
  await promisify(execFile)('cp', ['-a', `${await prepared}/.`, dataDir])
}

async function prepare(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'prepared-postgres-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const logger = createLogger('silent', false)
  const server = await startEmbeddedPostgres({ dataDir: folder, logger, settings: { fsync: 'off' } })
  await server.stop()
  return folder
}

/** A process to be killed: starts the embedded database in the folder of its first argument, says so, and stays. */
import { startEmbeddedPostgres } from '../../server/platform/postgres/embedded-postgres.ts'
import { createLogger } from '../../server/platform/logger.ts'

const dataDir = process.argv[2]
if (!dataDir) throw new Error('Usage: run-embedded-postgres.ts <data folder>')
const server = await startEmbeddedPostgres({
  dataDir,
  logger: createLogger('error', false),
  settings: { fsync: 'off' },
})
const uid = process.getuid?.()
process.stdout.write(
  `${JSON.stringify({ connectionString: server.connectionString, pid: server.pid, uid })}\n`,
)
process.once('SIGTERM', () => void server.stop())

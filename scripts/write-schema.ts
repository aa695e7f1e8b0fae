/** `npm run schema`: writes `migrations/schema.sql` from a database that the migrations have just made. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../server/platform/postgres/embedded-postgres.ts'
import { migrate } from '../server/platform/database/migrate.ts'
import { createLogger } from '../server/platform/logger.ts'
import { describeSchema } from './describe-schema.ts'

const folder = await mkdtemp(join(tmpdir(), 'simplex-meeting-schema-'))
const server = await startEmbeddedPostgres({
  dataDir: join(folder, 'data'),
  logger: createLogger('silent', false),
})
const pool = new pg.Pool({ connectionString: server.connectionString })
// The server stops while connections are still saying goodbye.
pool.on('error', () => {})
try {
  await migrate(pool)
  const client = await pool.connect()
  await writeFile(new URL('../migrations/schema.sql', import.meta.url), await describeSchema(client))
  client.release()
} finally {
  await pool.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

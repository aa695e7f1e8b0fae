/**
 * Builds the pages into `dist/web`, unless what is there was built from the very files that are here. Comparing
 * contents, not times, holds after `git checkout` too; it takes some ten milliseconds.
 */
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const STAMP = join(ROOT, 'dist', 'web-built-from')
/** All that a page is made of, the packages that it uses among it. */
const SOURCES = ['package-lock.json', 'vite.config.ts', 'web/**/*', 'receiver/src/**/*.ts']

function digestOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  for (const file of files)
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function digestOfBuilt(): string | null {
  try {
    return readFileSync(STAMP, 'utf8')
  } catch {
    return null
  }
}

const digest = digestOfSources()
if (digestOfBuilt() !== digest) {
  console.error('Building the pages …')
  const { build } = await import('vite')
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(STAMP, digest)
}

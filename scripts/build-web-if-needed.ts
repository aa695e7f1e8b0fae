/**
 * Builds the pages into `dist/web` and the documentation into `dist/docs`, each unless what is there was built from the
 * very files that are here. Comparing contents, not times, holds after `git checkout` too; it takes some ten
 * milliseconds.
 */
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

interface Built {
  readonly name: string
  /** What it was built from, below `dist`. */
  readonly stamp: string
  /** All that it is made of, the packages that it uses among it. */
  readonly sources: readonly string[]
  build(): Promise<unknown>
}

const BUILT: readonly Built[] = [
  {
    name: 'the pages',
    stamp: 'web-built-from',
    sources: ['package-lock.json', 'vite.config.ts', 'web/**/*', 'receiver/src/**/*.ts'],
    async build() {
      const { build } = await import('vite')
      return build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
    },
  },
  {
    name: 'the documentation',
    stamp: 'docs-built-from',
    sources: [
      'package-lock.json',
      'openapi.json',
      'docs/**/*.md',
      'scripts/docs/*.ts',
      'web/documentation/*',
      'shared/*.ts',
      'server/accounts/caller.ts',
      'server/api/{problem-titles,description-parts}.ts',
      '{receiver,cli}/{package.json,README.md}',
      '{receiver,cli}/{src,build}/**/*.ts',
      'receiver/{examples,python,php}/*',
    ],
    async build() {
      const { buildDocs } = await import('./docs/build-docs.ts')
      return buildDocs(join(ROOT, 'dist', 'docs'))
    },
  },
]

function digestOf(sources: readonly string[]): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  for (const file of files)
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function digestOfBuilt(stamp: string): string | null {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return null
  }
}

for (const { name, stamp, sources, build } of BUILT) {
  const file = join(ROOT, 'dist', stamp)
  const digest = digestOf(sources)
  if (digestOfBuilt(file) === digest) continue
  console.error(`Building ${name} …`)
  await build()
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(file, digest)
}

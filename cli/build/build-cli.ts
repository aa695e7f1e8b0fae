/**
 * Builds the command line into one file that Node 20 runs: its own sources and what it takes from the receiver package.
 * The parser of command lines stays a dependency, so that its fixes arrive without a release of ours.
 */
import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { resultsInsteadOfSchemas } from '../../receiver/build/results-instead-of-schemas.ts'

const PACKAGE = join(import.meta.dirname, '..')
const DIST = join(PACKAGE, 'dist')

rmSync(DIST, { recursive: true, force: true })
await build({
  configFile: false,
  root: PACKAGE,
  logLevel: 'warn',
  plugins: [resultsInsteadOfSchemas],
  // The client of the API goes into the file: it is small, and belongs to this version of the description.
  ssr: { noExternal: ['openapi-fetch'] },
  build: {
    outDir: DIST,
    target: 'node20',
    minify: false,
    ssr: join(PACKAGE, 'src/main.ts'),
    rolldownOptions: { output: { entryFileNames: 'simplex-meeting.js' } },
  },
})
chmodSync(join(DIST, 'simplex-meeting.js'), 0o755)

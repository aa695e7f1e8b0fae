/**
 * Builds what integrators install: `dist/`, for each entry one module for `import` and one for `require`, with
 * declarations for both, importing nothing at all.
 *
 * Three seams are replaced, because behind them stands TypeBox, which only this repository has: `hook-shapes.ts` and
 * `hook-schemas.ts` by their results as plain JSON, the latter without descriptions (they are for people, who find them
 * in the types and in `json-schema/`), and `payload-types.d.ts` by declarations written from the schemas. A check at
 * the end refuses a package that imports anything.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
import { hookSchemas } from '../src/contract/hook-schemas.ts'
import { declarePayloads } from './declare-payloads.ts'
import { resultsInsteadOfSchemas } from './results-instead-of-schemas.ts'

const PACKAGE = join(import.meta.dirname, '..')
const DIST = join(PACKAGE, 'dist')
/** Where the compiler puts declarations, in folders as in the package. */
const DECLARATIONS = join(DIST, 'declarations')

/** What listeners import, and what their tests import beside it. */
const ENTRIES = ['index', 'testing']

/** They build the schemas, and nothing needs them once the schemas are plain JSON. */
const SCHEMA_MODULES = ['field-shapes', 'meeting', 'meeting-summary', 'meeting-recording-prepared']

const schemas = [...new Set(Object.values(hookSchemas))]

rmSync(DIST, { recursive: true, force: true })
for (const entry of ENTRIES) await bundle(entry)
declareTypes()
for (const name of SCHEMA_MODULES) rmSync(join(DIST, `contract/${name}.d.ts`))
writeFileSync(join(DIST, 'contract/payload-types.d.ts'), await declarePayloads(schemas))
finishDeclarations()
publishSchemas()
refuseForeignImports()

async function bundle(entry: string): Promise<void> {
  await build({
    configFile: false,
    root: PACKAGE,
    logLevel: 'warn',
    plugins: [resultsInsteadOfSchemas],
    build: {
      outDir: DIST,
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: join(PACKAGE, `src/${entry}.ts`),
        formats: ['es', 'cjs'],
        fileName: (format) => `${entry}.${format === 'es' ? 'js' : 'cjs'}`,
      },
      rolldownOptions: { output: { minify: true, comments: false } },
    },
  })
}

/** Runs the repository's TypeScript compiler under this same Node. */
function declareTypes(): void {
  const compiler = join(
    createRequire(import.meta.url).resolve('typescript-native/package.json'),
    '../bin/tsc',
  )
  execFileSync(process.execPath, [compiler, '-p', join(PACKAGE, 'build')], { stdio: 'inherit' })
  cpSync(join(DECLARATIONS, 'src'), DIST, { recursive: true })
  rmSync(DECLARATIONS, { recursive: true })
}

/** For listeners in other languages: one file per body, named like the golden example. */
function publishSchemas(): void {
  mkdirSync(join(DIST, 'json-schema'))
  for (const schema of schemas) {
    const words =
      titleOf(schema)
        .replace(/Created$/, '')
        .match(/[A-Z][a-z]+/g) ?? []
    const document = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }
    const path = join(DIST, 'json-schema', `${words.join('-').toLowerCase()}.json`)
    writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`)
  }
}

/**
 * The compiler rewrites `./x.ts` to `./x.js` in JavaScript, but not in declarations. TypeScript takes declarations
 * ending in `.d.ts` for those of a module that can only be imported, so `require` gets the same ones as `.d.cts`.
 */
function finishDeclarations(): void {
  for (const path of emitted('.d.ts')) {
    const source = readFileSync(path, 'utf8')
    const importing = (ending: string) => source.replaceAll(/(from '\.[^']*)\.(?:ts|js)'/g, `$1${ending}'`)
    writeFileSync(path, importing('.js'))
    writeFileSync(path.replace(/\.ts$/, '.cts'), importing('.cjs'))
  }
}

function refuseForeignImports(): void {
  for (const path of ['.js', '.cjs', '.d.ts', '.d.cts'].flatMap(emitted)) {
    const source = readFileSync(path, 'utf8')
    // Declarations are several files; of code each entry is one.
    const allowed = /\.d\.c?ts$/.test(path) ? /^\.\.?\// : /^$/
    for (const [, module = ''] of source.matchAll(
      /(?:from |import\(|import |require\(|reference types=)['"]([^'"]+)['"]/g,
    )) {
      if (!allowed.test(module)) throw new Error(`${path} imports ${module}, which integrators do not have`)
    }
  }
}

function titleOf(schema: object): string {
  if ('title' in schema && typeof schema.title === 'string') return schema.title
  throw new Error('The schema of a body has no title: give it the name of its type')
}

function emitted(ending: string): string[] {
  const paths = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  return paths.filter((path) => path.endsWith(ending)).map((path) => join(DIST, path))
}

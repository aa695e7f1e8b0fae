/**
 * Builds what integrators install: `dist/`, JavaScript for Node 18 with declarations, importing nothing.
 *
 * The compiler emits every module as it is, comments included. Two seams are then replaced, because behind them
 * stands TypeBox, which only this repository has: `hook-schemas.js` by the same schemas as plain JSON, and
 * `payload-types.d.ts` by declarations written from those schemas. No bundler is needed, and a check at the end
 * refuses a package that imports anything but its own files and Node's.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { hookSchemas } from '../src/contract/hook-schemas.ts'
import { declarePayloads } from './declare-payloads.ts'

const PACKAGE = join(import.meta.dirname, '..')
const DIST = join(PACKAGE, 'dist')

/** They build the schemas, and nothing needs them once the schemas are plain JSON. */
const SCHEMA_MODULES = ['field-shapes', 'meeting', 'meeting-summary', 'meeting-recording-prepared']

const schemas = [...new Set(Object.values(hookSchemas))]

rmSync(DIST, { recursive: true, force: true })
compile()
for (const name of SCHEMA_MODULES) {
  rmSync(join(DIST, `contract/${name}.js`))
  rmSync(join(DIST, `contract/${name}.d.ts`))
}
writeFileSync(join(DIST, 'contract/hook-schemas.js'), schemasAsJson())
writeFileSync(join(DIST, 'contract/payload-types.d.ts'), await declarePayloads(schemas))
publishSchemas()
finishDeclarations()
refuseForeignImports()

/** Runs the repository's TypeScript compiler under this same Node. */
function compile(): void {
  const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', join(PACKAGE, 'build')], { stdio: 'inherit' })
}

function schemasAsJson(): string {
  const constants = schemas.map((schema) => `const ${titleOf(schema)} = ${JSON.stringify(schema)}\n`)
  const entries = Object.entries(hookSchemas).map(([hook, schema]) => `  ${hook}: ${titleOf(schema)},\n`)
  return `${constants.join('')}export const hookSchemas = {\n${entries.join('')}}\n`
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

/** The compiler rewrites `./x.ts` to `./x.js` in JavaScript, but not in declarations. */
function finishDeclarations(): void {
  for (const path of emitted('.d.ts')) {
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'"))
  }
}

function refuseForeignImports(): void {
  for (const path of [...emitted('.js'), ...emitted('.d.ts')]) {
    const source = readFileSync(path, 'utf8')
    const allowed = path.endsWith('.d.ts') ? /^\.\.?\// : /^(\.\.?\/|node:)/
    for (const [, module = ''] of source.matchAll(
      /(?:from |import\(|import |reference types=)['"]([^'"]+)['"]/g,
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

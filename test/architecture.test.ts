/**
 * What a reader relies on: how long a file gets, what it may be called, that it opens with its purpose, and that
 * configuration comes in at one place. Who may import whom is checked by `.dependency-cruiser.mjs`.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const FILE_LINES_MAX = 400
const MEANINGLESS = /(^|\/)(utils?|helpers?|common|misc|manager)(\.|\/|$)/

const sources = globSync(
  '{server,media,web,receiver/src,receiver/build,cli,demo,scripts,bench}/**/*.{ts,tsx}',
  {
    cwd: ROOT,
  },
)
const modules = sources.filter((file) => !/\.(test|d)\.ts$/.test(file))

test('there is something to check', () => {
  expect(modules.length).toBeGreaterThan(150)
})

test('only config reads the environment', () => {
  // PATH is handed on to child processes; it configures nothing.
  const reads = /process\.env(?!\['PATH'\])/
  const readers = modules.filter(
    (file) => /^server\//.test(file) && reads.test(readFileSync(join(ROOT, file), 'utf8')),
  )
  expect(readers.filter((file) => file !== 'server/platform/config/environment.ts')).toEqual([
    'server/main.ts',
  ])
})

test('files are short, named for what they do, and open with their purpose', () => {
  const lengths = modules.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))
  expect(
    lengths.filter(({ text }) => text.split('\n').length > FILE_LINES_MAX).map(({ file }) => file),
    'Only what is written from the API description may be long',
  ).toEqual(['cli/src/api-description.ts'])
  expect(modules.filter((file) => MEANINGLESS.test(file))).toEqual([])
  const silent = lengths.filter(
    ({ file, text }) =>
      /^(server|media|web|cli)\//.test(file) &&
      !file.startsWith('web/listeners/') &&
      !/^(#!.*\n)?(\/\*\*|\/\/)/.test(text),
  )
  expect(silent.map(({ file }) => file)).toEqual([])
})

/**
 * The rules of the house that a reader relies on: who may import whom, how long a file gets, what it may be called,
 * and that it opens with its purpose. The linter has the import rules too; this test is their proof, since a pattern
 * that matches nothing is silent.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const FILE_LINES_MAX = 400
const MEANINGLESS = /(^|\/)(utils?|helpers?|common|misc|manager)(\.|\/|$)/

const sources = globSync('{server,media,web,receiver/src,receiver/build,demo,scripts,bench}/**/*.{ts,tsx}', {
  cwd: ROOT,
})
const modules = sources.filter((file) => !/\.(test|d)\.ts$/.test(file))

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const imports = modules.flatMap((file): Import[] => {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+()['"]([^'"]+)['"]|import\(\s*()['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...found].map((match) => {
    const to = match[2] ?? match[4] ?? match[6]!
    const path = to.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), to)) : to
    return { from: file, to: path, typeOnly: match[1] !== undefined }
  })
})

function imported(from: RegExp, to: RegExp): string[] {
  return imports
    .filter((one) => from.test(one.from) && to.test(one.to))
    .map(({ from, to }) => `${from} imports ${to}`)
}

test('there is something to check', () => {
  expect(modules.length).toBeGreaterThan(150)
  expect(imports.length).toBeGreaterThan(500)
})

test('the receiver package imports nothing of the rest', () => {
  expect(imported(/^receiver\/src\//, /^(server|test|scripts)\//)).toEqual([])
})

test('the media engine imports nothing of the rest, and its layers one way', () => {
  expect(imported(/^media\//, /^(server|web|test|scripts|receiver)\//)).toEqual([])
  expect(imported(/^media\/transport\//, /^media\/(?!transport\/)/)).toEqual([])
  expect(imported(/^media\/engine\//, /^media\/(?!transport\/|engine\/|[a-z-]+\.ts$)/)).toEqual([])
})

test('web hooks know nothing of meetings, rooms, summaries and recordings', () => {
  expect(
    imported(
      /^server\/webhooks\//,
      /^server\/(meetings|rooms|summaries|recordings|invitations|warnings|api)\//,
    ),
  ).toEqual([])
})

test('meetings, rooms, summaries and recordings know of web hooks only how to record an event', () => {
  expect(
    imported(/^server\/(meetings|rooms|summaries|recordings)\//, /^server\/webhooks\/(?!record-event\.ts$)/),
  ).toEqual([])
})

test('the HTTP layer and the command line contain no SQL', () => {
  expect(imported(/^server\/(api|cli)/, /^(pg|kysely)$/)).toEqual([])
})

test('the pages know of the server the shapes of its API, as types, and nothing else', () => {
  expect(imported(/^web\//, /^server\/(?!api\/schemas\/)/)).toEqual([])
  const atRunTime = imports.filter(
    ({ from, to, typeOnly }) => !typeOnly && from.startsWith('web/') && to.startsWith('server/'),
  )
  expect(atRunTime).toEqual([])
})

test('nothing below imports the HTTP layer', () => {
  const below =
    /^server\/(accounts|config|database|invitations|meetings|recordings|recurrence|rooms|summaries|warnings|webhooks)\//
  expect(imported(below, /^server\/(api\/|services|start-server|main)/)).toEqual([])
})

test('pure modules import no database and no network', () => {
  const pure =
    /^server\/(recurrence\/|meetings\/meeting\.ts|summaries\/build-summary\.ts|webhooks\/(.*\/)?(retry-policy|retry-after|web-hook-flow|guard-address|judge-call)\.ts)/
  const impure = imports.filter(
    (one) =>
      pure.test(one.from) &&
      !one.typeOnly &&
      /^(pg|kysely|undici|ws|node:(net|http|https|fs|dns).*|server\/database\/.*)$/.test(one.to),
  )
  expect(impure).toEqual([])
})

test('only config reads the environment', () => {
  // PATH is handed on to child processes; it configures nothing.
  const reads = /process\.env(?!\['PATH'\])/
  const readers = modules.filter(
    (file) => /^server\//.test(file) && reads.test(readFileSync(join(ROOT, file), 'utf8')),
  )
  expect(readers.filter((file) => file !== 'server/config/environment.ts')).toEqual(['server/main.ts'])
})

test('files are short, named for what they do, and open with their purpose', () => {
  const lengths = modules.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))
  expect(
    lengths.filter(({ text }) => text.split('\n').length > FILE_LINES_MAX).map(({ file }) => file),
  ).toEqual([])
  expect(modules.filter((file) => MEANINGLESS.test(file))).toEqual([])
  const silent = lengths.filter(
    ({ file, text }) =>
      /^(server|media|web)\//.test(file) &&
      !file.startsWith('web/listeners/') &&
      !/^(#!.*\n)?(\/\*\*|\/\/)/.test(text),
  )
  expect(silent.map(({ file }) => file)).toEqual([])
})

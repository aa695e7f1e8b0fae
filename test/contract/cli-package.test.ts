/**
 * The command line as it is installed: packed, installed offline from tarballs into an empty folder, and run by the
 * machine's own Node and by the one that the repository brings.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machine, repository } from '../support/machine-node.ts'

const run = promisify(execFile)
const REPOSITORY = join(import.meta.dirname, '../..')
const CLI = join(REPOSITORY, 'cli')
const LEAST_MAJOR = 20

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-package-'))
  const commander = dirname(createRequire(join(CLI, 'package.json')).resolve('commander'))
  await run('npm', ['pack', '--pack-destination', folder], { cwd: CLI, env: repository })
  await run('npm', ['pack', '--pack-destination', folder, '--ignore-scripts'], {
    cwd: commander,
    env: repository,
  })
  const archives = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }))
  const files = archives.map((name) => `./${name}`)
  await run('npm', ['install', '--offline', ...files], { cwd: folder, env: machine })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('it brings one file and the parser of command lines', async () => {
  expect((await readdir(join(folder, 'node_modules'))).toSorted()).toEqual([
    '.bin',
    '.package-lock.json',
    '@simplex-meeting',
    'commander',
  ])
  const dist = join(folder, 'node_modules/@simplex-meeting/cli/dist')
  expect(await readdir(dist)).toEqual(['simplex-meeting.js'])
  const bundle = await readFile(join(dist, 'simplex-meeting.js'), 'utf8')
  const imported = [...bundle.matchAll(/^import .* from "([^"]+)"/gm)].map(([, name]) => name!)
  expect(imported.filter((name) => !name.startsWith('node:'))).toEqual(['commander'])
})

test.each([
  ["the machine's own Node", machine],
  ["the repository's Node", repository],
])('%s runs it', async (_whose, env) => {
  const { stdout: version } = await run('node', ['--version'], { env })
  expect(Number(/^v(\d+)/.exec(version)![1])).toBeGreaterThanOrEqual(LEAST_MAJOR)
  const command = join(folder, 'node_modules/.bin/simplex-meeting')
  const settings = { env: { ...env, HOME: folder }, cwd: folder }
  expect((await run(command, ['--version'], settings)).stdout).toBe('0.1.0\n')
  const nobody = run(
    command,
    ['trigger', 'onMeetingClosed', '--to', 'http://127.0.0.1:9/', '--json'],
    settings,
  )
  const ended: { code: number; stdout: string } = await nobody.then(
    () => Promise.reject(new Error('Somebody listens at port 9')),
    (error) => error,
  )
  expect(ended.code).toBe(3)
  expect(JSON.parse(ended.stdout)).toMatchObject({ event: 'onMeetingClosed', status: null })
})

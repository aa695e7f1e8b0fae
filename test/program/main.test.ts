import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { copyPreparedData } from '../support/prepared-data.ts'
import { freePort, startProgram, type Program } from '../support/program.ts'

let dataDir: string
let port: number
let programs: Program[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'simplex-meeting-program-'))
  port = await freePort()
  programs = []
})
afterEach(async () => {
  for (const program of programs) program.signal('SIGKILL')
  await Promise.all(programs.map(({ exited }) => exited))
  await rm(dataDir, { recursive: true, force: true })
})

function start(env: Record<string, string> = {}): Program {
  const program = startProgram(port, { DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env })
  programs.push(program)
  return program
}

test('says where it is and how to set it up, ends cleanly on SIGTERM, and is the same after a restart', async () => {
  const first = start()
  const greeting = await first.running()
  expect(greeting).toContain(`Open     http://localhost:${port}`)
  expect(greeting).toContain(`Data     ${dataDir}`)
  const link = /Set up {3}(\S+)/.exec(greeting)?.[1]
  const door = `${first.url}/api/v1${new URL(link!).pathname}`
  const given = { email: 'ada@example.org', password: 'a long password' }
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(door, { method: 'POST', headers, body: JSON.stringify(given) })).status).toBe(200)
  const keyFile = join(dataDir, 'secret.key')
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
  const key = await readFile(keyFile, 'utf8')
  first.signal('SIGTERM')
  expect(await first.exited).toBe(0)

  const second = start()
  expect(await second.running()).not.toContain('Set up')
  expect(await readFile(keyFile, 'utf8')).toBe(key)
  const signedIn = await fetch(`${second.url}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify(given),
  })
  expect(signedIn.status).toBe(200)
  second.signal('SIGINT')
  expect(await second.exited).toBe(0)
  expect(second.output()).not.toMatch(/error/i)
})

test('after kill -9 it starts again at once', async () => {
  await copyPreparedData(dataDir)
  const first = start()
  await first.running()
  first.signal('SIGKILL')
  const second = start()
  await second.running()
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
  second.signal('SIGTERM')
  expect(await second.exited).toBe(0)
})

test.each([
  [{ PORT: 'eighty' }, 'PORT is "eighty"; it must be a whole number from 0 to 65535.\n'],
  [{ ADMIN_API_KEY: 'short' }, 'ADMIN_API_KEY is too short; it needs 16 characters or more.\n'],
  [{ WEBHOOK_ALLOW_PRIVATE: '10.0.0.0/99' }, /^[^\n]*WEBHOOK_ALLOW_PRIVATE[^\n]*\n$/],
  [{ SMTP_URL: 'mail.example.org' }, /^SMTP_URL must look like [^\n]*\n$/],
  [{ TLS_CERT: '/nonexistent', TLS_KEY: '/nonexistent' }, /^[^\n]*\/nonexistent[^\n]*\n$/],
])('a wrong setting is one line and exit 1, before anything is done: %j', async (env, line) => {
  const program = start(env)
  expect(await program.exited).toBe(1)
  expect(program.output()).toMatch(line)
  expect(await readdir(dataDir)).toEqual([])
})

test('a database that refuses us is one line and exit 1', async () => {
  const { connectionString } = inject('testPostgres')
  const program = start({
    DATABASE_URL: connectionString.replace(/(\/\/[^/?]*)\/[^?]*/, '$1/no_such_database'),
  })
  expect(await program.exited).toBe(1)
  expect(program.output()).toMatch(/^The database at DATABASE_URL refuses the connection: [^\n]*\n$/)
})

test('a port that is taken is one line and exit 1', async () => {
  await copyPreparedData(dataDir)
  const other = createServer().listen(port, '127.0.0.1')
  const program = start()
  expect(await program.exited).toBe(1)
  expect(program.output()).toMatch(
    /^Another program listens there already \([^\n]*\)\. Stop it, or set PORT[^\n]*\n$/m,
  )
  other.close()
})

test('another SECRET_KEY than the one that encrypted the secrets is one line and exit 1', async () => {
  await copyPreparedData(dataDir)
  const first = start({ SECRET_KEY: 'the first secret key' })
  await first.running()
  first.signal('SIGTERM')
  expect(await first.exited).toBe(0)
  const second = start({ SECRET_KEY: 'another secret key' })
  expect(await second.exited).toBe(1)
  expect(second.output()).toMatch(/^The secrets in this database were encrypted with another key\.[^\n]*\n$/m)
})

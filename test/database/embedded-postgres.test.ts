import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { on, once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { chooseEmbeddedAccount, commandAs } from '../../server/platform/postgres/embedded-account.ts'
import { findEmbeddedBinaries } from '../../server/platform/postgres/embedded-binaries.ts'
import { startEmbeddedPostgres } from '../../server/platform/postgres/embedded-postgres.ts'
import type { EmbeddedPostgres } from '../../server/platform/postgres/embedded-postgres.ts'
import { copyPreparedData } from '../support/prepared-data.ts'

const SCRIPT = join(import.meta.dirname, '../support/run-embedded-postgres.ts')
const silent = pino({ level: 'silent' })
const FILES = ['postgres.hba', 'postgres.lock', 'postgres.password']
const cleanUp: (() => unknown)[] = []

afterEach(async () => {
  for (const action of cleanUp.splice(0).toReversed()) await action()
})

function newFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-postgres-'))
  chmodSync(folder, mode)
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** As an earlier start has left it. */
async function usedFolder(): Promise<string> {
  const folder = newFolder()
  await copyPreparedData(folder)
  chmodSync(folder, 0o711)
  return folder
}

async function start(dataDir: string, logger = silent): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, logger, settings: { fsync: 'off' } })
  cleanUp.push(() => server.stop())
  return server
}

interface Running {
  server: ChildProcess
  connectionString: string
  pid: number
  uid: number
}

/** The same in a process of its own, once it is ready. */
async function startInProcess(file: string, args: string[], options: object = {}): Promise<Running> {
  const server = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  cleanUp.push(() => endProcess(server))
  const [line] = await once(createInterface({ input: server.stdout }), 'line')
  return { server, ...JSON.parse(line) }
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

async function query(connectionString: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** Ends what would stop the database once its server is killed, so that it lives on. */
function killGuards({ server, pid }: Running): void {
  const listing = `/proc/${server.pid}/task/${server.pid}/children`
  const children = existsSync(listing) ? readFileSync(listing, 'utf8').trim().split(' ').map(Number) : []
  for (const child of children) if (child !== pid) process.kill(child, 'SIGKILL')
}

test('starts in an empty folder, and again with what was stored', async () => {
  const dataDir = join(newFolder(), 'data')
  const first = await start(dataDir)
  const settings = `select current_setting('server_version_num')::int / 10000 as major, current_setting('is_superuser') as
    superuser, current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding, lower('ÄÇ') as lower`
  expect(await query(first.connectionString, settings)).toEqual([
    { major: 18, superuser: 'off', tcp: '', encoding: 'UTF8', lower: 'äç' },
  ])
  await query(first.connectionString, `create table notes as select 'kept' as text`)
  await first.stop()
  await first.stop()
  expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', ...FILES])

  const second = await start(dataDir)
  expect(await query(second.connectionString, 'select text from notes')).toEqual([{ text: 'kept' }])
  expect(second.connectionString).toBe(first.connectionString)
})

test('a second server on the same folder is refused by name, and the first one is left alone', async () => {
  const dataDir = await usedFolder()
  const { connectionString } = await startInProcess(process.execPath, [SCRIPT, dataDir])
  const second = startEmbeddedPostgres({ dataDir, logger: silent })
  await expect(second).rejects.toMatchObject({
    code: 'data-folder-in-use',
    message: expect.stringContaining(dataDir),
  })
  expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('when the server is killed, the database stops by itself, and the next start waits for it', async () => {
  const dataDir = await usedFolder()
  const { server, connectionString } = await startInProcess(process.execPath, [SCRIPT, dataDir])
  const client = new Client({ connectionString })
  const ended = new Promise((resolve) => {
    client.on('error', () => undefined).once('end', resolve)
  })
  await client.connect()
  server.kill('SIGKILL')
  await ended
  await start(dataDir) // whatever it was still writing out
})

test('a database that outlives its killed server is taken over with all that was committed', async () => {
  const dataDir = await usedFolder()
  const killed = await startInProcess(process.execPath, [SCRIPT, dataDir])
  await query(killed.connectionString, `create table notes as select 'kept' as text`)
  killGuards(killed)
  process.kill(killed.pid, 0) // it is alive …
  killed.server.kill('SIGKILL')

  const next = await start(dataDir)
  expect(await query(next.connectionString, 'select text from notes')).toEqual([{ text: 'kept' }])
  expect(next.pid).not.toBe(killed.pid)
})

test('when server and database are killed together, the next start recovers what was committed', async () => {
  const dataDir = await usedFolder()
  const killed = await startInProcess(process.execPath, [SCRIPT, dataDir])
  await query(killed.connectionString, `create table notes as select 'kept' as text`)
  killed.server.kill('SIGKILL')
  process.kill(killed.pid, 'SIGKILL')

  const next = await start(dataDir)
  expect(await query(next.connectionString, 'select text from notes')).toEqual([{ text: 'kept' }])
})

test('a database that dies is restarted at the same address', async () => {
  const log = new PassThrough()
  const server = await start(await usedFolder(), pino({ level: 'warn' }, log))
  const killedPid = server.pid
  process.kill(killedPid, 'SIGKILL')
  for await (const line of createInterface({ input: log })) if (line.includes('runs again')) break
  expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(server.pid).not.toBe(killedPid)
})

test('a start that was killed while it made the data begins again', async () => {
  const dataDir = newFolder()
  const killed = spawn(process.execPath, [SCRIPT, dataDir], { stdio: 'ignore' })
  const exited = once(killed, 'exit')
  const watcher = watch(dataDir)
  for await (const [, name] of on(watcher, 'change')) {
    if (String(name).startsWith('postgres.initializing-')) break
  }
  killed.kill('SIGKILL')
  await exited
  expect(readdirSync(dataDir)).not.toContain('postgres')

  const server = await start(dataDir)
  expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', 'postgres-socket', ...FILES])
})

test('a pid file that names a stranger or a zombie is no running database', async () => {
  const dataDir = await usedFolder()
  const { postgres } = await findEmbeddedBinaries()
  const account = await chooseEmbeddedAccount(dataDir, postgres)
  // The shell's first child ends at once, and `cat`, which takes the shell's place, never asks after it.
  const { file, args, options } = commandAs(account, '/bin/sh', ['-c', 'true & echo $!; exec cat'])
  const stranger = spawn(file, args, { ...options, stdio: ['pipe', 'pipe', 'inherit'] })
  cleanUp.push(() => endProcess(stranger))
  const [zombie] = await once(createInterface({ input: stranger.stdout }), 'line')

  for (const pid of [zombie, stranger.pid]) {
    writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${pid}\n`)
    const server = await start(dataDir)
    expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
  }
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
})

test('a folder whose path is too long for a socket', async () => {
  const dataDir = join(newFolder(), 'long '.repeat(20), 'Übergröße, "zu" lang'.repeat(5))
  const server = await start(dataDir)
  expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('as an ordinary user', async () => {
  const dataDir = newFolder()
  // What root would become for PostgreSQL, the whole server is here.
  const account = await chooseEmbeddedAccount(dataDir, process.execPath)
  if (account.ids) chownSync(dataDir, account.ids.uid, account.ids.gid)
  const { file, args, options } = commandAs(account, process.execPath, [SCRIPT, dataDir])
  const running = await startInProcess(file, args, options)
  expect(running.uid).not.toBe(0)
  expect(await query(running.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('in a folder that only its owner may enter, root included', async () => {
  const dataDir = join(newFolder(0o700), 'data')
  const server = await start(dataDir)
  expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('data that was copied back, open to all and (as root) with another owner, is used again', async () => {
  const dataDir = await usedFolder()
  const first = await start(dataDir)
  await query(first.connectionString, `create table notes as select 'kept' as text`)
  await first.stop()
  const copy = newFolder()
  cpSync(join(dataDir, 'postgres'), join(copy, 'postgres'), { recursive: true })
  chmodSync(join(copy, 'postgres'), 0o755)

  const second = await start(copy)
  expect(await query(second.connectionString, 'select text from notes')).toEqual([{ text: 'kept' }])
})

test('data of another version, or none at all, is left untouched', async () => {
  const dataDir = newFolder()
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres/photo.jpg'), '')
  await expect(start(dataDir)).rejects.toMatchObject({ code: 'data-folder-unusable' })
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '17\n')
  await expect(start(dataDir)).rejects.toMatchObject({ code: 'data-version-mismatch' })
  expect(readdirSync(join(dataDir, 'postgres')).toSorted()).toEqual(['PG_VERSION', 'photo.jpg'])
})

/** What a connection to the same socket says that has another password, or none. */
async function refusal(connectionString: string, user: string, password: string): Promise<unknown> {
  const host = new URLSearchParams(connectionString.split('?')[1]).get('host')!
  const client = new Client({ host, user, password, database: 'postgres' })
  return client.connect().then(
    () => client.end(),
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )
}

test('nobody gets in without the password, which only the server’s own user can read', async () => {
  const dataDir = await usedFolder()
  const { connectionString } = await start(dataDir)
  for (const user of ['postgres', 'simplex_meeting']) {
    expect(await refusal(connectionString, user, '')).toEqual(expect.stringContaining('password'))
    expect(await refusal(connectionString, user, 'wrong')).toBe('28P01')
  }
  const file = join(dataDir, 'postgres.password')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await refusal(connectionString, 'postgres', readFileSync(file, 'utf8').trim())).toBeUndefined()
})

test('a data folder that trusted everybody is moved over with all that was stored', async () => {
  const dataDir = await usedFolder()
  const first = await start(dataDir)
  await query(first.connectionString, `create table notes as select 'kept' as text`)
  await query(first.connectionString, 'alter role simplex_meeting password null')
  await first.stop()
  // As earlier versions left it.
  for (const name of ['postgres.hba', 'postgres.password']) rmSync(join(dataDir, name))
  writeFileSync(join(dataDir, 'postgres/pg_hba.conf'), 'local all all trust\n')

  const second = await start(dataDir)
  expect(await query(second.connectionString, 'select text from notes')).toEqual([{ text: 'kept' }])
  expect(await refusal(second.connectionString, 'postgres', 'wrong')).toBe('28P01')
  expect(second.connectionString).not.toBe(first.connectionString)
})

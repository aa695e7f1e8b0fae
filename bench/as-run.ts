/**
 *     npm run bench:as-run -- [--quick] [--write] [--rounds 3] [--deliveries 6000] [--seconds 10]
 *
 * What most people have, as they have it: the whole server as `npm start` runs it, a web hook with its defaults.
 *
 * - a backlog for one web hook, beside bare undici with ten connections to the same listener
 * - meetings scheduled over the API by sixteen clients, beside pgbench's TPC-B on the same PostgreSQL (left out where
 *   there is no pgbench)
 * - three web hooks of which one answers after 300 ms: how fast the other two go on
 *
 * Each is measured beside what it is compared with, within the same minute; what counts is the ratio, and of it the
 * median of the rounds. `--quick` tries everything out, and its figures mean nothing. `--write` puts the table into docs/.
 */
import { execFile, type ExecFileOptions } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { Pool } from 'undici'
import { freePort, startProgram, type Program } from '../test/support/program.ts'
import { startBenchDatabase } from './bench-database.ts'
import { startBenchListener } from './listener.ts'
import { cpuOf, cpuOfTree, median } from './measure.ts'
import { addWebHook, openContext } from './open-context.ts'
import { meetingId, meetingPayload } from './payload.ts'
import { prepareBacklog } from './prepare-backlog.ts'
import { machine } from './report.ts'
import { writeSection } from './write-docs.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    deliveries: { type: 'string' },
    seconds: { type: 'string' },
  },
})
const sizes = values.quick
  ? { rounds: 1, deliveries: 1_000, seconds: 2 }
  : { rounds: 3, deliveries: 6_000, seconds: 10 }
const rounds = Number(values.rounds ?? sizes.rounds)
const deliveries = Number(values.deliveries ?? sizes.deliveries)
const seconds = Number(values.seconds ?? sizes.seconds)

const BARE_CONNECTIONS = 10
const CLIENTS = 16
const PGBENCH_SCALE = 10
const ADMIN_KEY = 'an-api-key-for-benches-only'
const run = promisify(execFile)

interface Measured {
  what: string
  beside: string
  ours: Speed[]
  theirs: number[]
}

interface Speed {
  perSecond: number
  /** CPU of each, µs: machines that are busy with something else change rates, and hardly these. */
  serverMicroseconds: number
  databaseMicroseconds: number
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const database = await startBenchDatabase()
const listener = await startBenchListener()

/** The server as an operator starts it, on a database that was prepared; its data folder goes with it. */
async function withServer<T>(connectionString: string, work: (server: Program) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'simplex-meeting-bench-'))
  const server = startProgram(await freePort(), {
    DATABASE_URL: connectionString,
    DATA_DIR: dataDir,
    ADMIN_API_KEY: ADMIN_KEY,
    ADMIN_EMAIL: 'bench@example.org',
    WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8',
    SECRET_KEY: 'a secret key for benches',
    MEDIA_PORT: '0',
    LOG_LEVEL: 'warn',
  })
  try {
    await server.running()
    return await work(server)
  } finally {
    server.signal('SIGTERM')
    await server.exited
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** All calls that are counted, from the first that came to the last; CPU from the start of the server. */
async function workOff(urls: string[], counted: number, perWebHook: number): Promise<Speed> {
  const connectionString = await database.create('migrated')
  const context = await openContext(connectionString)
  const webHookIds: string[] = []
  for (const url of urls) webHookIds.push(await addWebHook(context, { event: 'onMeetingUpdated', url }))
  await prepareBacklog(context.database.pool, {
    deliveries: perWebHook * urls.length,
    shape: 'spread',
    webHookIds,
  })
  await context.database.close()
  const { allCame } = await listener.expect(counted)
  const cpu = await withServer(connectionString, async ({ pid }) => {
    const { used } = meter(pid)
    await allCame
    return used(counted)
  })
  await database.drop(connectionString)
  const times = (await listener.arrivals()).map(([, atMs]) => atMs)
  const perSecond = ((times.length - 1) * 1_000) / (Math.max(...times) - Math.min(...times))
  return { perSecond, ...cpu }
}

/** What server and database use from now on, for each of so many. */
function meter(pid: number) {
  const before = { server: cpuOf(pid), database: cpuOfTree(database.pid) }
  return {
    used: (count: number) => ({
      serverMicroseconds: (cpuOf(pid) - before.server) / count,
      databaseMicroseconds: (cpuOfTree(database.pid) - before.database) / count,
    }),
  }
}

async function bareUndici(origin: string): Promise<number> {
  const pool = new Pool(origin, { connections: BARE_CONNECTIONS, pipelining: 1 })
  const startedAtMs = performance.now()
  let begun = 0
  const client = async () => {
    while (begun < deliveries) {
      const body = JSON.stringify(meetingPayload(meetingId(begun++)))
      const headers = { 'content-type': 'application/json', 'webhook-id': randomUUID() }
      const answer = await pool.request({ method: 'POST', path: '/hooks', headers, body })
      await answer.body.dump()
    }
  }
  await Promise.all(Array.from({ length: BARE_CONNECTIONS }, client))
  const perSecond = (deliveries * 1_000) / (performance.now() - startedAtMs)
  await pool.close()
  return perSecond
}

/** Meetings a second; each with its audit line, its event and the delivery to one web hook. */
async function schedule(): Promise<Speed> {
  const connectionString = await database.create('migrated')
  const context = await openContext(connectionString)
  await addWebHook(context, { event: 'onMeetingScheduled', url: `${listener.origins[0]!}/hooks` })
  await context.database.close()
  const speed = await withServer(connectionString, async ({ url, pid }) => {
    const pool = new Pool(url, { connections: CLIENTS, pipelining: 1 })
    await scheduleFor(pool, 1_000)
    const { used } = meter(pid)
    const count = await scheduleFor(pool, seconds * 1_000)
    const cpu = used(count)
    await pool.close()
    return { perSecond: count / seconds, ...cpu }
  })
  await database.drop(connectionString)
  return speed
}

async function scheduleFor(pool: Pool, ms: number): Promise<number> {
  const untilMs = performance.now() + ms
  let count = 0
  const headers = { 'content-type': 'application/json', 'x-api-key': ADMIN_KEY }
  const body = JSON.stringify({
    topic: 'Planning',
    invitedParticipants: [{ name: 'Ann', email: 'ann@example.org', role: 'participant', language: 'en' }],
  })
  const client = async () => {
    while (performance.now() < untilMs) {
      const answer = await pool.request({ method: 'POST', path: '/api/v1/meetings', headers, body })
      if (answer.statusCode !== 201) throw new Error(await answer.body.text())
      await answer.body.dump()
      count++
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return count
}

function findPgbench(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':')
  return globSync([
    ...folders.map((folder) => join(folder, 'pgbench')),
    '/usr/lib/postgresql/*/bin/pgbench',
  ])[0]
}

async function tpcB(program: string): Promise<number> {
  const connectionString = await database.create('empty')
  const quiet: ExecFileOptions = { maxBuffer: 10 * 2 ** 20 }
  await run(program, ['-i', '-q', '-s', String(PGBENCH_SCALE), connectionString], quiet)
  const options = ['-c', String(CLIENTS), '-j', '2', '-T', String(seconds), connectionString]
  const { stdout } = await run(program, options, quiet)
  await database.drop(connectionString)
  return Number(/^tps = ([\d.]+)/m.exec(String(stdout))![1])
}

async function play(): Promise<Measured[]> {
  const origin = listener.origins[0]!
  const one: Measured = {
    what: 'a backlog for one web hook, deliveries/s',
    beside: `bare undici, ${BARE_CONNECTIONS} connections`,
    ours: [],
    theirs: [],
  }
  const write: Measured = {
    what: `meetings scheduled over the API by ${CLIENTS} clients, meetings/s`,
    beside: 'pgbench TPC-B, transactions/s',
    ours: [],
    theirs: [],
  }
  const three: Measured = {
    what: 'two web hooks beside one that answers after 300 ms, deliveries/s',
    beside: 'the same two alone',
    ours: [],
    theirs: [],
  }
  const pgbench = findPgbench()
  for (let round = 1; round <= rounds; round++) {
    one.theirs.push(await bareUndici(origin))
    one.ours.push(await workOff([`${origin}/hooks`], deliveries, deliveries))
    say(`round ${round}: ${inWords(one)}`)
    const two = [`${listener.origins[1]!}/hooks`, `${listener.origins[2]!}/hooks`]
    three.theirs.push((await workOff(two, deliveries, deliveries / 2)).perSecond)
    three.ours.push(await workOff([...two, `${listener.slow}/hooks`], deliveries, deliveries / 2))
    say(`round ${round}: ${inWords(three)}`)
    if (pgbench) write.theirs.push(await tpcB(pgbench))
    write.ours.push(await schedule())
    say(`round ${round}: ${inWords(write)}`)
  }
  return [one, write, three]
}

const whole = (value: number | undefined) =>
  value === undefined ? '–' : Math.round(value).toLocaleString('en')

const inWords = ({ what, beside, ours, theirs }: Measured) =>
  `${what}: ${whole(ours.at(-1)?.perSecond)} (server ${whole(ours.at(-1)?.serverMicroseconds)} µs, database ${whole(ours.at(-1)?.databaseMicroseconds)} µs); ${beside}: ${whole(theirs.at(-1))}`

const of = (speeds: Speed[], what: keyof Speed) => median(speeds.map((speed) => speed[what]))

function table(rows: Measured[]): string {
  const lines = rows.map(({ what, beside, ours, theirs }) => {
    const ratio =
      theirs.length === 0 ? '–' : median(ours.map(({ perSecond }, i) => perSecond / theirs[i]!)).toFixed(2)
    const other = theirs.length === 0 ? 'no pgbench here' : whole(median(theirs))
    const cells = [
      what,
      whole(of(ours, 'perSecond')),
      beside,
      other,
      ratio,
      whole(of(ours, 'serverMicroseconds')),
      whole(of(ours, 'databaseMicroseconds')),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| as it is run | ours | beside it | theirs | ratio | server µs | database µs |',
    '| --- | ---: | --- | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n')
}

try {
  const rows = await play()
  const words =
    `${machine(await database.version())} Medians of ${rounds} rounds; backlogs of ${deliveries.toLocaleString('en')}, ` +
    `${seconds} s of scheduling.`
  const text = `${words}\n\n${table(rows)}\n`
  say(`\n${text}`)
  if (values.write) await writeSection('as-run', text)
} finally {
  await listener.stop()
  await database.stop()
}

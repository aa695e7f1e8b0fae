/**
 * Chaos, under a seed: processes with an engine each, on one PostgreSQL, calling bad receivers, while everything that
 * may break is broken. Steps are drawn from the seed until the time is over; then the receivers behave, everybody
 * lives, the clock runs on until nothing is due, and `check-outcome` looks at what became of it.
 *
 * A seed plays the same faults, events and receivers again. How they interleave is up to the machine, so a rare
 * failure may take a few plays.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { NewWebHook } from '../../server/webhooks/hooks/create-web-hooks.ts'
import { startReceivers, type Receivers } from './bad-receivers.ts'
import { startChaosDatabase, type ChaosDatabase } from './chaos-database.ts'
import {
  checkOutcome,
  type Disturbance,
  type PlannedEvent,
  type PlannedWebHook,
  type Verdict,
} from './check-outcome.ts'
import { startEngineProcess, type EngineHandle } from './engine-handle.ts'
import { createMeetingPlan, type MeetingPlan } from './meeting-plan.ts'
import { readOutcome } from './read-outcome.ts'
import { seededRandom, type Random } from './seeded-random.ts'

export interface ChaosOptions {
  seed: number
  /** How long things are broken; the end, in which they heal, comes on top. */
  seconds: number
  /** Hears what is done. */
  say?: (line: string) => void
}

export interface ChaosReport extends Verdict {
  seed: number
  steps: Record<string, number>
  events: number
  /** By what the receivers did with them. */
  calls: Record<string, number>
}

const PROCESSES = 2
const BURST_LIMIT = 20
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const DAY_SECONDS = 86_400
const LEASE_MS = 25 * SECOND_MS
/** Forward, until retries, leases, gates and probes are due; and a little back, as clocks are corrected. */
const LEAPS_MS = [6 * SECOND_MS, 40 * SECOND_MS, 3 * MINUTE_MS, 12 * MINUTE_MS, -3 * SECOND_MS]
const WORK_MS = 400
const HEAL_LEAP_MS = 20 * MINUTE_MS
const HEAL_ROUNDS_LIMIT = 200
const START_TRIES = 20

/** Everything that a run has, and that its steps work on. */
interface World {
  random: Random
  say: (line: string) => void
  database: ChaosDatabase
  receivers: Receivers
  processes: EngineHandle[]
  plan: MeetingPlan
  disturbances: Disturbance[]
  everOpen: Set<string>
  faults: string[]
  clockOffsetMs: number
  started: number
  namesBehave: boolean
  nextOrder(): number
}

export async function runChaos({ seed, seconds, say = () => {} }: ChaosOptions): Promise<ChaosReport> {
  const random = seededRandom(seed)
  let order = 0
  const world: World = {
    random,
    say,
    database: await startChaosDatabase(),
    receivers: undefined!,
    processes: [],
    plan: createMeetingPlan(random.stream('meetings')),
    disturbances: [],
    everOpen: new Set(),
    faults: [],
    clockOffsetMs: 0,
    started: 0,
    namesBehave: false,
    nextOrder: () => ++order,
  }
  world.receivers = await startReceivers(random.stream('receivers'), {
    next: world.nextOrder,
    now: () => Date.now() + world.clockOffsetMs,
  })
  try {
    for (let i = 0; i < PROCESSES; i++) world.processes.push(await startProcess(world))
    const webHooks = await createWebHooks(world)
    const steps = await breakThings(world, seconds)
    await heal(world)
    const left = await readOutcome(world.database.connectionString)
    const { events } = world.plan
    const { journal, forbidden } = world.receivers
    const verdict = checkOutcome({
      ...left,
      events,
      webHooks,
      journal,
      disturbances: world.disturbances,
      everOpen: world.everOpen,
      forbiddenCalls: forbidden.callCount(),
    })
    const faults = [...world.faults, ...verdict.faults]
    return {
      ...verdict,
      faults,
      seed,
      steps,
      events: events.length,
      calls: countBy(journal.map(({ answer }) => answer)),
    }
  } finally {
    await Promise.all(world.processes.map((process) => process.kill()))
    await world.receivers.close()
    await world.database.stop()
  }
}

async function startProcess(world: World): Promise<EngineHandle> {
  const { database, random, faults } = world
  for (let tries = 1; ; tries++) {
    await database.answers()
    const options = {
      connectionString: database.connectionString,
      seed: random.stream(`process ${++world.started}`).integer(2 ** 31),
      clockOffsetMs: world.clockOffsetMs,
      namesBehave: world.namesBehave,
    }
    try {
      return await startEngineProcess(options, (words) => faults.push(`a process ended by itself: ${words}`))
    } catch (error) {
      if (tries === START_TRIES) throw error
    }
  }
}

async function createWebHooks({ receivers, processes }: World): Promise<PlannedWebHook[]> {
  const { calm, moody, flapping, hasty, named } = receivers.origins
  const wanted: [receiver: string, hooks: NewWebHook['event'][], more: Partial<NewWebHook>][] = [
    [calm, ['onMeetingScheduled', 'onMeetingUpdated', 'onMeetingClosed', 'onMeetingDeleted'], {}],
    [moody, ['onMeetingScheduled', 'onMeetingUpdated', 'onMeetingUpdated', 'onMeetingDeleted'], {}],
    [flapping, ['onMeetingScheduled', 'onMeetingUpdated', 'onMeetingClosed', 'onMeetingDeleted'], {}],
    [hasty, ['onMeetingUpdated', 'onMeetingClosed', 'onMeetingDeleted'], { holdSeconds: 20, maxInFlight: 3 }],
    [
      named,
      ['onMeetingScheduled', 'onMeetingUpdated', 'onMeetingDeleted'],
      { method: 'PUT', apiKey: 'a key' },
    ],
  ]
  const made: PlannedWebHook[] = []
  for (const [receiver, hooks, more] of wanted) {
    for (const event of hooks) {
      const path = `/${made.length}-${event}`
      const input = { event, url: receiver + path, holdSeconds: DAY_SECONDS, timeoutSeconds: 1, ...more }
      const id = await processes[0]!.command({ does: 'create-web-hook', input })
      made.push({ id, receiver, path, hook: event, holdMs: input.holdSeconds * SECOND_MS })
    }
  }
  return made
}

type Step = (world: World) => Promise<void>

const STEPS: [weight: number, name: string, step: Step][] = [
  [10, 'record', (world) => record(world, world.random.integer(BURST_LIMIT) + 1)],
  [9, 'let it work', letItWork],
  [3, 'kill a process', killProcess],
  [
    2,
    'kill a connection',
    (world) => killDatabase(world, () => world.database.killConnection(world.random.pick)),
  ],
  [1, 'kill PostgreSQL', (world) => killDatabase(world, async () => world.database.kill())],
  [0.5, 'restart PostgreSQL', (world) => killDatabase(world, () => world.database.restart())],
  [5, 'move the clock', (world) => moveClock(world, world.random.pick(LEAPS_MS))],
  [2, 'flap', async ({ receivers, random }) => receivers.flap(random.chance(0.5))],
  [1.5, 'freeze or thaw', freezeOrThaw],
]

async function breakThings(world: World, seconds: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const until = performance.now() + seconds * SECOND_MS
  while (performance.now() < until) {
    const [, name, step] = world.random.weighted(STEPS.map((entry) => [entry[0], entry] as const))
    world.say(name)
    counts[name] = (counts[name] ?? 0) + 1
    const before = world.disturbances.filter(({ to }) => to === Infinity)
    await step(world)
    await world.database.answers()
    await seeBreakers(world)
    // What a fault led to may show a little later: it counts until the step after it is over.
    for (const disturbance of before) disturbance.to = world.nextOrder()
  }
  return counts
}

function disturb(world: World, what: string): void {
  world.disturbances.push({ what, from: world.nextOrder(), to: Infinity })
}

/** A breaker stays open for half a minute at least by a clock that only steps move, so that none is missed. */
async function seeBreakers({ database, everOpen }: World): Promise<void> {
  const open = await database.query<{ web_hook_id: string }>(
    `select web_hook_id from web_hook_flow where breaker <> 'closed'`,
  )
  for (const { web_hook_id } of open) everOpen.add(web_hook_id)
}

/** @param onAcknowledged hears of each. What is not acknowledged may have happened all the same. */
async function record(world: World, count: number, onAcknowledged: () => void = () => {}): Promise<void> {
  const awake = world.processes.filter((process) => !process.isFrozen)
  if (awake.length === 0) return
  const one = async (planned: PlannedEvent, recorded: Promise<string>) => {
    planned.acknowledgedAs = await recorded
    onAcknowledged()
  }
  const burst = world.plan.next(count)
  await Promise.allSettled(
    burst.map(({ planned, command }) => one(planned, world.random.pick(awake).record(command))),
  )
}

async function letItWork({ receivers, random }: World): Promise<void> {
  const enough = delay(WORK_MS)
  for (let arrivals = random.integer(40); arrivals > 0; arrivals--) {
    const went = await Promise.race([receivers.nextArrival().then(() => 'on'), enough.then(() => 'over')])
    if (went === 'over') return
  }
}

/** In the middle of a burst, after so many of it were acknowledged. */
async function duringBurst(world: World, breakIt: () => Promise<void>): Promise<void> {
  const count = world.random.integer(BURST_LIMIT) + 2
  let left = world.random.integer(count)
  const moment = Promise.withResolvers<void>()
  if (left === 0) moment.resolve()
  const recorded = record(world, count, () => {
    if (--left <= 0) moment.resolve()
  })
  void recorded.then(() => moment.resolve())
  await moment.promise
  await breakIt()
  await recorded
}

async function killProcess(world: World): Promise<void> {
  const victim = world.random.integer(world.processes.length)
  await duringBurst(world, async () => {
    disturb(world, 'a process was killed')
    await world.processes[victim]!.kill()
  })
  world.processes[victim] = await startProcess(world)
}

async function killDatabase(world: World, kill: () => Promise<void>): Promise<void> {
  await duringBurst(world, async () => {
    disturb(world, 'PostgreSQL was killed')
    if (world.database.mayBeKilled) await kill()
    else await world.database.restart()
  })
  await world.database.answers()
}

async function moveClock(world: World, ms: number): Promise<void> {
  if (Math.abs(ms) >= LEASE_MS) disturb(world, 'the clock leapt')
  world.clockOffsetMs += ms
  const awake = world.processes.filter((process) => !process.isFrozen)
  await Promise.all(awake.map((process) => setClock(world, process)))
}

async function setClock({ clockOffsetMs }: World, process: EngineHandle): Promise<void> {
  await process.command({ does: 'set-clock', offsetMs: clockOffsetMs })
}

async function freezeOrThaw(world: World): Promise<void> {
  const frozen = world.processes.find((process) => process.isFrozen)
  disturb(world, 'a process was frozen')
  if (frozen) {
    frozen.thaw()
    await setClock(world, frozen)
  } else world.random.pick(world.processes).freeze()
}

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** Everybody is well again, and the clock runs on until nothing is owed any more. */
async function heal(world: World): Promise<void> {
  const { processes, database, receivers, say } = world
  say('heal')
  receivers.behave()
  world.namesBehave = true
  for (const process of processes) {
    if (process.isFrozen) process.thaw()
    await setClock(world, process)
    await process.command({ does: 'let-names-behave' })
  }
  for (let round = 0; round < HEAL_ROUNDS_LIMIT; round++) {
    await Promise.all(processes.map((process) => process.command({ does: 'settle' })))
    await seeBreakers(world)
    const [owed] = await database.query<{ count: number }>(
      `select (select count(*) from deliveries) + (select count(*) from delivery_leases) as count`,
    )
    if (owed!.count === 0) return
    await moveClock(world, HEAL_LEAP_MS)
  }
}

/**
 * Order, by random schedules: events about a few meetings for web hooks of two receivers, calls that fail a few times,
 * web hooks that are switched off and on, breakers that open and close, and time that passes in leaps, against the oracle of `lane-oracle.ts`. With
 * one engine, and with two on one database.
 */
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import {
  openEngineConnection,
  type EngineConnection,
} from '../../server/platform/database/engine-connection.ts'
import { findDueWebHooks } from '../../server/webhooks/deliveries/find-due-web-hooks.ts'
import { RETRY_SCHEDULE_DEFAULT_SECONDS } from '../../server/platform/config/retry-schedule.ts'
import { updateWebHook } from '../../server/webhooks/hooks/update-web-hook.ts'
import { instanceCaller, startEngine, type EngineUnderTest } from '../support/engine.ts'
import { startListener, type Listener, type ListenerCall } from '../support/listener.ts'
import { createManualClock, type ManualClock } from '../support/manual-clock.ts'
import { createLaneOracle, type LaneOracle, type WebHookUnderTest } from './lane-oracle.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const MEETINGS = 3
/** Breakers open by themselves, too. */
const FAILURES_PER_WEB_HOOK_LIMIT = 30
const RUNS = 12
/** A schedule is many short steps, each of which waits for the database. */
const SCHEDULES_TIMEOUT_MS = 300_000
const LOOKS_LIMIT = 20

type Command =
  | { does: 'record'; hook: 'onMeetingScheduled' | 'onMeetingUpdated'; meeting: number; failures: number[] }
  | { does: 'delete'; meetings: number[]; failures: number[] }
  | { does: 'switch'; webHook: number }
  | { does: 'break'; webHook: number }
  | { does: 'wait'; seconds: number }

const WEB_HOOKS = 7
const failures = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 4 })),
  {
    minLength: 3,
    maxLength: 3,
  },
)
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({
    does: fc.constant('record' as const),
    hook: fc.constantFrom('onMeetingScheduled' as const, 'onMeetingUpdated' as const),
    meeting: fc.nat(MEETINGS - 1),
    failures,
  }) },
  { weight: 1, arbitrary: fc.record({
    does: fc.constant('delete' as const),
    meetings: fc.uniqueArray(fc.nat(MEETINGS - 1), { minLength: 1 }),
    failures,
  }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('switch' as const), webHook: fc.nat(WEB_HOOKS - 1) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('break' as const), webHook: fc.nat(WEB_HOOKS - 1) }) },
  { weight: 4, arbitrary: fc.record({
    does: fc.constant('wait' as const),
    seconds: fc.oneof(fc.nat(10), fc.integer({ min: 11, max: 130 }), fc.integer({ min: 400, max: 900 })),
  }) },
) // prettier-ignore

let clock: ManualClock
let running: EngineUnderTest
let listeners: Listener[]
let webHooks: WebHookUnderTest[]
/** Of the same web hooks. */
const ids: string[] = []
let connection: EngineConnection
let onCall: (call: ListenerCall) => Promise<number>

beforeAll(async () => {
  clock = createManualClock(new Date('2026-05-04T09:00:00Z'))
  running = await startEngine({ clock, random: () => 0.5 })
  const answer = (call: ListenerCall) => onCall(call)
  listeners = [await startListener({ answer }), await startListener({ answer })]
  const [a, b] = listeners.map((listener) => listener.origin) as [string, string]
  webHooks = []
  await webHook(a, 'onMeetingScheduled', 600)
  await webHook(a, 'onMeetingUpdated', 600)
  await webHook(a, 'onMeetingUpdated', 100)
  await webHook(a, 'onMeetingDeleted', 600)
  await webHook(b, 'onMeetingScheduled', 60)
  await webHook(b, 'onMeetingUpdated', 60)
  await webHook(b, 'onMeetingDeleted', 60)
  connection = openEngineConnection(running.context.database.connectionString, { durable: false })
  running.engine.start()
})

afterAll(async () => {
  await connection.close()
  await running.stop()
  await Promise.all(listeners.map((listener) => listener.close()))
})

async function webHook(receiver: string, hook: HookName, holdSeconds: number): Promise<void> {
  const path = `/${webHooks.length}`
  ids.push(await running.webHook({ event: hook, url: `${receiver}${path}`, holdSeconds }))
  webHooks.push({
    path,
    receiver,
    hook,
    holdMs: holdSeconds * SECOND_MS,
    age: webHooks.length,
    isOff: false,
    openSince: null,
  })
  clock.advance(1)
}

/** One schedule, from its first event until everything was delivered. */
class Play {
  readonly oracle: LaneOracle = createLaneOracle()
  readonly failuresOf = new Map<string, number>()
  readonly budgets = new Map<string, number>()
  readonly numbers = new Map<string, number>()
  readonly meetings = Array.from({ length: MEETINGS }, () => running.meeting())
  readonly isDeleted = new Set<number>()
  events = 0

  async take(call: ListenerCall): Promise<number> {
    const key = `${(JSON.parse(call.body.toString()) as { event: number }).event} ${call.path}`
    this.oracle.arrived(key, clock.now().getTime())
    const attempt = this.oracle.attempts(key)
    if (call.headers['webhook-attempt'] !== String(attempt))
      this.oracle.faults.push(
        `${key} came as attempt ${String(call.headers['webhook-attempt'])}, not ${attempt}`,
      )
    // Others get the chance to arrive meanwhile.
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
    const fails = attempt <= this.failuresOf.get(key)!
    this.oracle.answered(
      key,
      clock.now().getTime(),
      fails ? RETRY_SCHEDULE_DEFAULT_SECONDS[attempt - 1]! * SECOND_MS : null,
    )
    return fails ? 500 : 200
  }

  async run(command: Command): Promise<void> {
    if (command.does === 'wait') {
      await this.settle()
      clock.advance(command.seconds * SECOND_MS)
      await this.settle()
    } else if (command.does === 'switch') {
      await this.switch(command.webHook)
    } else if (command.does === 'break') {
      await this.break(command.webHook)
    } else if (command.does === 'record') {
      if (!this.isDeleted.has(command.meeting))
        await this.record(command.hook, [command.meeting], command.failures)
    } else {
      const meetings = command.meetings.filter((meeting) => !this.isDeleted.has(meeting))
      for (const meeting of meetings) this.isDeleted.add(meeting)
      if (meetings.length > 0) await this.record('onMeetingDeleted', meetings, command.failures)
    }
  }

  /** Nothing is in flight when it happens, and anyone who waited for a call that is paused now is woken. */
  async switch(webHook: number): Promise<void> {
    await this.settle()
    const { context, engine } = running
    const enabled = webHooks[webHook]!.isOff
    webHooks[webHook]!.isOff = !enabled
    await context.database.transaction((tx) =>
      updateWebHook(context, tx, instanceCaller, engine.policy, ids[webHook]!, { enabled }, null),
    )
    await wakeHeld()
    await this.settle()
  }

  /** Its calls have failed for long enough. The first probe that succeeds closes it again. */
  async break(webHook: number): Promise<void> {
    await this.settle()
    await running.context.database.pool.query(
      `update web_hook_flow set breaker = 'open', breaker_since = $2, breaker_reason = 'many calls failed',
         probe_at = $2::timestamptz + interval '30 s', probes_failed = 0
       where web_hook_id = $1 and breaker = 'closed'`,
      [ids[webHook], clock.now()],
    )
    await this.settle()
  }

  async record(hook: HookName, meetings: number[], failures: number[]): Promise<void> {
    const ids = meetings.map((meeting) => this.meetings[meeting]!)
    const event = this.events++
    for (const id of ids) this.numbers.set(id, (this.numbers.get(id) ?? 0) + 1)
    const numbers = new Map(ids.map((id) => [id, this.numbers.get(id)!]))
    for (const [i, webHook] of webHooks.filter((candidate) => candidate.hook === hook).entries()) {
      const key = `${event} ${webHook.path}`
      const budget = this.budgets.get(webHook.path) ?? FAILURES_PER_WEB_HOOK_LIMIT
      const fails = Math.min(budget, failures[i]!)
      this.budgets.set(webHook.path, budget - fails)
      this.failuresOf.set(key, fails)
      this.oracle.expect({ key, webHook, numbers }, clock.now().getTime())
    }
    await running.record(hook, ids, { event })
  }

  /**
   * Rest: both processes say so, and the database does, too. One process may have nothing to do while the other is
   * about to let something go; and what one could not look at, because the other was just looking, it finds later.
   */
  async settle(): Promise<void> {
    for (let looks = 0; looks < LOOKS_LIMIT; looks++) {
      await Promise.all(engines().map((engine) => engine.dispatcher.settle()))
      if (await isAtRest()) break
    }
    await readBreakers()
    this.oracle.rest(clock.now().getTime())
  }

  async finish(): Promise<void> {
    for (const [i, { isOff }] of webHooks.entries()) if (isOff) await this.switch(i)
    for (let i = 0; i < 24 && this.oracle.unfinished().length > 0; i++) {
      await this.settle()
      clock.advance(10 * MINUTE_MS)
    }
    await this.settle()
  }
}

let engines = () => [running.engine]

async function wakeHeld(): Promise<void> {
  for (const { reconcilers } of engines())
    await reconcilers.find(({ name }) => name === 'Waking held calls')!.runOnce()
}

async function readBreakers(): Promise<void> {
  const flows = await running.context.database.queries
    .selectFrom('web_hook_flow')
    .select(['web_hook_id', 'breaker_since'])
    .execute()
  for (const { web_hook_id, breaker_since } of flows)
    webHooks[ids.indexOf(web_hook_id)]!.openSince = breaker_since?.getTime() ?? null
}

async function isAtRest(): Promise<boolean> {
  const sending = await running.context.database.queries
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', 'sending')
    .executeTakeFirst()
  return !sending && (await findDueWebHooks(connection, clock.now())).length === 0
}

async function playAll(schedule: Command[]): Promise<void> {
  const play = new Play()
  onCall = (call) => play.take(call)
  for (const command of schedule) await play.run(command)
  await play.finish()
  expect(play.oracle.faults).toEqual([])
  expect(play.oracle.unfinished().map((call) => call.key)).toEqual([])
  const left = await running.context.database.queries.selectFrom('deliveries').selectAll().execute()
  expect(left).toEqual([])
}

const schedules = fc.array(command, { minLength: 3, maxLength: 16 })

const wait = (seconds: number): Command => ({ does: 'wait', seconds })

/** The last waits in one lane and then in the other, in each for less than the limit, in all for longer than it. */
const heldTwice: Command[] = [
  { does: 'record', hook: 'onMeetingScheduled', meeting: 0, failures: [3, 0, 0] },
  { does: 'record', hook: 'onMeetingScheduled', meeting: 1, failures: [3, 0, 0] },
  { does: 'record', hook: 'onMeetingUpdated', meeting: 1, failures: [4, 0, 0] },
  { does: 'delete', meetings: [0, 1], failures: [0, 0, 0] },
  ...[6, 30, 125, 6, 31, 125, 278].map(wait),
]

/** The receiver is away for less than the hold limit: nobody overtakes. */
const awayForAMinute: Command[] = [
  { does: 'break', webHook: 0 },
  { does: 'record', hook: 'onMeetingScheduled', meeting: 0, failures: [0, 0, 0] },
  { does: 'record', hook: 'onMeetingUpdated', meeting: 0, failures: [0, 0, 0] },
  ...[10, 60].map(wait),
]

/** It is away for longer: those behind it go on. */
const awayForLong: Command[] = [
  { does: 'break', webHook: 0 },
  { does: 'record', hook: 'onMeetingScheduled', meeting: 0, failures: [4, 0, 0] },
  { does: 'record', hook: 'onMeetingUpdated', meeting: 0, failures: [0, 0, 0] },
  ...[31, 61, 125, 400].map(wait),
]

const examples: [Command[]][] = [[heldTwice], [awayForAMinute], [awayForLong]]

test(
  'calls of a meeting to a receiver go out in order, and what is not held goes out',
  async () => {
    await fc.assert(fc.asyncProperty(schedules, playAll), { numRuns: RUNS, examples })
  },
  SCHEDULES_TIMEOUT_MS,
)

test(
  'the same with two processes',
  async () => {
    const other = running.another()
    other.start()
    engines = () => [running.engine, other]
    await fc.assert(fc.asyncProperty(schedules, playAll), { numRuns: RUNS, examples })
  },
  SCHEDULES_TIMEOUT_MS,
)

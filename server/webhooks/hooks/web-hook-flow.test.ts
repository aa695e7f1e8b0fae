import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  afterAnswers,
  FIRST_LIMIT,
  keepBacklog,
  nextLimit,
  type Answers,
  type Flow,
} from './web-hook-flow.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const EPOCH = new Date(0)
const start = new Date('2026-11-24T10:00:00.000Z')
const LIMITS = { maxInFlight: 10, catchUpAutomatically: true }

const fresh: Flow = {
  in_flight: 0,
  in_flight_limit: 10,
  answer_ms: null,
  limit_ceiling: null,
  ceiling_until: null,
  gated_until: EPOCH,
  breaker: 'closed',
  breaker_since: null,
  breaker_reason: null,
  probe_at: null,
  probes_failed: 0,
  window_started_at: start,
  window_succeeded: 0,
  window_failed: 0,
  last_succeeded_at: null,
  last_failed_at: null,
  last_error: null,
  epoch: 1,
  released_from: 1,
}

const quiet: Answers = {
  succeeded: 0,
  failed: 0,
  answerMs: null,
  congested: false,
  gone: null,
  gatedUntil: null,
  lastError: null,
}

interface Step {
  afterMs: number
  answers: Answers
}

const answers: fc.Arbitrary<Answers> = fc.record({
  succeeded: fc.nat(20),
  failed: fc.nat(20),
  answerMs: fc.option(fc.nat(5_000)),
  congested: fc.boolean(),
  gone: fc.oneof(
    { weight: 20, arbitrary: fc.constant(null) },
    fc.constant('The receiver answered 410 (Gone).'),
  ),
  gatedUntil: fc.option(fc.nat(60).map((minutes) => new Date(start.getTime() + minutes * MINUTE_MS))),
  lastError: fc.constant('The receiver answered 500.'),
})
// Also back in time, as a database's clock that is corrected goes.
const step: fc.Arbitrary<Step> = fc.record({ afterMs: fc.integer({ min: -5_000, max: 90_000 }), answers })
const limits = fc.record({ maxInFlight: fc.integer({ min: 1, max: 10 }), catchUpAutomatically: fc.boolean() })

/** Every state on the way, with the time and the answers that led to it. */
function* play(steps: Step[], limits: typeof LIMITS) {
  let before = { ...fresh, in_flight_limit: limits.maxInFlight }
  let now = start.getTime()
  for (const { afterMs, answers } of steps) {
    now += afterMs
    const { flow, transition } = afterAnswers(before, answers, limits, new Date(now))
    yield { before, flow, transition, answers, now: new Date(now) }
    before = flow
  }
}

function forAllPlays(
  check: (state: ReturnType<typeof play> extends Generator<infer S> ? S : never, maxInFlight: number) => void,
) {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), limits, (steps, limits) => {
      for (const state of play(steps, limits)) check(state, limits.maxInFlight)
    }),
  )
}

test('whatever is answered, the state is one that the database would store', () => {
  forAllPlays(({ flow }, maxInFlight) => {
    expect(flow.in_flight_limit).toBeGreaterThanOrEqual(1)
    expect(flow.in_flight_limit).toBeLessThanOrEqual(maxInFlight)
    expect(flow.breaker === 'closed').toBe(flow.breaker_since === null)
    expect(flow.breaker === 'open').toBe(flow.probe_at !== null)
    expect(flow.breaker === 'closed').toBe(flow.breaker_reason === null)
    expect(flow.released_from).toBeLessThanOrEqual(flow.epoch)
    expect(flow.probes_failed).toBeGreaterThanOrEqual(0)
  })
})

test('the breaker opens only on sustained failure, and says why', () => {
  forAllPlays(({ before, flow, transition, now }) => {
    if (transition !== 'opened') return
    expect(before.breaker).toBe('closed')
    expect(flow.window_failed).toBeGreaterThanOrEqual(10)
    expect(flow.window_failed / (flow.window_failed + flow.window_succeeded)).toBeGreaterThanOrEqual(0.8)
    expect(now.getTime() - flow.window_started_at.getTime()).toBeGreaterThanOrEqual(10 * SECOND_MS)
    if (flow.last_succeeded_at)
      expect(now.getTime() - flow.last_succeeded_at.getTime()).toBeGreaterThanOrEqual(10 * SECOND_MS)
    expect(flow.probe_at).toEqual(new Date(now.getTime() + 30 * SECOND_MS))
    expect(flow.breaker_reason).toMatch(/calls failed; the last one: The receiver answered 500\./)
  })
})

test('only a success closes an open breaker, nothing but a person what is gone, and traffic grows again from one', () => {
  forAllPlays(({ before, flow, transition, answers }) => {
    if (before.breaker === 'gone') expect(flow.breaker).toBe('gone')
    if (before.breaker === 'closed' || flow.breaker !== 'closed') return
    expect(transition).toBe('closed')
    expect(answers.succeeded).toBeGreaterThan(0)
    expect(flow).toMatchObject({ in_flight_limit: 1, window_failed: 0, window_succeeded: 0 })
  })
})

test('a transition is told exactly when the breaker moves, and when probes become rarer', () => {
  forAllPlays(({ before, flow, transition }) => {
    const told = { opened: 'open', 'probe-failed': 'open', gone: 'gone', closed: 'closed' } as const
    const isRarer = before.probes_failed < flow.probes_failed && flow.probes_failed <= 4
    expect(transition === null).toBe(before.breaker === flow.breaker && !isRarer)
    expect(transition === 'probe-failed').toBe(isRarer)
    if (transition) expect(flow.breaker).toBe(told[transition])
  })
})

test('whatever was before, a receiver that fails for long enough is left alone, and one that is well again is not', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), limits, (steps, limits) => {
      const states = [...play(steps, limits)]
      const last = states.at(-1)
      let flow = last?.flow ?? { ...fresh, in_flight_limit: limits.maxInFlight }
      fc.pre(flow.breaker !== 'gone')
      let now = (last?.now ?? start).getTime()
      // Its time may lie before that of the window: clocks are corrected.
      for (let i = 0; i < 40; i++) {
        now += 5 * SECOND_MS
        const answers = { ...quiet, failed: 10, lastError: 'no' }
        flow = afterAnswers(flow, answers, limits, new Date(now)).flow
      }
      expect(flow.breaker).toBe('open')
      const well = afterAnswers(flow, { ...quiet, succeeded: 1 }, limits, flow.probe_at!)
      expect(well.flow.breaker).toBe('closed')
    }),
  )
})

test('a gate that a receiver asked for is never moved forward', () => {
  forAllPlays(({ before, flow }) => {
    expect(flow.gated_until.getTime()).toBeGreaterThanOrEqual(before.gated_until.getTime())
  })
})

test('failed probes come less and less often, at most every ten minutes; those before their time are none', () => {
  forAllPlays(({ before, flow, now }) => {
    if (before.breaker !== 'open' || flow.breaker !== 'open') return
    if (flow.probes_failed === before.probes_failed) return expect(flow.probe_at).toEqual(before.probe_at)
    expect(flow.probes_failed).toBe(before.probes_failed + 1)
    expect(now.getTime()).toBeGreaterThanOrEqual(before.probe_at!.getTime())
    const waitsMinutes = [1, 2, 5, 10]
    const waitMs = flow.probe_at!.getTime() - now.getTime()
    expect(waitMs).toBe((waitsMinutes[flow.probes_failed - 1] ?? 10) * MINUTE_MS)
  })
})

test('ten bad calls in one moment do not open it, and ten over ten seconds do', () => {
  const failed = (count: number): Answers => ({ ...quiet, failed: count, lastError: 'no' })
  const at = (ms: number) => new Date(start.getTime() + ms)
  const once = afterAnswers(fresh, failed(100), LIMITS, at(1_000))
  expect(once.transition).toBeNull()
  expect(afterAnswers(once.flow, failed(1), LIMITS, at(9_999)).transition).toBeNull()
  expect(afterAnswers(once.flow, failed(1), LIMITS, at(10_000)).transition).toBe('opened')
  const mixed = afterAnswers(fresh, { ...failed(39), succeeded: 10 }, LIMITS, at(0)).flow
  expect(afterAnswers(mixed, failed(1), LIMITS, at(20_000)).transition).toBe('opened')
  expect(
    afterAnswers({ ...mixed, window_succeeded: 11 }, failed(1), LIMITS, at(20_000)).transition,
  ).toBeNull()
})

test('closing it lets the backlog go, or keeps it for a person where the web hook is set to', () => {
  const open: Flow = {
    ...fresh,
    breaker: 'open',
    breaker_since: start,
    breaker_reason: 'no',
    probe_at: start,
    epoch: 4,
    released_from: 3,
  }
  const ok = { ...quiet, succeeded: 1 }
  expect(afterAnswers(open, ok, LIMITS, start).flow).toMatchObject({ epoch: 4, released_from: 3 })
  expect(afterAnswers(open, ok, { ...LIMITS, catchUpAutomatically: false }, start).flow).toMatchObject({
    epoch: 5,
    released_from: 5,
  })
  expect(keepBacklog(open)).toMatchObject({ epoch: 5, released_from: 5 })
})

/** Rounds of a receiver that answers `answer` to so many calls at a time; the limit after each, and the calls made. */
function* rounds(
  count: number,
  maxInFlight: number,
  answer: (inFlight: number) => { answerMs: number; congested?: boolean },
) {
  let flow: Flow = { ...fresh, in_flight_limit: Math.min(FIRST_LIMIT, maxInFlight) }
  let now = start
  for (let i = 0; i < count; i++) {
    const inFlight = Math.floor(flow.in_flight_limit)
    const { answerMs, congested = false } = answer(inFlight)
    now = new Date(now.getTime() + answerMs)
    const answers = congested
      ? { ...quiet, failed: inFlight, congested }
      : { ...quiet, succeeded: inFlight, answerMs }
    const limits = { maxInFlight, catchUpAutomatically: true }
    flow = { ...afterAnswers({ ...flow, in_flight: inFlight }, answers, limits, now).flow, in_flight: 0 }
    yield { inFlight, now, limit: flow.in_flight_limit }
  }
}

test('the limit begins at 10 and rises to the ceiling while answers come as quickly', () => {
  for (const maxInFlight of [50, 100]) {
    const played = [...rounds(120, maxInFlight, () => ({ answerMs: 100 }))]
    expect(played[0]!.inFlight).toBe(10)
    expect(played.at(-1)!.limit).toBe(maxInFlight)
    for (const [i, { inFlight }] of played.entries()) expect(inFlight).toBeLessThanOrEqual(10 + i)
  }
})

test('a receiver that answers more slowly the more it is asked is not pressed', () => {
  const played = [...rounds(500, 50, (inFlight) => ({ answerMs: 20 * inFlight }))]
  expect(Math.max(...played.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(16)
})

test('a receiver that falls over at twelve at a time falls over once in some minutes, not again and again', () => {
  const overloads: number[] = []
  for (const { inFlight, now } of rounds(20_000, 50, (calls) =>
    calls >= 12 ? { answerMs: 5_000, congested: true } : { answerMs: 50 },
  )) {
    if (inFlight >= 12) overloads.push(now.getTime())
  }
  expect(overloads.length).toBeGreaterThan(1)
  for (const [i, time] of overloads.entries())
    if (i > 0) expect(time - overloads[i - 1]!).toBeGreaterThanOrEqual(5 * MINUTE_MS)
})

test('a limit that is not used does not rise', () => {
  const answers = { ...quiet, succeeded: 100, answerMs: 1 }
  const limitWith = (in_flight: number) =>
    nextLimit({ ...fresh, in_flight }, answers, 50, start).in_flight_limit
  expect([limitWith(1), limitWith(5)]).toEqual([10, 20])
})

test('what has become slower for good is the usual after some minutes', () => {
  let flow: Flow = { ...fresh, answer_ms: 20, last_succeeded_at: start }
  const answers = { ...quiet, succeeded: 5, answerMs: 200 }
  for (let minute = 1; minute <= 30; minute++) {
    const now = new Date(start.getTime() + minute * MINUTE_MS)
    flow = { ...afterAnswers({ ...flow, in_flight: 10 }, answers, { ...LIMITS, maxInFlight: 50 }, now).flow }
  }
  expect(flow.answer_ms).toBeGreaterThan(100)
  expect(flow.in_flight_limit).toBeGreaterThan(10)
})

test('overload halves the limit, and a lower ceiling caps it', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 100, noNaN: true }), (in_flight_limit) => {
      const congested = { ...quiet, succeeded: 3, answerMs: 10, congested: true }
      const next = nextLimit({ ...fresh, in_flight_limit }, congested, 100, start)
      expect(next.in_flight_limit).toBe(Math.max(1, in_flight_limit / 2))
    }),
  )
  expect(nextLimit(fresh, quiet, 3, start).in_flight_limit).toBe(3)
})

/** The judge of a chaos run sees every kind of fault: a good outcome is spoilt in one way at a time. */
import { expect, test } from 'vitest'
import { hashOf, type Arrival } from './bad-receivers.ts'
import { checkOutcome, type LogLine, type Outcome } from './check-outcome.ts'

const MEETING = '5e9459c5b863b82cefdddf4f'
const T0 = Date.parse('2026-11-24T10:00:00Z')
const MINUTE_MS = 60_000

function bodyOf(event: number): string {
  return JSON.stringify({ event })
}

function line(more: Partial<LogLine>): LogLine {
  return {
    deliveryId: 1,
    eventId: 'e0',
    webHookId: 'scheduled',
    attempt: 1,
    finalState: 'delivered',
    status: 200,
    errorClass: null,
    reason: null,
    nextAttemptAt: null,
    loggedAt: new Date(T0),
    deliveryCreatedAt: new Date(T0),
    ...more,
  }
}

function arrival(event: number, order: number, more: Partial<Arrival> = {}): Arrival {
  return {
    order,
    answeredOrder: order + 1,
    receiver: 'r',
    path: event === 0 ? '/scheduled' : '/updated',
    event,
    webhookId: `e${event}`,
    attempt: 1,
    sequences: String(event + 1),
    bodyHash: hashOf(bodyOf(event)),
    answer: 'ok',
    taken: 'yes',
    at: T0,
    ...more,
  }
}

const failedTry = line({
  finalState: null,
  status: 500,
  errorClass: 'status',
  reason: 'The receiver answered 500.',
  nextAttemptAt: new Date(T0 + 5_000),
})

/** A meeting is scheduled (the first call fails, the second is taken) and updated (taken at once). */
function good(): Outcome {
  return {
    events: [
      { event: 0, hook: 'onMeetingScheduled', meetings: [MEETING], body: bodyOf(0), acknowledgedAs: 'e0' },
      { event: 1, hook: 'onMeetingUpdated', meetings: [MEETING], body: bodyOf(1), acknowledgedAs: 'e1' },
    ],
    webHooks: [
      {
        id: 'scheduled',
        receiver: 'r',
        path: '/scheduled',
        hook: 'onMeetingScheduled',
        holdMs: 10 * MINUTE_MS,
      },
      { id: 'updated', receiver: 'r', path: '/updated', hook: 'onMeetingUpdated', holdMs: 10 * MINUTE_MS },
    ],
    stored: [
      { id: 'e0', event: 0, sequences: [1] },
      { id: 'e1', event: 1, sequences: [2] },
    ],
    log: [failedTry, line({ attempt: 2 }), line({ deliveryId: 2, eventId: 'e1', webHookId: 'updated' })],
    journal: [arrival(0, 10, { answer: '500', taken: 'no' }), arrival(0, 20, { attempt: 2 }), arrival(1, 30)],
    disturbances: [],
    everOpen: new Set(),
    left: { deliveries: 0, leases: 0, inFlight: 0 },
    forbiddenCalls: 0,
  }
}

function faultsAfter(spoil: (outcome: Outcome) => void): string[] {
  const outcome = good()
  spoil(outcome)
  return checkOutcome(outcome).faults
}

test('a good outcome has no faults, and its order was really looked at', () => {
  expect(checkOutcome(good())).toEqual({
    faults: [],
    tried: { deliveries: 2, orderedPairs: 1, exemptPairs: 0, repeats: 0, givenUp: 0 },
  })
})

const spoilt: [what: string, words: RegExp, spoil: (outcome: Outcome) => void][] = [
  ['an acknowledged event that is gone', /acknowledged and is not stored/, (o) => o.stored.pop()],
  ['a call that never came', /was not delivered/, (o) => [o.log.pop(), o.journal.pop()]],
  ['a delivery that nobody took', /no receiver took/, (o) => o.journal.pop()],
  ['another id', /came to \/updated as other/, (o) => (o.journal[2]!.webhookId = 'other')],
  ['other bytes', /other bytes/, (o) => (o.journal[2]!.bodyHash = hashOf('{}'))],
  ['another number in the header', /with numbers 7/, (o) => (o.journal[2]!.sequences = '7')],
  ['a gap in the numbers', /has the numbers 1,3/, (o) => (o.stored[1]!.sequences = [3])],
  ['a try without a line', /no single line for try 1/, (o) => o.log.shift()],
  ['a line written twice', /no single line for try 2/, (o) => o.log.unshift(failedTry)],
  ['a line of another delivery', /more than one delivery/, (o) => (o.log[0] = { ...failedTry, deliveryId: 9 })],
  ['a failure without a reason', /does not say why/, (o) => (o.log[0] = { ...failedTry, reason: null })],
  ['two final lines', /is final in try 1/, (o) => (o.log[0] = { ...failedTry, finalState: 'failed' })],
  ['a call after the delivery', /again after it had been delivered/, (o) => o.journal.push(arrival(1, 40, { attempt: 2 }))],
  ['a repeat for no reason', /for no reason/, (o) => (o.journal[0]!.taken = 'yes')],
  ['an overtaken call', /event 1 for \/updated overtook event 0/, (o) => (o.journal[2]!.order = 15)],
  ['a call beside an unanswered one', /overtook/, (o) => (o.journal[1]!.answeredOrder = 31)],
  ['a delivery that is left', /1 deliveries are left/, (o) => (o.left.deliveries = 1)],
  ['a lease that is left', /1 leases are left/, (o) => (o.left.leases = 1)],
  ['calls that are counted for ever', /2 calls are counted/, (o) => (o.left.inFlight = 2)],
  ['a call that got past the guard', /forbidden address/, (o) => (o.forbiddenCalls = 1)],
] // prettier-ignore

test.each(spoilt)('it sees %s', (_, words, spoil) => {
  expect(faultsAfter(spoil).join('\n')).toMatch(words)
})

const allowed: [what: string, spoil: (outcome: Outcome) => void][] = [
  [
    'an event that nobody acknowledged, and that was not committed',
    (o) => o.events.push({ event: 2, hook: 'onMeetingUpdated', meetings: [MEETING], body: '', acknowledgedAs: null }),
  ],
  [
    'a repeat where a process died in between',
    (o) => {
      o.journal[0]!.taken = 'yes'
      o.disturbances.push({ what: 'a process was killed', from: 12, to: 14 })
    },
  ],
  ['a repeat where the answer was cut off', (o) => (o.journal[0]!.taken = 'cut off')],
  [
    'a call that overtakes one whose first failure is older than the hold limit',
    (o) => {
      o.journal[2]!.order = 15
      o.journal[2]!.at = T0 + 10 * MINUTE_MS
    },
  ],
  [
    'a call that overtakes one of a web hook whose breaker was open',
    (o) => {
      o.journal[2]!.order = 15
      o.everOpen.add('scheduled')
    },
  ],
] // prettier-ignore

test.each(allowed)('it allows %s', (_, spoil) => {
  expect(faultsAfter(spoil)).toEqual([])
})

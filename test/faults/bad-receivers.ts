/**
 * The receivers of a chaos run, and their common journal: every call in the order of arrival, with what was answered
 * and when. What a receiver does with a call is drawn from the seed, the call's event, web hook and attempt, so that
 * it is the same in a replay, however fast things go. Once told to behave, they answer 200 to everything.
 */
import { createHash } from 'node:crypto'
import { startListener, type Answer, type Listener, type ListenerCall } from '../support/listener.ts'
import { FORBIDDEN_ADDRESS } from './engine-protocol.ts'
import type { Random } from './seeded-random.ts'

export interface Arrival {
  /** Place in the run's one order of things; see `Order`. */
  order: number
  /** When its answer was begun; null: never. */
  answeredOrder: number | null
  receiver: string
  path: string
  /** The number that the run gave to the event; it is in the body. */
  event: number
  webhookId: string
  attempt: number
  sequences: string
  bodyHash: string
  answer: string
  /** Whether the answer's status line says that the call was taken: certainly, certainly not, or cut off. */
  taken: 'yes' | 'no' | 'cut off'
  /** By the clock of the database at that moment, epoch milliseconds. */
  at: number
}

/** One order over everything that happens in a run: arrivals, answers, and the faults that were done. */
export interface Order {
  next(): number
  /** What the database's clock says now, epoch milliseconds. */
  now(): number
}

export interface Receivers {
  readonly origins: { calm: string; moody: string; flapping: string; hasty: string; named: string }
  readonly journal: Arrival[]
  /** Calls that got to an address which the allow-list does not name; there must be none. */
  readonly forbidden: { callCount(): number }
  /** The flapping one fails everything from now on, or nothing. */
  flap(isDown: boolean): void
  behave(): void
  /** Resolves at the next arrival. */
  nextArrival(): Promise<void>
  close(): Promise<void>
}

interface Reaction {
  name: string
  taken: Arrival['taken']
  answer: Answer
  afterMs?: number
}

const GIGABYTE = 2 ** 30
const SLOW_MS = 300
const DRIP_EVERY_MS = 4

const OK: Reaction = { name: 'ok', taken: 'yes', answer: 200 }
const WELL: Reaction = { ...OK, name: 'well again' }
const DOWN: Reaction[] = [
  { name: 'down: 503', taken: 'no', answer: 503 },
  { name: 'down: reset', taken: 'cut off', answer: { does: 'reset' } },
  { name: 'down: hangs', taken: 'no', answer: { does: 'hang' } },
]
const CALM: [number, Reaction][] = [
  [9, OK],
  [1, { name: 'slow', taken: 'yes', answer: 204, afterMs: SLOW_MS }],
]

function moods(elsewhere: string): [number, Reaction][] {
  return [
    [24, OK],
    [2, { name: 'slow', taken: 'yes', answer: 202, afterMs: SLOW_MS }],
    [3, { name: '500', taken: 'no', answer: { status: 500, body: 'sorry' } }],
    [1, { name: '404', taken: 'no', answer: 404 }],
    [1, { name: '429', taken: 'no', answer: { status: 429, headers: { 'retry-after': '1' } } }],
    [1, { name: '503', taken: 'no', answer: { status: 503, headers: { 'retry-after': '2' } } }],
    [2, { name: 'hangs', taken: 'no', answer: { does: 'hang' } }],
    [2, { name: 'resets', taken: 'cut off', answer: { does: 'reset' } }],
    [2, { name: 'ends', taken: 'cut off', answer: { does: 'end' } }],
    [1, { name: 'head, then hangs', taken: 'yes', answer: { does: 'head-only', status: 200, after: 'hang' } }],
    [1, { name: 'head, then resets', taken: 'cut off', answer: { does: 'head-only', status: 200, after: 'reset' } }],
    [1, { name: 'drips 200', taken: 'cut off', answer: { does: 'drip', status: 200, body: 'ok', everyMs: DRIP_EVERY_MS } }],
    [1, { name: 'drips 500', taken: 'no', answer: { does: 'drip', status: 500, body: 'no', everyMs: DRIP_EVERY_MS } }],
    [1, { name: 'lies long', taken: 'yes', answer: { does: 'lie', status: 200, contentLength: 999, body: 'x', after: 'end' } }],
    [1, { name: 'lies short', taken: 'yes', answer: { does: 'lie', status: 200, contentLength: 1, body: 'more than one', after: 'hang' } }],
    [1, { name: 'floods 200', taken: 'yes', answer: { does: 'flood', status: 200, bytes: GIGABYTE } }],
    [1, { name: 'floods 500', taken: 'no', answer: { does: 'flood', status: 500, bytes: GIGABYTE, chunked: true } }],
    [1, { name: 'redirects', taken: 'no', answer: { does: 'redirect', status: 307, to: elsewhere } }],
    [1, { name: 'talks nonsense', taken: 'no', answer: { does: 'raw', bytes: 'SSH-2.0-OpenSSH_9.9\r\n' } }],
  ] // prettier-ignore
}

export async function startReceivers(random: Random, order: Order): Promise<Receivers> {
  const journal: Arrival[] = []
  let waiting: (() => void)[] = []
  let isDown = false
  let behaves = false

  async function take(
    receiver: string,
    call: ListenerCall,
    choose: (dice: Random) => Reaction,
  ): Promise<Answer> {
    const arrival = readArrival(receiver, call, order)
    const name = `${receiver} ${call.path} ${arrival.event} ${arrival.attempt}`
    const reaction = behaves ? WELL : choose(random.stream(name))
    arrival.answer = reaction.name
    arrival.taken = reaction.taken
    journal.push(arrival)
    for (const resolve of waiting.splice(0)) resolve()
    if (reaction.afterMs) await new Promise((resolve) => setTimeout(resolve, reaction.afterMs))
    arrival.answeredOrder = order.next()
    return reaction.answer
  }

  const listeners: Listener[] = []
  async function receiver(name: string, choose: (dice: Random) => Reaction, port = 0): Promise<Listener> {
    const listener = await startListener({
      port,
      keepJournal: true,
      answer: (call) => take(name, call, choose),
    })
    listeners.push(listener)
    return listener
  }

  const named = await receiver('named', (dice) => dice.weighted(moods(forbiddenUrl())))
  const forbidden = await startListener({ host: FORBIDDEN_ADDRESS, port: named.port })
  listeners.push(forbidden)
  function forbiddenUrl(): string {
    return `http://${FORBIDDEN_ADDRESS}:${named.port}/stolen`
  }
  const flap = (dice: Random) => (isDown ? dice.pick(DOWN) : OK)
  const byMood = (dice: Random) => dice.weighted(moods(forbiddenUrl()))
  return {
    origins: {
      calm: (await receiver('calm', (dice) => dice.weighted(CALM))).origin,
      moody: (await receiver('moody', byMood)).origin,
      flapping: (await receiver('flapping', flap)).origin,
      hasty: (await receiver('hasty', byMood)).origin,
      named: `http://receiver.test:${named.port}`,
    },
    journal,
    forbidden,
    flap: (down) => void (isDown = down),
    behave: () => void (behaves = true),
    nextArrival: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      waiting = []
      await Promise.all(listeners.map((listener) => listener.close()))
    },
  }
}

function readArrival(receiver: string, { path, headers, body }: ListenerCall, order: Order): Arrival {
  return {
    order: order.next(),
    answeredOrder: null,
    receiver,
    path,
    event: (JSON.parse(body.toString()) as { event: number }).event,
    webhookId: String(headers['webhook-id']),
    attempt: Number(headers['webhook-attempt']),
    sequences: String(headers['webhook-sequence']),
    bodyHash: hashOf(body),
    answer: '',
    taken: 'no',
    at: order.now(),
  }
}

export function hashOf(body: Buffer | string): string {
  return createHash('sha256').update(body).digest('base64')
}

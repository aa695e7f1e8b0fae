/**
 * Whether a chaos run kept what delivery.md promises, by the receivers' own journal, the delivery log, and what is
 * left in the database. Pure; says in words what was broken, and nothing where all was kept.
 */
import { RETRY_SCHEDULE_DEFAULT_SECONDS } from '../../server/platform/config/retry-schedule.ts'
import { hashOf, type Arrival } from './bad-receivers.ts'

export interface PlannedEvent {
  event: number
  hook: string
  meetings: string[]
  body: string
  /** Its id, where the process that recorded it lived to say so. */
  acknowledgedAs: string | null
}

export interface PlannedWebHook {
  id: string
  receiver: string
  path: string
  hook: string
  holdMs: number
}

export interface StoredEvent {
  id: string
  event: number
  sequences: number[]
}

export interface LogLine {
  deliveryId: number
  eventId: string
  webHookId: string
  attempt: number
  finalState: string | null
  status: number | null
  errorClass: string | null
  reason: string | null
  nextAttemptAt: Date | null
  loggedAt: Date
  deliveryCreatedAt: Date
}

/** Something that may lose outcomes: a process or the database died, a clock leapt past a lease, a process froze. */
export interface Disturbance {
  what: string
  /** In the run's order of things. */
  from: number
  to: number
}

export interface Outcome {
  events: PlannedEvent[]
  webHooks: PlannedWebHook[]
  stored: StoredEvent[]
  log: LogLine[]
  journal: Arrival[]
  disturbances: Disturbance[]
  /** Web hooks whose breaker was ever seen open: their calls may have been overtaken meanwhile. */
  everOpen: Set<string>
  left: { deliveries: number; leases: number; inFlight: number }
  forbiddenCalls: number
}

export interface Verdict {
  faults: string[]
  /** What the run really tried, so that nobody is content with a run that tried nothing. */
  tried: { deliveries: number; orderedPairs: number; exemptPairs: number; repeats: number; givenUp: number }
}

/** One event for one web hook, with everything known about it. */
interface Delivery {
  name: string
  planned: PlannedEvent
  webHook: PlannedWebHook
  age: number
  sequences: Map<string, number>
  lines: LogLine[]
  arrivals: Arrival[]
}

const FAULTS_LIMIT = 50

export function checkOutcome(outcome: Outcome): Verdict {
  const faults: string[] = []
  const deliveries = gather(outcome, faults)
  checkLeft(outcome, faults)
  checkIdentity(outcome, faults)
  checkSequences(outcome, faults)
  let repeats = 0
  for (const delivery of deliveries) {
    checkLog(delivery, faults)
    repeats += checkRepeats(delivery, outcome.disturbances, faults)
  }
  const { ordered, exempt } = checkOrder(deliveries, outcome.everOpen, faults)
  return {
    faults: faults.slice(0, FAULTS_LIMIT),
    tried: {
      deliveries: deliveries.length,
      orderedPairs: ordered,
      exemptPairs: exempt,
      repeats,
      givenUp: deliveries.filter(wasGivenUp).length,
    },
  }
}

/** Every event that was acknowledged, and every one that was committed all the same, for each web hook of its kind. */
function gather({ events, webHooks, stored, log, journal }: Outcome, faults: string[]): Delivery[] {
  const byEvent = new Map(stored.map((row) => [row.event, row]))
  const lines = Map.groupBy(log, (line) => `${line.eventId} ${line.webHookId}`)
  const arrivals = Map.groupBy(journal, (arrival) => `${arrival.event} ${arrival.path}`)
  const deliveries: Delivery[] = []
  for (const planned of events) {
    const row = byEvent.get(planned.event)
    if (planned.acknowledgedAs !== null && row?.id !== planned.acknowledgedAs)
      faults.push(`event ${planned.event} was acknowledged and is not stored`)
    if (!row) continue
    for (const [age, webHook] of webHooks.entries()) {
      if (webHook.hook !== planned.hook) continue
      deliveries.push({
        name: `event ${planned.event} for ${webHook.path}`,
        planned,
        webHook,
        age,
        sequences: new Map(planned.meetings.map((meeting, i) => [meeting, row.sequences[i]!])),
        lines: (lines.get(`${row.id} ${webHook.id}`) ?? []).toSorted((a, b) => a.attempt - b.attempt),
        arrivals: arrivals.get(`${planned.event} ${webHook.path}`) ?? [],
      })
    }
  }
  return deliveries
}

function checkLeft({ left, forbiddenCalls }: Outcome, faults: string[]): void {
  if (left.deliveries > 0) faults.push(`${left.deliveries} deliveries are left`)
  if (left.leases > 0) faults.push(`${left.leases} leases are left`)
  if (left.inFlight !== 0) faults.push(`${left.inFlight} calls are counted as in flight`)
  if (forbiddenCalls > 0) faults.push(`${forbiddenCalls} calls reached a forbidden address`)
}

/** The same id and the same bytes on every call, whatever happened in between. */
function checkIdentity({ events, stored, journal }: Outcome, faults: string[]): void {
  const ids = new Map(stored.map((row) => [row.event, row.id]))
  const hashes = new Map(events.map(({ event, body }) => [event, hashOf(body)]))
  for (const { event, path, webhookId, bodyHash } of journal) {
    if (webhookId !== ids.get(event)) faults.push(`event ${event} came to ${path} as ${webhookId}`)
    if (bodyHash !== hashes.get(event)) faults.push(`event ${event} came to ${path} with other bytes`)
  }
}

/** 1, 2, 3 … for each meeting, and the same numbers in the header. */
function checkSequences({ events, stored, journal }: Outcome, faults: string[]): void {
  const meetingsOf = new Map(events.map(({ event, meetings }) => [event, meetings]))
  const numbers = new Map<string, number[]>()
  for (const { event, sequences } of stored) {
    for (const [i, meeting] of meetingsOf.get(event)!.entries())
      numbers.set(meeting, [...(numbers.get(meeting) ?? []), sequences[i]!])
  }
  for (const [meeting, found] of numbers) {
    const expected = found.map((_, i) => i + 1).join()
    if (found.toSorted((a, b) => a - b).join() !== expected)
      faults.push(`meeting ${meeting} has the numbers ${found.join()}`)
  }
  const headers = new Map(stored.map((row) => [row.event, row.sequences.join(', ')]))
  for (const { event, path, sequences } of journal) {
    if (sequences !== headers.get(event))
      faults.push(`event ${event} came to ${path} with numbers ${sequences}`)
  }
}

/** One line for each try, numbered without a gap, the last one final; and it says what the receiver did. */
function checkLog(delivery: Delivery, faults: string[]): void {
  const { name, lines, arrivals } = delivery
  const last = lines.at(-1)
  if (last?.finalState !== 'delivered' && !wasGivenUp(delivery)) {
    faults.push(`${name} was not delivered; ${arrivals.length} calls of it arrived`)
    return
  }
  if (new Set(lines.map(({ deliveryId }) => deliveryId)).size !== 1)
    faults.push(`${name} was more than one delivery`)
  for (const [i, line] of lines.entries()) {
    if (line.attempt !== i + 1) faults.push(`${name} has no single line for try ${i + 1}`)
    if ((line.finalState !== null) !== (line === last)) faults.push(`${name} is final in try ${line.attempt}`)
    if (line !== last && (line.reason === null || line.errorClass === null || line.nextAttemptAt === null))
      faults.push(`${name}: try ${line.attempt} does not say why it failed and what follows`)
  }
  if (arrivals.some(({ attempt }) => attempt > lines.length))
    faults.push(`${name} was called again after it had been delivered`)
  if (last?.finalState !== 'delivered') return
  if (!arrivals.some(({ attempt, taken }) => attempt === last.attempt && taken !== 'no'))
    faults.push(`${name} is logged as delivered by a try that no receiver took`)
  if (last.status === null || last.status < 200 || last.status > 299)
    faults.push(`${name} is logged as delivered with status ${last.status}`)
}

/** Tried as often as a delivery is tried. A long run has receivers that are down each time, however rarely. */
function wasGivenUp({ lines }: Delivery): boolean {
  const counted = lines.filter(({ errorClass }) => errorClass !== null && errorClass !== 'interrupted')
  return lines.at(-1)?.finalState === 'failed' && counted.length === RETRY_SCHEDULE_DEFAULT_SECONDS.length + 1
}

/** A call that was taken comes again only where its answer was cut off, or its outcome could get lost. */
function checkRepeats(
  { name, lines, arrivals }: Delivery,
  disturbances: Disturbance[],
  faults: string[],
): number {
  const first = arrivals.findIndex((arrival) => arrival.taken === 'yes')
  if (first === -1) return 0
  const taken = arrivals[first]!
  const repeats = arrivals.slice(first + 1)
  const line = lines.find(({ attempt }) => attempt === taken.attempt)
  for (const repeat of repeats) {
    const isDisturbed = disturbances.some(({ from, to }) => from <= repeat.order && to >= taken.order)
    // A busy machine may bring the answer late; the log then says so.
    if (isDisturbed || line?.errorClass === 'timeout') continue
    faults.push(
      `${name} was taken in try ${taken.attempt} and came again in try ${repeat.attempt} for no reason`,
    )
  }
  return repeats.length
}

/** In a lane nobody arrives before the answer that delivered an earlier one, but for what the hold limit allows. */
function checkOrder(deliveries: Delivery[], everOpen: Set<string>, faults: string[]) {
  let ordered = 0
  let exempt = 0
  for (const lane of Map.groupBy(lanesOf(deliveries), ({ lane }) => lane).values()) {
    lane.sort((a, b) => a.sequence - b.sequence || a.delivery.age - b.delivery.age)
    for (const [i, { delivery: later }] of lane.entries()) {
      const arrival = later.arrivals[0]
      for (const { delivery: earlier } of lane.slice(0, i)) {
        const answered = whenDelivered(earlier)
        if (!arrival || answered === null) continue
        if (everOpen.has(earlier.webHook.id) || mayOvertake(later, earlier, arrival.at)) exempt++
        else if (arrival.order > answered) ordered++
        else faults.push(`${later.name} overtook ${earlier.name}`)
      }
    }
  }
  return { ordered, exempt }
}

function lanesOf(deliveries: Delivery[]) {
  return deliveries.flatMap((delivery) =>
    [...delivery.sequences].map(([meeting, sequence]) => ({
      lane: `${meeting} ${delivery.webHook.receiver}`,
      sequence,
      delivery,
    })),
  )
}

/** When the answer was given that the log has as the delivery. A number of a try may come twice: the earlier counts. */
function whenDelivered({ lines, arrivals }: Delivery): number | null {
  const attempt = lines.at(-1)?.attempt
  const arrival = arrivals.find((candidate) => candidate.attempt === attempt && candidate.taken !== 'no')
  return arrival ? (arrival.answeredOrder ?? Infinity) : null
}

/** The first failure of the earlier one, or the wait of the later one, can have been older than the hold limit. */
function mayOvertake(later: Delivery, earlier: Delivery, at: number): boolean {
  const failedAt = earlier.lines.find(({ errorClass }) => errorClass !== null && errorClass !== 'interrupted')
  const since = Math.min(
    failedAt?.loggedAt.getTime() ?? Infinity,
    later.lines[0]?.deliveryCreatedAt.getTime() ?? Infinity,
  )
  return at - since >= later.webHook.holdMs
}

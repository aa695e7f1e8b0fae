/**
 * Stores the outcome of calls: one transaction writes the log lines *and* moves the deliveries, so that the log tells
 * the truth, and lets go on what waited behind them. In the same transaction and the same round trip the web hooks'
 * next deliveries may be claimed, so that a busy one waits for one commit and not for two.
 *
 * Every delivery is guarded by its lease token: a process that lost the lease can finish nothing. A finished delivery leaves
 * the live table; a failed try goes back to `pending` until its next one. What was held by a finished call is
 * released by a *second* statement with a fresh snapshot: one statement for both could not see what was parked after
 * its snapshot, and would strand it.
 */
import { BIGINT, binaryArray } from '../../platform/database/binary-array.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'
import { claimQuery, readClaim, type Claim, type ClaimRow } from './claim-deliveries.ts'
import type { FinishedCall } from './finished-call.ts'
import { flowValues, storeValues, type Steered } from './completion-values.ts'
import { noteTransitions, type Transition } from '../hooks/note-transitions.ts'
import { afterAnswers, type Answers, type Flow } from '../hooks/web-hook-flow.ts'

export interface Completion {
  /** Web hooks that have deliveries which were held until now. */
  released: string[]
  transitions: Transition[]
  /** What was claimed besides; null: nothing was asked for. */
  claim: Claim | null
}

/** What to claim once the outcomes are stored. */
export interface ClaimNext {
  leaseToken: string
  process: number
  /** The most that each web hook may be given, by its limit from now on; asked for at the last moment. */
  free(limits: ReadonlyMap<string, number>): ReadonlyMap<string, number>
}

interface FlowRow extends Flow {
  web_hook_id: string
  max_in_flight: number
  catch_up_automatically: boolean
  now: Date
}

const LOCK_FLOWS = `
select f.*, h.*, coalesce($2::timestamptz, now()) as now
from (select f.* from web_hook_flow f where f.web_hook_id = any ($1::uuid[]) order by f.web_hook_id for update) f
cross join lateral (
  select h.max_in_flight, h.catch_up_automatically from web_hooks h where h.id = f.web_hook_id limit 1
) h`

/**
 * The rows of deliveries in flight change under the lock of their web hook's flow only, which was taken before: what is
 * read here is what is moved. As for the shape, see `claim-deliveries`.
 */
export const STORE = `
with clock as (select coalesce($1::timestamptz, now()) as now),
calls as (
  select * from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::float8[],
    $9::boolean[], $10::timestamptz[], $11::real[], $12::real[], $13::real[], $14::real[], $15::real[], $16::text[],
    $17::text[], $18::text[], $19::text[], $20::smallint[], $21::text[], $22::bytea[], $23::boolean[], $24::text[],
    $25::text[], $26::boolean[])
  as r (log_id, delivery_id, token, outcome, final_state, reason, retry_in_ms, counts, started_at, duration_ms, dns_ms,
    connect_ms, tls_ms, first_byte_ms, address, method, url, request_headers, status, response_headers,
    response_body, truncated, error_class, hook, interrupts)
),
owned as (
  select r.*, d.event_id, d.web_hook_id, d.kind, d.repeats, d.replay_id, d.attempts, d.created_at,
    case when r.final_state is null then c.now + r.retry_in_ms * interval '1 ms' end as due_at
  from clock c
  cross join calls r
  cross join lateral (
    select d.event_id, d.web_hook_id, d.kind, d.repeats, d.replay_id, d.attempts, d.created_at
    from deliveries d where d.id = r.delivery_id and d.lease_token = r.token limit 1
  ) d
),
finished as (
  delete from deliveries
  where id = any (array(select delivery_id from owned where final_state is not null))
),
retrying as (
  select array_agg(delivery_id) as ids, array_agg(due_at) as times, array_agg(counts::int) as counts,
    array_agg(interrupts::int) as interrupts
  from owned where final_state is null
),
retried as (
  update deliveries d set state = 'pending', lease_token = null,
    due_at = (select times from retrying)[array_position((select ids from retrying), d.id)],
    failures = d.failures + (select counts from retrying)[array_position((select ids from retrying), d.id)],
    interruptions = d.interruptions
      + (select interrupts from retrying)[array_position((select ids from retrying), d.id)],
    first_failed_at = coalesce(d.first_failed_at, case
      when (select counts from retrying)[array_position((select ids from retrying), d.id)] > 0
      then (select now from clock) end)
  where d.id = any ((select ids from retrying)::bigint[])
),
logged as (
  insert into delivery_log (id, outcome, delivery_id, event_id, web_hook_id, hook, kind, repeats, replay_id, attempt,
    final_state, reason, next_attempt_at, started_at, duration_ms, dns_ms, connect_ms, tls_ms, first_byte_ms, address,
    method, url, request_headers, status, response_headers, response_body, truncated, error_class,
    delivery_created_at, logged_at)
  select s.log_id, s.outcome, s.delivery_id, s.event_id, s.web_hook_id,
    coalesce(s.hook, (select h.event from web_hooks h where h.id = s.web_hook_id)), s.kind, s.repeats, s.replay_id,
    s.attempts, s.final_state, s.reason, s.due_at, s.started_at, s.duration_ms, s.dns_ms, s.connect_ms,
    s.tls_ms, s.first_byte_ms, s.address, s.method, s.url, s.request_headers, s.status, s.response_headers,
    s.response_body, s.truncated, s.error_class, s.created_at, c.now
  from clock c, owned s
)
select delivery_id::bigint as id from owned`

export const RELEASE = `
with clock as (select coalesce($1::timestamptz, now()) as now),
freed as (delete from delivery_leases where token = any ($3::uuid[])),
steered as (
  update web_hook_flow f set in_flight = s.in_flight, in_flight_limit = s.in_flight_limit, gated_until = s.gated_until,
    breaker = s.breaker, breaker_since = s.breaker_since, breaker_reason = s.breaker_reason, probe_at = s.probe_at,
    probes_failed = s.probes_failed, window_started_at = s.window_started_at, window_succeeded = s.window_succeeded,
    window_failed = s.window_failed, last_succeeded_at = s.last_succeeded_at, last_failed_at = s.last_failed_at,
    last_error = s.last_error, epoch = s.epoch, released_from = s.released_from, answer_ms = s.answer_ms,
    limit_ceiling = s.limit_ceiling, ceiling_until = s.ceiling_until
  from unnest($4::uuid[], $5::int[], $6::real[], $7::timestamptz[], $8::text[], $9::timestamptz[], $10::text[],
    $11::timestamptz[], $12::int[], $13::timestamptz[], $14::int[], $15::int[], $16::timestamptz[], $17::timestamptz[],
    $18::text[], $19::int[], $20::int[], $21::real[], $22::real[], $23::timestamptz[])
  as s (web_hook_id, in_flight, in_flight_limit, gated_until, breaker, breaker_since, breaker_reason, probe_at,
    probes_failed, window_started_at, window_succeeded, window_failed, last_succeeded_at, last_failed_at, last_error,
    epoch, released_from, answer_ms, limit_ceiling, ceiling_until)
  where f.web_hook_id = s.web_hook_id and f.web_hook_id = any ($4::uuid[])
),
released as (
  update deliveries d set state = 'pending', held_by = null, due_at = c.now
  from clock c where d.held_by = any ($2::bigint[])
  returning d.web_hook_id
)
select distinct web_hook_id from released`

/**
 * @param emptyLeases leases of which nothing is left after this batch
 * @returns what the dispatcher has to know afterwards; nothing is assumed of calls whose lease was lost.
 */
export async function completeDeliveries(
  connection: EngineConnection,
  calls: FinishedCall[],
  emptyLeases: string[],
  now: Date | null,
  next: ClaimNext | null = null,
): Promise<Completion> {
  const webHookIds = [...new Set(calls.map((call) => call.delivery.web_hook_id))]
  return connection.transaction(async (query, commitAfter) => {
    const [flows, stored] = await Promise.all([
      query<FlowRow>({ name: 'lock-flows', text: LOCK_FLOWS, values: [webHookIds, now] }),
      query<{ id: number }>({ name: 'store-calls', text: STORE, values: storeValues(calls, now) }),
    ])
    const owned = new Set(stored.map((row) => row.id))
    const own = calls.filter((call) => owned.has(call.delivery.id))
    const steered = steer(flows, own)
    const finished = own.filter((call) => call.verdict.finalState !== null).map((call) => call.delivery.id)
    const transitions = steered.flatMap(({ webHookId, flow, transition }) =>
      transition ? [{ webHookId, flow, transition }] : [],
    )
    if (transitions.length > 0) await noteTransitions(query, now, transitions)
    const values = [now, binaryArray(BIGINT, finished, (id) => id), emptyLeases, ...flowValues(steered)]
    const release = { name: 'release-held', text: RELEASE, values }
    const free = next?.free(new Map(steered.map(({ webHookId, flow }) => [webHookId, flow.in_flight_limit])))
    if (!next || !free || free.size === 0) {
      const released = await commitAfter<{ web_hook_id: string }>(release)
      return { released: released.map((row) => row.web_hook_id), transitions, claim: null }
    }
    const [released, claimed] = await Promise.all([
      query<{ web_hook_id: string }>(release),
      commitAfter<ClaimRow>(claimQuery(free, next.leaseToken, next.process, now)),
    ])
    return {
      released: released.map((row) => row.web_hook_id),
      transitions,
      claim: readClaim(claimed),
    }
  })
}

function steer(rows: FlowRow[], calls: FinishedCall[]): Steered[] {
  const byHook = Map.groupBy(calls, (call) => call.delivery.web_hook_id)
  return rows.map((row) => {
    const own = byHook.get(row.web_hook_id) ?? []
    const limits = { maxInFlight: row.max_in_flight, catchUpAutomatically: row.catch_up_automatically }
    const { flow, transition } = afterAnswers(row, readAnswers(own, row.now), limits, row.now)
    flow.in_flight = Math.max(0, flow.in_flight - own.length)
    return { webHookId: row.web_hook_id, flow, transition }
  })
}

function readAnswers(calls: FinishedCall[], now: Date): Answers {
  const answers: Answers = {
    succeeded: 0,
    failed: 0,
    answerMs: null,
    congested: false,
    gone: null,
    gatedUntil: null,
    lastError: null,
  }
  let totalMs = 0
  for (const { verdict, firstByteMs, durationMs } of calls) {
    if (verdict.outcome === 'success') {
      answers.succeeded++
      totalMs += firstByteMs ?? durationMs ?? 0
    } else if (verdict.heldAgainstReceiver) answers.failed++
    if (verdict.outcome === 'failure') answers.lastError = verdict.reason
    if (verdict.congested) answers.congested = true
    if (verdict.gone) answers.gone = verdict.reason
    const gatedUntil = verdict.gatedForMs === null ? null : new Date(now.getTime() + verdict.gatedForMs)
    if (gatedUntil && (!answers.gatedUntil || gatedUntil > answers.gatedUntil))
      answers.gatedUntil = gatedUntil
  }
  if (answers.succeeded > 0) answers.answerMs = totalMs / answers.succeeded
  return answers
}

/**
 * Claims what may go out now: one statement that chooses, judges, leases and counts, and commits before anything is
 * sent.
 *
 * Chosen are, for each web hook that has room, its first due deliveries, so that a backlog of one takes nothing from
 * another and the cost does not grow with it. `web_hook_flow` is where all processes agree: its row is locked for
 * the moment (skipped where another process has it), and says how many calls are in flight, how many more the
 * limits allow, and whether the breaker lets a probe through.
 *
 * Each chosen one is judged by its lanes (see `lane-judgement`). Without a blocker it becomes `sending`. With one it is parked as `held`,
 * due again at the hold limit, so that a release that was lost heals itself. The blocker is locked for the parking:
 * where that fails it is just being finished, and the call behind it is left alone and judged again.
 *
 * Why no NOT EXISTS in the choice: a long held backlog would be read again at every claim. Why no lease time in the
 * row: an index that a claim writes makes every update a new row version in every index.
 */
import { binaryArray, INTEGER, UUID } from '../../platform/database/binary-array.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'
import { HOLDER } from './lane-judgement.ts'

/** Longer than any call may take (15 s) by enough to store its outcome; takeover is within 30 s of a death. */
export const LEASE_SECONDS = 25
/** A call begun later than this after its claim could outlive the lease; it is released instead. */
export const START_WITHIN_MS = 8_000
const RATE_BURST_SECONDS = 0.1

export interface ClaimedDelivery {
  id: number
  event_id: string
  web_hook_id: string
  web_hook_version: number
  replay_id: string | null
  /** Number of this call, from 1. */
  attempts: number
  failures: number
}

export interface FoundForHook {
  /** The limits of this moment would have allowed so many. */
  slots: number
  /** Due deliveries that were looked at; as many as slots: there may be more. */
  chosen: number
  /** Looked at, but neither claimed nor parked: their lane is moving right now. */
  leftAlone: number
  /** The adaptive limit of calls in flight. */
  limit: number
  /** Of its configuration. */
  version: number
}

export interface Claim {
  deliveries: ClaimedDelivery[]
  /** What was found for each web hook; one that is missing could not be looked at now. */
  hooks: Map<string, FoundForHook>
}

export interface ClaimRow extends Partial<Omit<ClaimedDelivery, 'web_hook_id' | 'web_hook_version'>> {
  found: 'hook' | 'claimed' | 'blocked' | 'parked'
  web_hook_id: string
  version?: number
  slots?: number
  in_flight_limit?: number
}

/**
 * Whatever the statistics say, each step goes by its index: rows are looked up by a lateral probe (`… limit …`), and
 * changed by an array of keys, with what is new of each taken from a second array at the key's place. A join in their
 * place may be turned round: just after a table was drained, its statistics say that it has no rows, and the planner
 * would rather walk through all of it for every candidate.
 */
export const CLAIM = `
with clock as (select coalesce($4::timestamptz, now()) as now),
wanted as (
  select f.web_hook_id, f.epoch, f.released_from, f.in_flight_limit, h.version, h.rate_per_second,
    make_interval(secs => h.hold_seconds) as hold,
    greatest(f.next_call_at, c.now - make_interval(secs => $6::float8)) as allowed_from,
    least(w.free,
      case f.breaker when 'open' then 1 else floor(f.in_flight_limit)::int - f.in_flight end,
      case when h.rate_per_second is null then w.free
        else floor(extract(epoch from c.now - greatest(f.next_call_at, c.now - make_interval(secs => $6::float8)))
          * h.rate_per_second)::int + 1 end) as slots
  from clock c
  cross join unnest($1::uuid[], $2::int[]) as w (web_hook_id, free)
  cross join lateral (
    select h.version, h.rate_per_second, h.hold_seconds from web_hooks h
    where h.id = w.web_hook_id and h.enabled and h.deleted_at is null limit 1
  ) h
  cross join lateral (
    select f.* from web_hook_flow f
    where f.web_hook_id = w.web_hook_id and not f.moving and f.gated_until <= c.now
      and (h.rate_per_second is null or f.next_call_at <= c.now)
      and ((f.breaker = 'closed' and f.in_flight < floor(f.in_flight_limit))
        or (f.breaker = 'open' and f.probe_at <= c.now and f.in_flight = 0))
    limit 1 for update skip locked
  ) f
),
chosen as (
  select d.*, w.hold
  from clock c
  cross join wanted w
  cross join lateral (
    select d.* from generate_series(w.released_from, w.epoch) as e (epoch)
    cross join lateral (
      select d.id, d.web_hook_id, d.meeting_id, d.origin_id, d.lane_class, d.sequence, d.other_meeting_ids,
        d.other_sequences, d.held_since
      from deliveries d
      where d.web_hook_id = w.web_hook_id and d.epoch = e.epoch and d.due_at <= c.now and d.state <> 'sending'
      order by d.due_at, d.id limit w.slots for update skip locked
    ) d
    limit w.slots
  ) d
),
judged as (
  select ch.id, ch.web_hook_id, b.id as blocker,
    greatest(c.now + interval '1 second', ch.hold + least(coalesce(ch.held_since, c.now),
      coalesce(b.first_failed_at, 'infinity'), coalesce(b.breaker_since, 'infinity'))) as held_until
  from clock c
  cross join chosen ch
  left join lateral (${HOLDER}) b on true
),
blockers as (
  select b.id from deliveries b
  where b.id = any (array(select blocker from judged where blocker is not null)) for share skip locked
),
parking as (
  select array_agg(id) as ids, array_agg(blocker) as blockers, array_agg(held_until) as times
  from judged where blocker = any (array(select id from blockers))
),
parked as (
  update deliveries d set state = 'held', held_since = coalesce(d.held_since, (select now from clock)),
    held_by = (select blockers from parking)[array_position((select ids from parking), d.id)],
    due_at = (select times from parking)[array_position((select ids from parking), d.id)]
  where d.id = any ((select ids from parking)::bigint[])
  returning d.web_hook_id
),
claimed as (
  update deliveries d set state = 'sending', lease_token = $3, attempts = d.attempts + 1, held_by = null
  where d.id = any (array(select id from judged where blocker is null))
  returning d.id, d.event_id, d.web_hook_id, d.replay_id, d.attempts, d.failures
),
counted as (
  update web_hook_flow f set in_flight = f.in_flight + n.calls,
    next_call_at = case when n.rate_per_second is null then f.next_call_at
      else n.allowed_from + make_interval(secs => n.calls / n.rate_per_second) end
  from (
    select cl.web_hook_id, cl.calls, w.rate_per_second, w.allowed_from
    from (select web_hook_id, count(*)::int as calls from claimed group by web_hook_id) cl
    join wanted w on w.web_hook_id = cl.web_hook_id
  ) n
  where f.web_hook_id = n.web_hook_id and f.web_hook_id = any ($1::uuid[])
),
leased as (
  insert into delivery_leases (token, leased_until, delivery_ids, process)
  select $3, min(c.now) + make_interval(secs => $5::float8), array_agg(cl.id), $7
  from clock c cross join claimed cl having count(*) > 0
)
select 'claimed' as found, web_hook_id, id, event_id, replay_id, attempts, failures, null::int as version,
  null::int as slots, null::real as in_flight_limit
from claimed
union all select 'hook', web_hook_id, null, null, null, null, null, version, slots, in_flight_limit
from wanted
union all select 'blocked', web_hook_id, null, null, null, null, null, null, null, null
from judged where blocker is not null
union all select 'parked', web_hook_id, null, null, null, null, null, null, null, null
from parked`

/**
 * @param free the most that each web hook may be given, at least 1
 * @param process the advisory lock that says that this process lives
 */
export async function claimDeliveries(
  connection: EngineConnection,
  free: ReadonlyMap<string, number>,
  leaseToken: string,
  process: number,
  now: Date | null,
): Promise<Claim> {
  return readClaim(await connection.query<ClaimRow>(claimQuery(free, leaseToken, process, now)))
}

export function claimQuery(
  free: ReadonlyMap<string, number>,
  leaseToken: string,
  process: number,
  now: Date | null,
) {
  return {
    name: 'claim',
    text: CLAIM,
    values: [
      binaryArray(UUID, [...free], ([id]) => id),
      binaryArray(INTEGER, [...free], ([, slots]) => slots),
      leaseToken,
      now,
      LEASE_SECONDS,
      RATE_BURST_SECONDS,
      process,
    ],
  }
}

export function readClaim(rows: ClaimRow[]): Claim {
  const hooks: Claim['hooks'] = new Map()
  for (const row of rows) {
    if (row.found !== 'hook') continue
    const { slots, in_flight_limit: limit, version } = row
    hooks.set(row.web_hook_id, { slots: slots!, chosen: 0, leftAlone: 0, limit: limit!, version: version! })
  }
  const deliveries: ClaimedDelivery[] = []
  for (const row of rows) {
    const hook = hooks.get(row.web_hook_id)!
    if (row.found === 'claimed')
      deliveries.push({
        id: row.id!,
        event_id: row.event_id!,
        web_hook_id: row.web_hook_id,
        web_hook_version: hook.version,
        replay_id: row.replay_id ?? null,
        attempts: row.attempts!,
        failures: row.failures!,
      })
    if (row.found === 'claimed' || row.found === 'blocked') hook.chosen++
    if (row.found === 'blocked') hook.leftAlone++
    if (row.found === 'parked') hook.leftAlone--
  }
  return { hooks, deliveries }
}

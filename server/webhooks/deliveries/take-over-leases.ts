/**
 * Takes over what a dead process held. Every claimed batch left a lease with a time and the lock of its process. When
 * the process is seen to be dead (`process-lock`), or the time is over, the first who sees it puts the deliveries back,
 * due at once, and says so in their logs: the call may have arrived, nobody stored its answer, and it is made again
 * under the same id. Where that happened again and again, the delivery is set aside (`judge-call`). A process that is not dead but slow loses its lease with its time, and its token then finishes
 * nothing.
 */
import type { FinishedCall } from './finished-call.ts'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'
import { callNotMade } from './finished-call.ts'
import { processEnded } from './judge-call.ts'
import { storeOutcomes } from './store-outcomes.ts'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'

const LEASES_LIMIT = 20

const EXPIRED = `
select token, delivery_ids from delivery_leases
where leased_until < coalesce($1::timestamptz, now()) or process = any ($2::integer[]) order by leased_until limit ${LEASES_LIMIT}`

const HELD_BY_LEASE = `
select d.*, h.*
from unnest($1::bigint[]) as held (id)
cross join lateral (select d.* from deliveries d where d.id = held.id and d.lease_token = $2 limit 1) d
cross join lateral (
  select h.event as hook, h.version as web_hook_version from web_hooks h where h.id = d.web_hook_id limit 1
) h`

interface HeldDelivery extends ClaimedDelivery {
  hook: HookName
  interruptions: number
}

/** Throws the first error where nothing could be taken over; one lease that cannot be does not stop the others. */
export async function takeOverLeases(
  connection: EngineConnection,
  dead: readonly number[],
  now: Date | null,
): Promise<{ webHookIds: string[]; leases: number; more: boolean }> {
  const leases = await connection.query<{ token: string; delivery_ids: (number | string)[] }>({
    name: 'expired-leases',
    text: EXPIRED,
    values: [now, dead],
  })
  const webHookIds: string[] = []
  let taken = 0
  const errors: unknown[] = []
  for (const { token, delivery_ids } of leases) {
    const held = await connection.query<HeldDelivery>({
      name: 'held-by-lease',
      text: HELD_BY_LEASE,
      values: [delivery_ids, token],
    })
    const calls = held.map((delivery, place): FinishedCall =>
      callNotMade(delivery, token, delivery.hook, processEnded(delivery.interruptions, place)),
    )
    try {
      await storeOutcomes(connection, calls, [token], now)
    } catch (error) {
      errors.push(error)
      continue
    }
    webHookIds.push(...held.map((delivery) => delivery.web_hook_id))
    // Of one without calls another process was quicker, or its last outcome was just stored.
    if (held.length > 0) taken += 1
  }
  if (errors.length > 0 && taken === 0) throw errors[0]
  return { webHookIds, leases: taken, more: leases.length === LEASES_LIMIT }
}

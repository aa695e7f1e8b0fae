/**
 * Reads one delivery with everything that is known of it: the bytes that it carries, and each of its tries. What the
 * caller may not see does not exist.
 */
import { sql, type Selectable } from 'kysely'
import { requireInstanceLevel, type Caller } from '../../accounts/caller.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { NotFound } from '../../platform/errors.ts'
import { readByIds } from './delivery-queries.ts'
import {
  addDetails,
  describeDeliveries,
  ownsWebHook,
  visibleDeliveries,
  type Delivery,
} from './describe-deliveries.ts'
import { explainDelivery, presentAttempt, presentDelivery } from './present-delivery.ts'

/** A delivery that servers died over again and again has more; the latest are shown. */
const ATTEMPTS_SHOWN_LIMIT = 100
const DELIVERY_ID = /^[1-9]\d{0,14}$/

type LogLine = Selectable<Tables['delivery_log']>

/** @throws NotFound `delivery-not-found` */
export async function findDelivery(queries: Queries, caller: Caller, id: string): Promise<Delivery> {
  const rows = DELIVERY_ID.test(id) ? await readByIds(queries, [Number(id)]) : []
  const [delivery] = await addDetails(
    queries,
    await visibleDeliveries(queries, caller, await describeDeliveries(queries, rows)),
  )
  if (!delivery) {
    throw new NotFound('delivery-not-found', `There is no delivery ${id}, or its time in the log is over.`)
  }
  return delivery
}

/**
 * The same, for acting on it: what goes to an instance-wide web hook is the operator's to send again or give up.
 * @throws NotFound, Forbidden
 */
export async function findOwnDelivery(queries: Queries, caller: Caller, id: string): Promise<Delivery> {
  const delivery = await findDelivery(queries, caller, id)
  const isOwn = delivery.row.kind === 'test' || ownsWebHook(caller, delivery)
  if (!isOwn) requireInstanceLevel(caller)
  return delivery
}

/** As JSON text, because the body goes in as the very bytes that were sent. */
export async function readDelivery(queries: Queries, caller: Caller, id: string): Promise<string> {
  return showDelivery(queries, caller, await findDelivery(queries, caller, id))
}

/** The same of one that was found. */
export async function showDelivery(queries: Queries, caller: Caller, delivery: Delivery): Promise<string> {
  const shown = presentDelivery(delivery, caller)
  if (caller.role === 'host') return spliceBody({ ...shown, explanation: null, attempts: [] }, null)
  const lines = await readLines(queries, delivery.row.id)
  const attempts = lines
    .filter((line) => line.error_class !== 'given-up')
    .map((line) => presentAttempt(line, ownsWebHook(caller, delivery)))
  return spliceBody(
    { ...shown, explanation: explainDelivery(delivery), attempts },
    await bodyOf(queries, delivery, lines),
  )
}

async function readLines(queries: Queries, id: number): Promise<LogLine[]> {
  const lines = await queries
    .selectFrom('delivery_log')
    .selectAll()
    .where('delivery_id', '=', id)
    .orderBy('id', 'desc')
    .limit(ATTEMPTS_SHOWN_LIMIT)
    .execute()
  return lines.reverse()
}

async function bodyOf(queries: Queries, { row }: Delivery, lines: LogLine[]): Promise<Buffer | null> {
  if (row.event_id === null) return lines.at(-1)?.test_body ?? null
  const { rows } = await sql<{ body: Buffer | null }>`
    select body from events where id = ${row.event_id}`.execute(queries)
  return rows[0]?.body ?? null
}

/** `object` with a last member `body`, which is JSON already. */
export function spliceBody(object: object, body: Buffer | null): string {
  const rest = JSON.stringify(object)
  return `${rest.slice(0, -1)},"body":${body?.toString('utf8') ?? 'null'}}`
}

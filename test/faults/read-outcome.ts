/** What a chaos run left in the database, as `check-outcome` wants it. */
import pg from 'pg'
import type { LogLine, Outcome, StoredEvent } from './check-outcome.ts'

type Left = Pick<Outcome, 'stored' | 'log' | 'left'>

export async function readOutcome(connectionString: string): Promise<Left> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const events = await client.query<{ id: string; body: Buffer; sequences: (string | number)[] }>(
      'select id, body, sequences from events',
    )
    const log = await client.query<LogLine>(
      `select delivery_id as "deliveryId", event_id as "eventId", web_hook_id as "webHookId", attempt,
         final_state as "finalState", status, error_class as "errorClass", reason,
         next_attempt_at as "nextAttemptAt", logged_at as "loggedAt", delivery_created_at as "deliveryCreatedAt"
       from delivery_log`,
    )
    const left = await client.query<Record<keyof Outcome['left'], number>>(
      `select (select count(*)::int from deliveries) as deliveries, (select count(*)::int from delivery_leases) as leases,
         (select sum(in_flight)::int from web_hook_flow) as "inFlight"`,
    )
    return { stored: events.rows.map(readEvent), log: log.rows, left: left.rows[0]! }
  } finally {
    await client.end()
  }
}

function readEvent({
  id,
  body,
  sequences,
}: {
  id: string
  body: Buffer
  sequences: (string | number)[]
}): StoredEvent {
  const { event } = JSON.parse(body.toString()) as { event: number }
  return { id, event, sequences: sequences.map(Number) }
}

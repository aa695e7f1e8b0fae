/**
 * Answers that are kept for clients that ask again. A key belongs to its caller. While its first request runs it has
 * no answer; a first request that is not done after a minute is taken to be dead (no request runs that long), and
 * its key is free again.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { Conflict, InvalidInput } from '../platform/errors.ts'
import { databaseTime } from '../platform/database/database-time.ts'

export interface IdempotencyKey {
  owner: string
  key: string
  /** SHA-256 of what the request means. */
  requestHash: Buffer
}

export interface StoredAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

export const KEPT_SECONDS = 86_400
const RUNNING_LIMIT_SECONDS = 60

/** The key belongs to another request. */
class KeyReused extends InvalidInput {
  constructor() {
    const detail = 'Another request was made with this key. Take a new one.'
    super([{ pointer: '/headers/idempotency-key', code: 'header', detail }], detail, 'idempotency-key-reused')
  }
}

/**
 * Reserves the key for the request that is about to run: null. Or the answer that an earlier one got.
 * @throws Conflict while the first one runs. @throws InvalidInput where the key was used for another request.
 */
export async function reserveIdempotencyKey(
  context: Context,
  { owner, key, requestHash }: IdempotencyKey,
): Promise<StoredAnswer | null> {
  const now = databaseTime(context.clock)
  const reserved = await sql`
    insert into idempotency_keys as k (owner, key, request_hash, created_at)
    values (${owner}, ${key}, ${requestHash}, ${now})
    on conflict (owner, key) do update
      set request_hash = excluded.request_hash, status = null, headers = null, body = null,
        created_at = excluded.created_at
      where k.created_at < ${now} - make_interval(secs => ${KEPT_SECONDS})
        or (k.status is null and k.created_at < ${now} - make_interval(secs => ${RUNNING_LIMIT_SECONDS}))
    returning 1`.execute(context.database.queries)
  if (reserved.rows.length > 0) return null

  const row = await context.database.queries
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'headers', 'body'])
    .where('owner', '=', owner)
    .where('key', '=', key)
    .executeTakeFirst()
  if (row && !row.request_hash.equals(requestHash)) {
    throw new KeyReused()
  }
  if (!row || row.status === null || row.body === null) {
    throw new Conflict(
      'idempotency-key-in-use',
      'The first request with this key is still running. Ask again in a moment.',
    )
  }
  return {
    status: row.status,
    headers: row.headers ?? {},
    body: context.vault.decrypt(row.body, place(owner, key)),
  }
}

export async function storeAnswer(
  context: Context,
  { owner, key, requestHash }: IdempotencyKey,
  answer: StoredAnswer,
): Promise<void> {
  await context.database.queries
    .updateTable('idempotency_keys')
    .set({
      status: answer.status,
      headers: JSON.stringify(answer.headers),
      body: context.vault.encrypt(answer.body, place(owner, key)),
    })
    .where('owner', '=', owner)
    .where('key', '=', key)
    .where('request_hash', '=', requestHash)
    .execute()
}

export async function releaseIdempotencyKey(context: Context, { owner, key }: IdempotencyKey): Promise<void> {
  await context.database.queries
    .deleteFrom('idempotency_keys')
    .where('owner', '=', owner)
    .where('key', '=', key)
    .where('status', 'is', null)
    .execute()
}

function place(owner: string, key: string): string {
  return `idempotency:${owner}:${key}`
}

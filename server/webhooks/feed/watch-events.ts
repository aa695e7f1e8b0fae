/**
 * Follows the catch-up feed for those who keep a connection open instead of asking again and again. Each follower has
 * its own place in the feed and is read to from there, in the feed's order: what holds for the feed holds here.
 */
import { sql } from 'kysely'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Context } from '../../platform/context.ts'
import type { Feed, FeedExpired, FeedPage, FeedRow } from './read-feed.ts'

export interface EventFollower {
  /** Null: of every kind. */
  hooks: readonly HookName[] | null
  /** 24 hex digits; null: of every meeting. */
  meetingId: string | null
  /** Null: every account's. */
  accountId: string | null
  onEvent(event: FeedRow): void
  /** Resolves when it can take more: a slow one is waited for, not read ahead of. */
  ready(): Promise<void>
  /** Its place is older than what is kept: it has to begin again. */
  onExpired(expired: FeedExpired): void
}

const LOOK_INTERVAL_MS = 500
const PAGE_EVENTS = 200

/** Where the feed ends now: what is acknowledged later comes after it. */
export async function findFeedEnd({ database }: Context, feed: Feed): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select case when is_called then last_value else 0 end as last from event_ordinals`.execute(
    database.queries,
  )
  const after = Math.max(0, rows[0]!.last - PAGE_EVENTS)
  // What was drawn may not be decided yet, so the end is asked of the feed itself, from shortly before.
  const page = await feed.read({
    after,
    hooks: null,
    meetingId: null,
    accountId: null,
    limit: PAGE_EVENTS + 1,
  })
  return 'nextOrdinal' in page ? page.nextOrdinal : page.oldestOrdinal
}

/** Reads to the follower from `after` on, until the returned function is called. */
export function followEvents(
  { logger }: Context,
  feed: Feed,
  follower: EventFollower,
  after: number,
): () => void {
  let place = after
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  /** @returns whether more may be there already */
  async function look(): Promise<boolean> {
    const { hooks, meetingId, accountId } = follower
    const page: FeedPage | FeedExpired = await feed.read({
      after: place,
      hooks,
      meetingId,
      accountId,
      limit: PAGE_EVENTS,
    })
    if (isStopped) return false
    if ('oldestOrdinal' in page) {
      isStopped = true
      follower.onExpired(page)
      return false
    }
    for (const event of page.rows) {
      await follower.ready()
      if (isStopped) return false
      follower.onEvent(event)
    }
    place = page.nextOrdinal
    return page.rows.length === PAGE_EVENTS
  }

  function schedule(delayMs: number): void {
    if (isStopped) return
    timer = setTimeout(() => {
      look().then(
        (more) => schedule(more ? 0 : LOOK_INTERVAL_MS),
        (error: unknown) => {
          logger.debug({ err: error }, 'The feed could not be read; it is read again')
          schedule(LOOK_INTERVAL_MS)
        },
      )
    }, delayMs).unref()
  }

  schedule(0)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

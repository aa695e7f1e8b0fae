/**
 * The catch-up feed: all events, in an order in which nothing ever appears behind a cursor that was handed out.
 *
 * An event's ordinal is drawn inside its transaction, so a smaller one may become visible after a larger one. The
 * feed therefore ends where everything is decided: remember the last ordinal that was drawn (S), then, in a later
 * statement, a transaction id (F). A transaction that drew an ordinal up to S had begun before F. Once no transaction up to F is
 * running any more, everything up to S is either visible or rolled back, and is served. Why not by ordinal alone: it
 * loses what commits late. Why not by transaction id: it turns a meeting's own order around.
 *
 * A long write transaction elsewhere in the cluster delays the feed; how much is exported as a metric.
 */
import { sql } from 'kysely'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import type { Database } from '../../platform/database/database.ts'
import type { StoredChange } from '../../platform/database/web-hook-tables.ts'

const DECISION_WAIT_LIMIT_MS = 2_000
const DECISION_POLL_MS = 5

export interface FeedRow {
  id: string
  ordinal: number
  hook: HookName
  account_id: string
  meeting_ids: string[]
  sequences: number[]
  occurrence: Date | null
  changes: StoredChange[] | null
  created_at: Date
  /** Null: erased. */
  body: Buffer | null
}

export interface FeedPage {
  rows: FeedRow[]
  /** The cursor after this page; stays where it was when there is nothing new. */
  nextOrdinal: number
}

export interface FeedExpired {
  oldestOrdinal: number
}

export interface FeedQuestion {
  /** Events after this ordinal; 0: from the beginning. */
  after: number
  /** Null: of every kind. */
  hooks: readonly HookName[] | null
  /** 24 hex digits; null: of every meeting. */
  meetingId: string | null
  /** Null: every account's. */
  accountId: string | null
  limit: number
}

export interface Feed {
  read(question: FeedQuestion): Promise<FeedPage | FeedExpired>
  /** How far it is behind what is being recorded. Looks once, and does not wait for a decision. */
  lag(): Promise<FeedLag>
}

export interface FeedLag {
  /** Places that are drawn and not decided yet. */
  ordinals: number
  /** For how long a decision has been waited for. */
  seconds: number
}

interface Mark {
  ordinal: number
  xid: string
  drawnAtMs: number
}

/** The rows of one meeting are few, and are found by their index; the feed is not looked through for them. */
function eventsOf(meetingId: string) {
  return sql<string>`(select event_id from event_meetings where meeting_id = ${meetingId})`
}

export function createFeed(database: Database): Feed {
  let decided = 0
  let mark: Mark | null = null
  let deciding: Promise<void> = Promise.resolve()

  async function readLast(): Promise<number> {
    const { rows } = await database.pool.query<{ last: number }>(
      `select case when is_called then last_value else 0 end as last from event_ordinals`,
    )
    return rows[0]!.last
  }

  async function drawMark(): Promise<Mark> {
    const ordinal = await readLast()
    const { rows: xids } = await database.pool.query<{ xid: string }>(
      `select pg_current_xact_id()::text as xid`,
    )
    return { ordinal, xid: xids[0]!.xid, drawnAtMs: performance.now() }
  }

  /**
   * Moves the end of the feed as far as it is decided by now, or after a short wait. A mark that an earlier question
   * left undecided is asked for first, so that the feed moves however many transactions overlap; then one of its own.
   */
  async function decide(waitLimitMs: number): Promise<void> {
    const deadline = performance.now() + waitLimitMs
    let isOwn = mark === null
    mark ??= await drawMark()
    for (;;) {
      const { rows } = await database.pool.query<{ passed: boolean }>(
        `select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 as passed`,
        [mark.xid],
      )
      if (rows[0]!.passed) {
        decided = Math.max(decided, mark.ordinal)
        mark = null
        if (isOwn) return
        mark = await drawMark()
        isOwn = true
        continue
      }
      if (performance.now() >= deadline) return
      await new Promise((resolve) => setTimeout(resolve, DECISION_POLL_MS))
    }
  }

  /** One at a time, each begun after its question: what was acknowledged before is in the answer. */
  function decideInTurn(waitLimitMs: number): Promise<void> {
    deciding = deciding.catch(() => {}).then(() => decide(waitLimitMs))
    return deciding
  }

  return {
    async lag() {
      await decideInTurn(0)
      if (mark === null) return { ordinals: 0, seconds: 0 }
      const seconds = (performance.now() - mark.drawnAtMs) / 1_000
      return { ordinals: (await readLast()) - decided, seconds }
    },
    async read({ after, hooks, meetingId, accountId, limit }) {
      const oldest = await database.queries
        .selectFrom('feed_state')
        .select('oldest_ordinal')
        .executeTakeFirstOrThrow()
      if (after > 0 && after < oldest.oldest_ordinal) return { oldestOrdinal: oldest.oldest_ordinal }
      await decideInTurn(DECISION_WAIT_LIMIT_MS)
      let query = database.queries
        .selectFrom('events')
        .select(['id', 'ordinal', 'hook', 'account_id', 'meeting_ids', 'sequences', 'occurrence', 'changes'])
        .select(['created_at', 'body'])
        .where('ordinal', '>', after)
        .where('ordinal', '<=', decided)
        .orderBy('ordinal')
        .limit(limit)
      if (hooks) query = query.where('hook', 'in', hooks)
      if (meetingId !== null) query = query.where('id', 'in', eventsOf(meetingId))
      if (accountId) query = query.where('account_id', '=', accountId)
      const rows = await query.execute()
      const end = Math.max(after, decided)
      const nextOrdinal = rows.length === limit ? rows.at(-1)!.ordinal : end
      return { rows, nextOrdinal }
    },
  }
}

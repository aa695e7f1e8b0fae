/** Accounts: tenants of the instance, each with users, rooms and meetings that no other account sees. */
import type { Context } from '../platform/context.ts'
import { type Queries, announceOnCommit, type Transaction } from '../platform/database/database.ts'
import { NotFound } from '../platform/errors.ts'
import { objectId } from '../platform/ids.ts'
import { recordAudit } from './audit.ts'
import { confinedTo, maySee, type Caller, requireInstanceLevel } from './caller.ts'

export interface AccountRow {
  id: string
  name: string
  shares_meetings: boolean
  is_sandbox: boolean
  recording_layout: FilmLayout | null
  created_at: Date
}

const COLUMNS = ['id', 'name', 'shares_meetings', 'is_sandbox', 'recording_layout', 'created_at'] as const

type FilmLayout = 'speaker' | 'grid'

/** A page of a list: what the routes ask for. `after` is the id of the last row seen. */
export interface PageRequest {
  limit: number
  after: string | null
}

/** One row more than `limit`, if there is one. */
export function listAccounts(
  { database }: Context,
  caller: Caller,
  { limit, after }: PageRequest,
): Promise<AccountRow[]> {
  const confined = confinedTo(caller)
  return database.queries
    .selectFrom('accounts')
    .select(COLUMNS)
    .$if(confined !== null, (query) => query.where('id', '=', confined!))
    .$if(after !== null, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** @throws NotFound, also for another tenant's. */
export async function findAccount(
  queries: Queries,
  caller: Caller,
  id: string,
  lock = false,
): Promise<AccountRow> {
  let query = queries.selectFrom('accounts').select(COLUMNS).where('id', '=', id)
  if (lock) query = query.forNoKeyUpdate()
  const row = maySee(caller, id) ? await query.executeTakeFirst() : undefined
  if (!row) throw new NotFound('account-not-found', `There is no account ${id}.`)
  return row
}

/** Whether the account is for trying things out: nothing is mailed for it. */
export async function isSandbox(queries: Queries, accountId: string): Promise<boolean> {
  const { is_sandbox } = await queries
    .selectFrom('accounts')
    .select('is_sandbox')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return is_sandbox
}

interface NewAccount {
  name: string
  sharesMeetings?: boolean
  isSandbox?: boolean
  recordingLayout?: FilmLayout | null
}

/** Makes a further account, with a room of its own in which its meetings are held. */
export async function createAccount(
  { database, clock }: Context,
  caller: Caller,
  { name, sharesMeetings = false, isSandbox = false, recordingLayout = null }: NewAccount,
): Promise<AccountRow> {
  requireInstanceLevel(caller)
  return database.transaction(async (tx) => {
    const id = objectId(clock.now())
    const whiteLabel = await tx.selectFrom('white_labels').select('id').executeTakeFirstOrThrow()
    const account = await tx
      .insertInto('accounts')
      .values({
        id,
        white_label_id: whiteLabel.id,
        name,
        shares_meetings: sharesMeetings,
        is_sandbox: isSandbox,
        recording_layout: recordingLayout,
      })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('rooms')
      .values({ id: objectId(clock.now()), account_id: id })
      .execute()
    await recordAudit(
      tx,
      caller,
      'account.created',
      id,
      { name, sharesMeetings, isSandbox, recordingLayout },
      id,
    )
    return account
  })
}

export interface AccountChange {
  name?: string | undefined
  sharesMeetings?: boolean | undefined
  isSandbox?: boolean | undefined
  recordingLayout?: FilmLayout | null | undefined
}

/**
 * Renames an account, lets its hosts share their meetings, makes it a sandbox, or chooses how its films look. Streams of
 * deliveries that hosts have open end when sharing changes: what they may see is another.
 */
export async function updateAccount(
  { database }: Context,
  caller: Caller,
  id: string,
  change: AccountChange,
  /** Asked under the account's lock; throws where the caller has seen another one. */
  requireSeen: (account: AccountRow) => void = () => {},
): Promise<AccountRow> {
  requireInstanceLevel(caller)
  return database.transaction(async (tx) => {
    const account = await findAccount(tx, caller, id, true)
    requireSeen(account)
    const {
      name = account.name,
      sharesMeetings = account.shares_meetings,
      isSandbox = account.is_sandbox,
      recordingLayout = account.recording_layout,
    } = change
    const isShared = sharesMeetings !== account.shares_meetings
    const isOther = isSandbox !== account.is_sandbox
    const isLaidOut = recordingLayout !== account.recording_layout
    if (name === account.name && !isShared && !isOther && !isLaidOut) return account
    await tx
      .updateTable('accounts')
      .set({
        name,
        shares_meetings: sharesMeetings,
        is_sandbox: isSandbox,
        recording_layout: recordingLayout,
      })
      .where('id', '=', id)
      .execute()
    const details = {
      before: account.name,
      after: name,
      ...(isShared && { sharesMeetings }),
      ...(isOther && { isSandbox }),
      ...(isLaidOut && { recordingLayout }),
    }
    await recordAudit(tx, caller, 'account.updated', id, details, id)
    if (isShared) await announceHosts(tx, id)
    return {
      ...account,
      name,
      shares_meetings: sharesMeetings,
      is_sandbox: isSandbox,
      recording_layout: recordingLayout,
    }
  })
}

async function announceHosts(tx: Transaction, accountId: string): Promise<void> {
  const hosts = await tx
    .selectFrom('users')
    .select('id')
    .where('account_id', '=', accountId)
    .where('role', '=', 'host')
    .execute()
  for (const { id } of hosts) announceOnCommit(tx, 'callers', id)
}

/**
 * Users: read, invited and changed by a caller who may. Their password and second factor are never read here: what is
 * read says whether there is one. How they sign in is in sign-in.ts, and what they change of themselves in
 * update-profile.ts.
 */
import { sql, type Selectable } from 'kysely'
import type { Context } from '../platform/context.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { type Queries, type Transaction, violates, announceOnCommit } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import { NotFound, Conflict } from '../platform/errors.ts'
import { objectId } from '../platform/ids.ts'
import { type PageRequest, findAccount } from './accounts.ts'
import { recordAudit } from './audit.ts'
import { confinedTo, maySee, type Caller, requirePowersOf, requireInstanceLevel } from './caller.ts'
import { createOneTimeLink, type OneTimeLink } from './one-time-link.ts'
import { queueUserMail } from './queue-user-mail.ts'
import { endSessions } from './sessions.ts'

export type UserRow = Omit<
  Selectable<Tables['users']>,
  'password_hash' | 'totp_secret' | 'totp_last_step' | 'totp_proposal' | 'totp_proposed_at'
> & {
  has_password: boolean
  has_totp: boolean
}

export interface UserFilter {
  accountId?: string | undefined
  /** Part of the name or the e-mail address, whatever its case. */
  q?: string | undefined
}

function selectUsers(queries: Queries) {
  return queries
    .selectFrom('users')
    .select([
      'id',
      'account_id',
      'email',
      'username',
      'role',
      'language',
      'disabled_at',
      'created_at',
      sql<boolean>`password_hash is not null`.as('has_password'),
      sql<boolean>`totp_secret is not null`.as('has_totp'),
    ])
}

/** One row more than `limit`, if there is one. */
export function listUsers(
  { database }: Context,
  caller: Caller,
  { accountId, q }: UserFilter,
  { limit, after }: PageRequest,
): Promise<UserRow[]> {
  const confined = confinedTo(caller)
  const pattern = `%${(q ?? '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return selectUsers(database.queries)
    .$if(confined !== null, (query) => query.where('account_id', '=', confined!))
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId!))
    .$if(q !== undefined, (query) =>
      query.where((where) =>
        where.or([where('username', 'ilike', pattern), where('email', 'ilike', pattern)]),
      ),
    )
    .$if(after !== null, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** @throws NotFound, also for another tenant's. */
export async function findUser(queries: Queries, caller: Caller, id: string, lock = false): Promise<UserRow> {
  let query = selectUsers(queries).where('id', '=', id)
  if (lock) query = query.forNoKeyUpdate()
  const row = await query.executeTakeFirst()
  if (!row || !maySee(caller, row.account_id)) throw new NotFound('user-not-found', `There is no user ${id}.`)
  return row
}

/** Whether anybody can sign in by password. */
export async function hasPasswords(queries: Queries): Promise<boolean> {
  const found = await queries
    .selectFrom('users')
    .select('id')
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Who signs in by an e-mail address, written in whatever case. An administrator who was not set up yet has none. */
export function findUserByEmail(queries: Queries, email: string) {
  return queries
    .selectFrom('users')
    .select(['id', 'account_id', 'password_hash', 'totp_secret', 'totp_last_step', 'disabled_at'])
    .where(({ eb, fn }) => eb(fn<string>('lower', ['email']), '=', email.trim().toLowerCase()))
    .where('email', '<>', '')
    .executeTakeFirst()
}

export interface AddedUser {
  accountId: string
  email: string
  username: string
  role: 'administrator' | 'host'
  /** Default: the instance's. */
  language?: string | undefined
}

/**
 * Stores a new user, who has neither a password nor a second factor yet.
 * @returns the id. @throws the database's error, of `users_email` where somebody has the address.
 */
export async function addUser(
  { clock, settings }: Context,
  tx: Transaction,
  { accountId, email, username, role, language = settings.current().language }: AddedUser,
): Promise<string> {
  const id = objectId(clock.now())
  await tx
    .insertInto('users')
    .values({
      id,
      account_id: accountId,
      email: email.trim(),
      username,
      role,
      language,
      password_hash: null,
      totp_secret: null,
      totp_last_step: null,
    })
    .execute()
  return id
}

export interface NewUser extends Omit<AddedUser, 'accountId'> {
  /** Default: the caller's. */
  accountId?: string | undefined
}

/**
 * Makes a user, who has no password yet: a one-time link lets them set it. The link is answered to anyone who invites,
 * this once, so that it can be handed over by any means; where mail is set up, it is mailed to them, too. The link
 * makes its holder that user, so the caller has to be allowed what the user will be: an administrator is invited by a
 * caller of the whole instance, and a key that lacks a scope of hosts invites nobody.
 */
export async function inviteUser(
  context: Context,
  caller: Caller,
  { email, username, role, language, accountId = caller.accountId }: NewUser,
): Promise<{ user: UserRow; link: OneTimeLink; isMailed: boolean }> {
  requirePowersOf(caller, role)
  return context.database.transaction(async (tx) => {
    await findAccount(tx, caller, accountId)
    const id = await addUser(context, tx, { accountId, email, username, role, language }).catch(
      (error: unknown) => {
        throw violates(error, 'users_email') ? emailTaken(email) : error
      },
    )
    const link = await createOneTimeLink(context, tx, id, 'invitation')
    const isMailed = await queueUserMail(context, tx, id, 'invitation', link)
    await recordAudit(tx, caller, 'user.invited', id, { email, role }, accountId)
    return { user: await findUser(tx, caller, id), link, isMailed }
  })
}

export function emailTaken(email: string): Conflict {
  return new Conflict('email-taken', `Another user has the e-mail address ${email}. Use another one.`)
}

export interface UserPatch {
  email?: string | undefined
  username?: string | undefined
  role?: 'administrator' | 'host' | undefined
  language?: string | undefined
  disabled?: boolean | undefined
  /** False takes the second factor away from somebody who lost it. */
  totpEnabled?: false | undefined
}

/**
 * Changes a user, in administration. Switching one off ends their sessions at once, and with them what their keys may
 * do. Somebody must stay to run the instance: the last active administrator can neither be switched off nor demoted.
 */
export async function updateUser(
  context: Context,
  caller: Caller,
  id: string,
  given: UserPatch,
  /** Asked under the user's lock; throws where the caller has seen another one. */
  requireSeen: (user: UserRow) => void = () => {},
): Promise<UserRow> {
  return context.database.transaction(async (tx) => {
    const user = await findUser(tx, caller, id, true)
    requireSeen(user)
    const patch = changesOf(user, given)
    requirePowersFor(caller, user.role, patch)
    const staysAdministrator = (patch.role ?? user.role) === 'administrator' && !patch.disabled
    if (user.role === 'administrator' && !staysAdministrator) await assertAnotherAdministrator(tx, id)
    if (Object.keys(patch).length === 0) return user
    await writeUser(context, tx, id, patch)
    if (patch.disabled) await endSessions(tx, id)
    if (patch.role !== undefined) announceOnCommit(tx, 'callers', id)
    await recordAudit(tx, caller, 'user.updated', id, { ...patch }, user.account_id)
    return findUser(tx, caller, id)
  })
}

/** What of the patch is not so already. */
function changesOf(user: UserRow, given: UserPatch): UserPatch {
  const patch = { ...given, ...(given.email !== undefined && { email: given.email.trim() }) }
  const now = { ...user, disabled: user.disabled_at !== null, totpEnabled: user.has_totp }
  const isChange = ([field, value]: [string, unknown]) =>
    value !== undefined && value !== now[field as keyof UserPatch]
  return Object.fromEntries(Object.entries(patch).filter(isChange))
}

/** With another address, a role, or without the second factor somebody else can become the user. */
function requirePowersFor(caller: Caller, role: UserRow['role'], patch: UserPatch): void {
  if (role === 'administrator' || patch.role === 'administrator') requireInstanceLevel(caller)
  const { username: _name, language: _language, disabled, ...rest } = patch
  if (disabled !== false && Object.keys(rest).length === 0) return
  requirePowersOf(caller, role)
  if (patch.role) requirePowersOf(caller, patch.role)
}

async function writeUser({ clock }: Context, tx: Transaction, id: string, patch: UserPatch): Promise<void> {
  const { email, username, role, language, disabled, totpEnabled } = patch
  const changes = {
    ...(email !== undefined && { email }),
    ...(username !== undefined && { username }),
    ...(role !== undefined && { role }),
    ...(language !== undefined && { language }),
    ...(disabled === true && { disabled_at: sql<Date>`coalesce(disabled_at, ${databaseTime(clock)})` }),
    ...(disabled === false && { disabled_at: null }),
    ...(totpEnabled === false && { totp_secret: null, totp_last_step: null }),
  }
  try {
    await tx.updateTable('users').set(changes).where('id', '=', id).execute()
  } catch (error) {
    if (violates(error, 'users_email')) throw emailTaken(email ?? '')
    throw error
  }
}

/** Locks the administrators, so that two of them cannot switch each other off at the same moment. */
async function assertAnotherAdministrator(tx: Transaction, id: string): Promise<void> {
  const administrators = await tx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (administrators.every((administrator) => administrator.id === id)) {
    throw new Conflict(
      'last-administrator',
      'This is the last active administrator. Make somebody else one first.',
    )
  }
}

/**
 * A new one-time link for a user: the invitation again, or a way back in for somebody who forgot their password. Its
 * holder is the user, so the caller has to be allowed everything that the user is. Where mail is set up, it is mailed
 * to the user, too.
 */
export async function renewUserLink(
  context: Context,
  caller: Caller,
  id: string,
): Promise<OneTimeLink & { isMailed: boolean }> {
  return context.database.transaction(async (tx) => {
    const user = await findUser(tx, caller, id)
    requirePowersOf(caller, user.role)
    if (user.disabled_at) {
      throw new Conflict('user-disabled', `${user.username} is disabled. Enable the user first.`)
    }
    const purpose = user.has_password ? 'password-reset' : user.email === '' ? 'set-up' : 'invitation'
    const link = await createOneTimeLink(context, tx, id, purpose)
    await recordAudit(tx, caller, 'user.link-created', id, { purpose }, user.account_id)
    const isMailed = purpose !== 'set-up' && (await queueUserMail(context, tx, id, purpose, link))
    return { ...link, isMailed }
  })
}

/**
 * Changes a user, in administration. Switching one off ends their sessions at once, and with them what their keys may
 * do. Somebody must stay to run the instance: the last active administrator can neither be switched off nor demoted.
 */
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import { announceOnCommit, violates, type Transaction } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { requireInstanceLevel, requirePowersOf, type Caller } from './caller.ts'
import { databaseTime } from '../platform/database/database-time.ts'
import { findUser, type UserRow } from './find-users.ts'
import { emailTaken } from './invite-user.ts'
import { recordAudit } from './record-audit.ts'
import { endSessions } from './sessions.ts'

export interface UserPatch {
  email?: string | undefined
  username?: string | undefined
  role?: 'administrator' | 'host' | undefined
  language?: string | undefined
  disabled?: boolean | undefined
  /** False takes the second factor away from somebody who lost it. */
  totpEnabled?: false | undefined
}

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

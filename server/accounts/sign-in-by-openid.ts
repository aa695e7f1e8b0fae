/**
 * Signs in whom an OpenID provider vouches for. The first time they are found by their verified e-mail address, from
 * then on by the subject that the provider knows them by, whatever becomes of the address: anyone who is given the
 * address of somebody who left does not become them. A second factor is the provider's business.
 *
 * Who is not a user yet becomes a host of the first account where the operator wants that, else is turned away.
 */
import { violates, type Transaction } from '../platform/database/database.ts'
import type { Context } from '../platform/context.ts'
import { addUser, findUserByEmail } from './users.ts'
import { NotAuthenticated } from './authentication-errors.ts'
import { callerOfUser } from './find-caller.ts'
import type { OpenIdPerson } from './openid-provider.ts'
import { recordAudit } from './audit.ts'
import { startSession } from './sessions.ts'

/** @returns the token of the new session */
export async function signInByOpenId(
  context: Context,
  person: OpenIdPerson,
  admitsNewUsers: boolean,
): Promise<string> {
  const attempt = () =>
    context.database.transaction(async (tx) => {
      const userId =
        (await findKnown(tx, person)) ?? (await findByAddress(context, tx, person, admitsNewUsers))
      const user = userId && (await findEnabled(tx, userId))
      if (!user) throw notInvited(person)
      const caller = await callerOfUser(tx, user.id)
      const { issuer } = person
      await recordAudit(tx, caller, 'user.signed-in', user.id, { by: issuer }, user.account_id)
      return startSession(context, tx, user.id)
    })
  try {
    return await attempt()
  } catch (error) {
    // The same newcomer in two windows: the other one has admitted them meanwhile.
    if (violates(error, 'users_email') || violates(error, 'user_identities_pkey')) return attempt()
    throw error
  }
}

/** Uses an attempt up. @returns false where it was used before, or is too old */
export async function useOpenIdAttempt(
  { database, clock }: Context,
  id: string,
  expiresAt: Date,
): Promise<boolean> {
  if (expiresAt <= clock.now()) return false
  const used = await database.queries
    .insertInto('openid_attempts_used')
    .values({ id, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

async function findKnown(tx: Transaction, { issuer, subject }: OpenIdPerson): Promise<string | null> {
  const row = await tx
    .selectFrom('user_identities')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.user_id ?? null
}

/** The first time. A user who has another subject at this provider is somebody else. */
async function findByAddress(
  context: Context,
  tx: Transaction,
  { issuer, subject, email, name }: OpenIdPerson,
  admitsNewUsers: boolean,
): Promise<string | null> {
  if (!email) return null
  const user = await findUserByEmail(tx, email)
  if (user ? await hasIdentity(tx, user.id, issuer) : !admitsNewUsers) return null
  const userId = user?.id ?? (await admit(context, tx, { issuer, email, username: name ?? email }))
  await tx.insertInto('user_identities').values({ issuer, subject, user_id: userId }).execute()
  return userId
}

async function hasIdentity(tx: Transaction, userId: string, issuer: string): Promise<boolean> {
  const row = await tx
    .selectFrom('user_identities')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('issuer', '=', issuer)
    .executeTakeFirst()
  return row !== undefined
}

async function admit(
  context: Context,
  tx: Transaction,
  { issuer, email, username }: { issuer: string; email: string; username: string },
): Promise<string> {
  const account = await tx
    .selectFrom('accounts')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const id = await addUser(context, tx, { accountId: account.id, email, username, role: 'host' })
  await recordAudit(tx, 'server', 'user.admitted', id, { email, by: issuer }, account.id)
  return id
}

function findEnabled(tx: Transaction, userId: string) {
  return tx
    .selectFrom('users')
    .select(['id', 'account_id'])
    .where('id', '=', userId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
}

function notInvited({ email }: OpenIdPerson): NotAuthenticated {
  return new NotAuthenticated(
    'openid-not-invited',
    email
      ? `Nobody here has the e-mail address ${email}. Ask an administrator to invite you.`
      : 'The provider gave no verified e-mail address. Ask an administrator.',
  )
}

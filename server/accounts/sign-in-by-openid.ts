/**
 * Signs in whom an OpenID provider vouches for. The first time they are found by their verified e-mail address, from
 * then on by the subject that the provider knows them by, whatever becomes of the address: whoever is given the
 * address of somebody who left does not become them. A second factor is the provider's business.
 *
 * Who is not a user yet becomes a host of the first account where the operator wants that, else is turned away.
 */
import { violates, type Transaction } from '../database/database.ts'
import type { Context } from '../context.ts'
import { objectId } from '../ids.ts'
import { NotAuthenticated } from './authentication-errors.ts'
import { callerOfUser } from './find-caller.ts'
import type { OpenIdPerson } from './openid-provider.ts'
import { recordAudit } from './record-audit.ts'
import { startSession } from './start-session.ts'

/** @returns the token of the new session */
export async function signInByOpenId(
  context: Context,
  person: OpenIdPerson,
  admitsNewUsers: boolean,
): Promise<string> {
  const attempt = () =>
    context.database.transaction(async (tx) => {
      const userId =
        (await findKnown(tx, person)) ??
        (await recognise(tx, person)) ??
        (admitsNewUsers ? await admit(context, tx, person) : null)
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

async function findKnown(tx: Transaction, { issuer, subject }: OpenIdPerson): Promise<string | null> {
  const row = await tx
    .selectFrom('user_identities')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.user_id ?? null
}

/** By the address, once: a user who has another subject at this provider is somebody else. */
async function recognise(tx: Transaction, { issuer, subject, email }: OpenIdPerson): Promise<string | null> {
  if (!email) return null
  const user = await tx
    .selectFrom('users')
    .select('id')
    .where(({ eb, fn }) => eb(fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('user_identities')
            .select('user_id')
            .whereRef('user_identities.user_id', '=', 'users.id')
            .where('issuer', '=', issuer),
        ),
      ),
    )
    .executeTakeFirst()
  if (!user) return null
  await tx.insertInto('user_identities').values({ issuer, subject, user_id: user.id }).execute()
  return user.id
}

async function admit(
  { clock, settings }: Context,
  tx: Transaction,
  { issuer, subject, email, name }: OpenIdPerson,
): Promise<string | null> {
  if (!email || (await isTaken(tx, email))) return null
  const account = await tx
    .selectFrom('accounts')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const id = objectId(clock.now())
  await tx
    .insertInto('users')
    .values({
      id,
      account_id: account.id,
      email,
      username: name ?? email,
      role: 'host',
      language: settings.current().language,
      password_hash: null,
      totp_secret: null,
      totp_last_step: null,
    })
    .execute()
  await tx.insertInto('user_identities').values({ issuer, subject, user_id: id }).execute()
  await recordAudit(tx, 'server', 'user.admitted', id, { email, by: issuer }, account.id)
  return id
}

async function isTaken(tx: Transaction, email: string): Promise<boolean> {
  const user = await tx
    .selectFrom('users')
    .select('id')
    .where(({ eb, fn }) => eb(fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst()
  return user !== undefined
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

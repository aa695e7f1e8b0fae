/**
 * Makes a new instance usable: one white label, its account, its administrator, the account's room. Does nothing
 * where they exist. Of several servers that start at once on an empty database one seeds, the others wait for it.
 *
 * While the administrator has no password, `ADMIN_EMAIL` and `ADMIN_PASSWORD` give them one; without them every start
 * makes a one-time link that leads to set-up. Afterwards both variables mean nothing any more: a password that was
 * changed must not come back with a restart.
 */
import { ADVISORY_LOCKS } from '../platform/database/advisory-locks.ts'
import { sql } from 'kysely'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { objectId } from '../platform/ids.ts'
import { createOneTimeLink, type OneTimeLink } from './one-time-link.ts'
import { hashPassword } from './password.ts'
import { recordAudit } from './audit.ts'

export interface Seed {
  adminEmail: string | null
  adminPassword: string | null
}

const ADMINISTRATOR_NAME = 'Administrator'
const ACCOUNT_NAME = 'Main account'

/** @returns the link that leads to set-up, where the administrator has yet to set a password */
export async function seedInstance(context: Context, seed: Seed): Promise<OneTimeLink | null> {
  const passwordHash = seed.adminEmail && seed.adminPassword ? await hashPassword(seed.adminPassword) : null
  return context.database.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS.seeding})`.execute(tx)
    const found = await findAdministrator(tx)
    const administrator = found ?? (await createInstance(context, tx))
    await fixCalendarDomain(context, tx)
    if (administrator.password_hash !== null) return null
    if (seed.adminEmail && administrator.email !== seed.adminEmail) {
      await tx
        .updateTable('users')
        .set({ email: seed.adminEmail })
        .where('id', '=', administrator.id)
        .execute()
    }
    if (passwordHash === null) return createOneTimeLink(context, tx, administrator.id, 'set-up')
    await tx
      .updateTable('users')
      .set({ password_hash: passwordHash })
      .where('id', '=', administrator.id)
      .execute()
    return null
  })
}

/** Once and for all: a server that moves to another address goes on with the UIDs that calendars know. */
async function fixCalendarDomain({ publicUrl }: Context, tx: Transaction): Promise<void> {
  await tx
    .updateTable('white_labels')
    .set({ calendar_domain: new URL(publicUrl).hostname })
    .where('calendar_domain', 'is', null)
    .execute()
}

interface Administrator {
  id: string
  email: string
  password_hash: string | null
}

function findAdministrator(tx: Transaction): Promise<Administrator | undefined> {
  return tx
    .selectFrom('users')
    .select(['id', 'email', 'password_hash'])
    .where('role', '=', 'administrator')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

async function createInstance({ clock, settings }: Context, tx: Transaction): Promise<Administrator> {
  const now = clock.now()
  const [whiteLabelId, accountId, userId] = [objectId(now), objectId(now), objectId(now)]
  const { productName, language } = settings.current()
  await tx.insertInto('white_labels').values({ id: whiteLabelId, name: productName }).execute()
  await tx
    .insertInto('accounts')
    .values({ id: accountId, white_label_id: whiteLabelId, name: ACCOUNT_NAME })
    .execute()
  await tx
    .insertInto('rooms')
    .values({ id: objectId(now), account_id: accountId })
    .execute()
  await tx
    .insertInto('users')
    .values({
      id: userId,
      account_id: accountId,
      username: ADMINISTRATOR_NAME,
      role: 'administrator',
      language,
      password_hash: null,
      totp_secret: null,
      totp_last_step: null,
    })
    .execute()
  await recordAudit(tx, 'server', 'instance.created', whiteLabelId, { accountId, userId })
  return { id: userId, email: '', password_hash: null }
}

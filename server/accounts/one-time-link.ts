/**
 * Links that let a person set their password, once: for the seeded administrator of a new instance, for an invited
 * user, and for one who forgot theirs. Who has the link is the user, so only its hash is stored, a newer link makes
 * the older ones of that user worthless (a set-up link excepted: several servers may start at once, each printing
 * its own), and a used or late one says so.
 */
import { sql } from 'kysely'
import { hashToken } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import type { Queries, Transaction } from '../platform/database/database.ts'
import { Gone, NotFound } from '../platform/errors.ts'
import { secretToken } from '../platform/ids.ts'
import { databaseTime } from '../platform/database/database-time.ts'

export type LinkPurpose = 'set-up' | 'invitation' | 'password-reset'

const VALID_SECONDS: Record<LinkPurpose, number> = {
  'set-up': 7 * 86_400,
  invitation: 7 * 86_400,
  'password-reset': 86_400,
}

export interface OneTimeLink {
  url: string
  expiresAt: Date
}

export async function createOneTimeLink(
  { clock, publicUrl }: Context,
  tx: Transaction,
  userId: string,
  purpose: LinkPurpose,
): Promise<OneTimeLink> {
  if (purpose !== 'set-up') await tx.deleteFrom('one_time_links').where('user_id', '=', userId).execute()
  const token = secretToken()
  const { rows } = await sql<{ expires_at: Date }>`
    insert into one_time_links (token_hash, user_id, purpose, expires_at)
    values (${hashToken(token)}, ${userId}, ${purpose},
      ${databaseTime(clock)} + make_interval(secs => ${VALID_SECONDS[purpose]}))
    returning expires_at`.execute(tx)
  return { url: `${publicUrl}/set-up/${token}`, expiresAt: rows[0]!.expires_at }
}

/** Whether the user was given a link in the last `seconds`, by an administrator or by mail. */
export async function wasLinkMadeWithin(
  { clock }: Context,
  queries: Queries,
  userId: string,
  seconds: number,
): Promise<boolean> {
  const { rows } = await sql`
    select from one_time_links
    where user_id = ${userId} and expires_at > ${databaseTime(clock)} + make_interval(secs =>
      case purpose when 'password-reset' then ${VALID_SECONDS['password-reset']}::int
      else ${VALID_SECONDS.invitation}::int end - ${seconds}::int)`.execute(queries)
  return rows.length > 0
}

export interface FoundLink {
  purpose: LinkPurpose
  expiresAt: Date
  userId: string
  accountId: string
  email: string
  username: string
  language: string
  /** Whether the user has a second factor, whose code is asked for. */
  hasTotp: boolean
}

/** @throws NotFound, Gone where it was used or has expired. With `lock`, nobody else can use it meanwhile. */
export async function findOneTimeLink(
  { clock }: Context,
  queries: Queries,
  token: string,
  lock = false,
): Promise<FoundLink> {
  const { rows } = await sql<FoundLink & { used: boolean; expired: boolean; disabled: boolean }>`
    select l.purpose, l.expires_at as "expiresAt", u.id as "userId", u.account_id as "accountId", u.email,
      u.username, u.language, u.totp_secret is not null as "hasTotp", l.used_at is not null as used, l.expires_at <= ${databaseTime(clock)} as expired,
      u.disabled_at is not null as disabled
    from one_time_links l join users u on u.id = l.user_id
    where l.token_hash = ${hashToken(token)}
    ${lock ? sql`for update of l` : sql``}`.execute(queries)
  const [link] = rows
  if (!link || link.disabled) {
    throw new NotFound('link-not-found', 'There is no such link. It may have been replaced by a newer one.')
  }
  if (link.used) {
    throw new Gone('link-used', 'This link was used before. Sign in with the password that was set then.')
  }
  if (link.expired) throw new Gone('link-expired', 'This link has expired. Ask for a new one.')
  return link
}

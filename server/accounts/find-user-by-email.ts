/** Who signs in by an e-mail address, written in whatever case. An administrator who was not set up yet has none. */
import type { Queries } from '../platform/database/database.ts'

export function findUserByEmail(queries: Queries, email: string) {
  return queries
    .selectFrom('users')
    .select(['id', 'account_id', 'password_hash', 'totp_secret', 'totp_last_step', 'disabled_at'])
    .where(({ eb, fn }) => eb(fn<string>('lower', ['email']), '=', email.trim().toLowerCase()))
    .where('email', '<>', '')
    .executeTakeFirst()
}

/** Ends a browser's session; the token in its cookie is worth nothing from here on. */
import { hashToken } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'

export async function signOut({ database }: Context, token: string): Promise<void> {
  await database.queries.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute()
}

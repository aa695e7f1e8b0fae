/**
 * Tokens that carry their own meaning: JSON claims and a MAC over them, `<base64url claims>.<base64url MAC>`. The
 * server keeps no copy, so every process accepts what another one gave out, and a restart invalidates nothing. The
 * purpose is part of the MAC: a join link is no room token, whatever its claims say.
 *
 * They cannot be called back. What they open is looked up in the database each time, so a token of a closed meeting
 * opens nothing although its MAC is still right.
 */
import { Type, type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Vault } from '../platform/settings/secrets.ts'

export type TokenPurpose = 'room' | 'join-link'

/** What is longer was not made here, and is refused unread. */
const TOKEN_MAX_LENGTH = 4_096

const Expiring = Type.Object({ expiresAt: Type.Integer() })

export function signToken(vault: Vault, purpose: TokenPurpose, claims: Static<typeof Expiring>): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${payload}.${vault.sign(payload, purpose)}`
}

/** The claims, where the token was made here for this purpose and has not expired; else null. */
export function readToken<Claims extends TSchema>(
  vault: Vault,
  purpose: TokenPurpose,
  claims: Claims,
  token: string,
  now: Date,
): Static<Claims> | null {
  const [payload, signature, ...rest] = token.length <= TOKEN_MAX_LENGTH ? token.split('.') : []
  if (!payload || !signature || rest.length > 0 || !vault.verify(payload, signature, purpose)) return null
  const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  if (!Value.Check(Expiring, value) || value.expiresAt <= now.getTime()) return null
  return Value.Check(claims, value) ? value : null
}

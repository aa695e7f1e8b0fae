/**
 * A browser that has signed in as a user before keeps a token that says so. It opens nothing: it only has its guesses at
 * the user's password counted by themselves, so that strangers who guess cannot keep the user out. Encrypted, so that
 * it cannot be made up; a new one with each sign-in.
 */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Context } from '../platform/context.ts'
import { secretToken } from '../platform/ids.ts'

export const KNOWN_BROWSER_SECONDS = 180 * 86_400

const PURPOSE = 'known-browser'
const KnownBrowser = Type.Object({
  id: Type.String(),
  userId: Type.String(),
  /** Epoch milliseconds. */
  expiresAt: Type.Number(),
})

export function rememberBrowser({ vault, clock }: Context, userId: string): string {
  const expiresAt = clock.now().getTime() + KNOWN_BROWSER_SECONDS * 1000
  return vault.encrypt(JSON.stringify({ id: secretToken(), userId, expiresAt }), PURPOSE)
}

/** @returns what names the browser among those of this user; null: it has not signed in as them, or long ago */
export function recogniseBrowser(
  { vault, clock }: Context,
  token: string | null,
  userId: string,
): string | null {
  if (token === null) return null
  try {
    const known: unknown = JSON.parse(vault.decrypt(token, PURPOSE))
    if (!Value.Check(KnownBrowser, known) || known.userId !== userId) return null
    return known.expiresAt > clock.now().getTime() ? known.id : null
  } catch {
    // Not ours, or from before the instance got another key.
    return null
  }
}

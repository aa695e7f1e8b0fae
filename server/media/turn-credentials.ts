/**
 * TURN servers for participants, with credentials that expire, as coturn's shared secret (`use-auth-secret`) makes them:
 * the user name begins with the time when they expire, the password is an HMAC-SHA1 of it. Nothing of
 * the secret leaves the server.
 */
import { createHmac } from 'node:crypto'
import type { Context } from '../platform/context.ts'

/** As a browser takes it (RTCIceServer). */
export interface TurnServer {
  urls: string[]
  username?: string
  credential?: string
}

/** A meeting that lasts longer asks again when its page connects again. */
const VALID_SECONDS = 12 * 3_600
const USER = 'participant'

/** The operator's coturn, and what the older setting `iceServers` still names. */
export function turnServers(context: Context): TurnServer[] {
  const { iceServers } = context.settings.current()
  const turn = ownTurnServer(context)
  return turn ? [turn, ...iceServers] : iceServers
}

/** The operator's coturn, with credentials that are valid from now on; null: there is none. */
export function ownTurnServer({ turn, clock }: Context): Required<TurnServer> | null {
  if (!turn || turn.urls.length === 0) return null
  const expiresAt = Math.floor(clock.now().getTime() / 1000) + VALID_SECONDS
  return { urls: turn.urls, ...turnCredentials(turn.secret, expiresAt) }
}

/** @param expiresAt seconds since 1970 */
export function turnCredentials(secret: string, expiresAt: number): { username: string; credential: string } {
  const username = `${expiresAt}:${USER}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}

/**
 * The LiveKit server that the operator named in System Configuration. The environment wins over it, and a change takes
 * effect with the next start: rooms that people are in do not move to another engine in the middle.
 */
import { LIVEKIT_SECRET_PLACE } from '../platform/config/settings.ts'
import type { Context } from '../platform/context.ts'
import type { LiveKitAccess } from './media-server.ts'

/** Null: there is none, and the embedded engine is used. */
export function liveKitOfSettings({ settings, vault }: Context): LiveKitAccess | null {
  const { liveKitUrl, liveKitApiKey, liveKitApiSecret } = settings.current()
  if (liveKitUrl === '' || liveKitApiSecret === '') return null
  return {
    url: liveKitUrl.replace(/\/+$/, ''),
    apiKey: liveKitApiKey,
    apiSecret: vault.decrypt(liveKitApiSecret, LIVEKIT_SECRET_PLACE),
  }
}

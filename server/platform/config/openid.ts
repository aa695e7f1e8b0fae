/**
 * The OpenID provider that people may sign in by: `OIDC_…` in the environment. Only there, and not in System
 * Configuration: anyone who names the provider decides who is who.
 */
import { WrongSetting, type Environment } from './wrong-setting.ts'

export interface OpenIdConfig {
  /** As its ID tokens say it. */
  issuer: URL
  clientId: string
  /** Null: a public client, which PKCE alone protects. */
  clientSecret: string | null
  /** What people call it: "Sign in with …". */
  name: string
  /** Whether anyone whom the provider vouches for becomes a host. */
  admitsNewUsers: boolean
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Null: passwords only. @throws WrongSetting */
export function readOpenIdConfig(env: Environment): OpenIdConfig | null {
  const text = (name: string) => env[name]?.trim() || null
  const issuer = text('OIDC_ISSUER')
  const clientId = text('OIDC_CLIENT_ID')
  if (!issuer && !clientId) return null
  if (!issuer || !clientId)
    throw new WrongSetting('OIDC_ISSUER and OIDC_CLIENT_ID go together: set both or neither.')
  const url = URL.parse(issuer)
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname)))) {
    throw new WrongSetting(`OIDC_ISSUER is "${issuer}"; it must be an https URL.`)
  }
  const newUsers = text('OIDC_NEW_USERS') ?? 'none'
  if (newUsers !== 'none' && newUsers !== 'host')
    throw new WrongSetting(`OIDC_NEW_USERS is "${newUsers}"; it must be none or host.`)
  return {
    issuer: url,
    clientId,
    clientSecret: text('OIDC_CLIENT_SECRET'),
    name: text('OIDC_NAME') ?? url.hostname,
    admitsNewUsers: newUsers === 'host',
  }
}

/** Further callers for API tests: keys that are confined to an account of their own, and hosts. */
import type { Scope } from '../../server/accounts/caller.ts'
import { inviteAndSignIn, type BrowserSession } from './browser-session.ts'
import type { Answer, Json, TestServer } from './server.ts'

export interface Tenant {
  accountId: string
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Json>>
  /** A host of this account, signed in. */
  host(): Promise<BrowserSession>
}

const SCOPES: Scope[] = [
  'meetings:read',
  'meetings:write',
  'web-hooks:read',
  'web-hooks:write',
  'deliveries:read',
  'deliveries:write',
  'administration:write',
]

export async function createTenant(server: TestServer, name: string): Promise<Tenant> {
  const account = await server.api('POST', '/accounts', { name, sharesMeetings: true })
  const accountId = String(account.body.id)
  const { body } = await server.api('POST', '/api-keys', { name, accountId, scopes: SCOPES })
  return {
    accountId,
    api: (method, path, input, headers) =>
      server.request(method, `/api/v1${path}`, input, { 'x-api-key': String(body.key), ...headers }),
    host: () => inviteAndSignIn(server, { role: 'host', accountId, email: `host-${name}@example.org` }),
  }
}

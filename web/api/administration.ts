/** Accounts, users, API keys and the audit trail. */
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type {
  Account,
  ApiKey,
  AuditEvent,
  CreatedApiKey,
  InvitedUser,
  NewAccount,
  NewApiKey,
  NewUser,
  OneTimeLink,
  User,
  UserPatch,
} from '../../server/api/schemas/accounts.ts'
import { call } from './client.ts'
import { listQuery } from './list-query.ts'
import { queryClient } from './query-client.ts'

export type { Account, ApiKey, AuditEvent, User }
export type NewUser = Static<typeof NewUser>
export type UserPatch = Static<typeof UserPatch>
export type NewApiKey = Static<typeof NewApiKey>
export type CreatedApiKey = Static<typeof CreatedApiKey>
export type InvitedUser = Static<typeof InvitedUser>
export type OneTimeLink = Static<typeof OneTimeLink>
export type Scope = ApiKey['scopes'][number]

export const accountsQuery = listQuery<Account>('/accounts', { limit: 200 })
export const accountQuery = (id: string) => detailQuery<Account>('/accounts', id)

export async function saveAccount(id: string | null, body: Static<typeof NewAccount>): Promise<Account> {
  return id === null
    ? write<Account>('POST', '/accounts', '/accounts', body)
    : write<Account>('PATCH', '/accounts', `/accounts/${id}`, body)
}

export interface UserFilter {
  q?: string
  accountId?: string
}

export const usersQuery = ({ q, accountId }: UserFilter) => listQuery<User>('/users', { q, accountId })
export const userQuery = (id: string) => detailQuery<User>('/users', id)

export const inviteUser = (body: NewUser) => write<InvitedUser>('POST', '/users', '/users', body)
export const updateUser = (id: string, body: UserPatch) =>
  write<User>('PATCH', '/users', `/users/${id}`, body)
export const renewUserLink = (id: string) =>
  write<OneTimeLink>('POST', '/users', `/users/${id}/one-time-link`)

export const apiKeysQuery = listQuery<ApiKey>('/api-keys')
export const createApiKey = (body: NewApiKey) => write<CreatedApiKey>('POST', '/api-keys', '/api-keys', body)

export async function revokeApiKey(id: string, keepalive: boolean): Promise<void> {
  await call('DELETE', `/api-keys/${id}`, { keepalive })
  await queryClient.invalidateQueries({ queryKey: ['/api-keys'] })
}

export interface AuditFilter {
  actor?: string
  action?: string
  subject?: string
}

export const auditQuery = ({ actor, action, subject }: AuditFilter) =>
  listQuery<AuditEvent>('/audit-events', { actor, action, subject })

function detailQuery<Thing>(path: string, id: string) {
  return queryOptions({ queryKey: [path, 'one', id], queryFn: () => call<Thing>('GET', `${path}/${id}`) })
}

/** Writes, and lets go of what was known of the area. */
async function write<Thing>(
  method: 'POST' | 'PATCH',
  area: string,
  path: string,
  body?: unknown,
): Promise<Thing> {
  const thing = await call<Thing>(method, path, { body })
  await queryClient.invalidateQueries({ queryKey: [area] })
  return thing
}

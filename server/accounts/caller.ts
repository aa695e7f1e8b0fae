/**
 * Who calls: a signed-in user, or a machine with an API key. Pure rules of what they may see and do; what they are
 * was found out by `api/authenticate`.
 */
import { Forbidden } from '../platform/errors.ts'

export const RESOURCES = [
  'meetings',
  'recordings',
  'summaries',
  'web-hooks',
  'deliveries',
  'administration',
] as const
export type Resource = (typeof RESOURCES)[number]
export type Scope = `${Resource}:${'read' | 'write'}`

export const ALL_SCOPES: readonly Scope[] = RESOURCES.flatMap((resource): Scope[] => [
  `${resource}:read`,
  `${resource}:write`,
])

/** Hosts see of a delivery its state and time only; the routes leave the rest out for them. */
export const HOST_SCOPES: readonly Scope[] = [
  'meetings:read',
  'meetings:write',
  'recordings:read',
  'recordings:write',
  'summaries:read',
  'summaries:write',
  'deliveries:read',
]

export interface Caller {
  kind: 'user' | 'api-key'
  /** user:<id> or api-key:<id>, as in the audit trail. */
  actor: string
  /** The user, or the key's owner: the author of what is made. */
  userId: string
  username: string
  email: string
  /** The account in which they act where they name none. */
  accountId: string
  /** instance: every account; account: their own only. */
  level: 'instance' | 'account'
  role: 'administrator' | 'host'
  scopes: ReadonlySet<Scope>
}

export function requireScope(caller: Caller, scope: Scope): void {
  if (!caller.scopes.has(scope)) {
    throw new Forbidden('missing-scope', `This needs the scope ${scope}. Use a key or a user that has it.`, {
      scope,
    })
  }
}

/** What concerns every account (settings, accounts, administrators) is for callers of the whole instance. */
export function requireInstanceLevel(caller: Caller): void {
  if (caller.level !== 'instance') {
    throw new Forbidden(
      'instance-level-needed',
      'This needs an administrator, or a key, of the whole instance.',
    )
  }
}

/** Whether something of `accountId` exists for the caller; where not, it is 404, never 403. */
export function maySee(caller: Caller, accountId: string | null): boolean {
  return caller.level === 'instance' || caller.accountId === accountId
}

/** The account to which lists are confined; null: all of them. */
export function confinedTo(caller: Caller): string | null {
  return caller.level === 'instance' ? null : caller.accountId
}

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
/** The feed cannot be written. Reading deliveries, bodies included, allows to read the feed, too. */
const FEED_SCOPE = 'events:read'
export type Scope = `${Resource}:${'read' | 'write'}` | typeof FEED_SCOPE

export const ALL_SCOPES: readonly Scope[] = [
  ...RESOURCES.flatMap((resource): Scope[] => [`${resource}:read`, `${resource}:write`]),
  FEED_SCOPE,
]

const HOST_SCOPES: readonly Scope[] = [
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
  /** Of the meetings of the account only their own, and those they are invited to: `visible-meetings` decides. */
  ownMeetingsOnly: boolean
  scopes: ReadonlySet<Scope>
}

/** Who may read deliveries may read the feed, too. */
export function hasScope({ scopes }: Pick<Caller, 'scopes'>, scope: Scope): boolean {
  return scopes.has(scope) || (scope === FEED_SCOPE && scopes.has('deliveries:read'))
}

export function requireScope(caller: Caller, scope: Scope): void {
  if (!hasScope(caller, scope)) {
    throw new Forbidden('missing-scope', `This needs the scope ${scope}. Use a key or a user that has it.`, {
      scope,
    })
  }
}

/** What users of a role may do. Hosts see of a delivery its state and time only; the routes leave out the rest. */
export function scopesOf(role: Caller['role']): readonly Scope[] {
  return role === 'administrator' ? ALL_SCOPES : HOST_SCOPES
}

/**
 * Nobody gives others more than they have: to become, by a link or an address, a user of this role, the caller has to
 * be allowed everything that the role is allowed, as far as it reaches.
 */
export function requirePowersOf(caller: Caller, role: Caller['role']): void {
  if (role === 'administrator') requireInstanceLevel(caller)
  for (const scope of scopesOf(role)) requireScope(caller, scope)
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

/**
 * The account that something new belongs to, by what the caller says: left out, as far as the caller reaches; null, the
 * whole instance. Another account's id is returned as it is, for the caller of this function to look up.
 * @returns null: the whole instance. @throws Forbidden where a caller of one account asks for the whole instance.
 */
export function chosenAccount(caller: Caller, accountId: string | null | undefined): string | null {
  if (accountId === undefined) return confinedTo(caller)
  if (accountId === null) requireInstanceLevel(caller)
  return accountId
}

/** Whether something of `accountId` exists for the caller; where not, it is 404, never 403. */
export function maySee(caller: Caller, accountId: string | null): boolean {
  return caller.level === 'instance' || caller.accountId === accountId
}

/** The account to which lists are confined; null: all of them. */
export function confinedTo(caller: Caller): string | null {
  return caller.level === 'instance' ? null : caller.accountId
}

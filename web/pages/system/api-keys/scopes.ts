/** What a key may be allowed to do. The types make this list follow the server's. */
import type { Scope } from '../../../api/administration.ts'

export type { Scope }
export type Resource = Scope extends `${infer Name}:${string}` ? Name : never

export const resources = Object.keys({
  meetings: true,
  recordings: true,
  summaries: true,
  'web-hooks': true,
  deliveries: true,
  events: true,
  administration: true,
} satisfies Record<Resource, true>) as Resource[]

export const actions = ['read', 'write'] as const

/** Null: the feed of events cannot be written. */
export function scopeOf(resource: Resource, action: (typeof actions)[number]): Scope | null {
  if (resource !== 'events') return `${resource}:${action}`
  return action === 'read' ? `${resource}:${action}` : null
}

/** Everything; keys of before the feed had a scope of its own read it with `deliveries:read`. */
export function isEverything(scopes: readonly Scope[]): boolean {
  return resources.every((resource) =>
    actions.every((action) => resource === 'events' || scopes.includes(`${resource}:${action}`)),
  )
}

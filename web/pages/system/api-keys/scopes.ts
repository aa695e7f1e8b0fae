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
  administration: true,
} satisfies Record<Resource, true>) as Resource[]

export const actions = ['read', 'write'] as const

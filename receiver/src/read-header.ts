/**
 * Reads headers from whatever holds them: a Fetch `Headers`, or the plain object of node:http and most frameworks.
 * Names match in any case. Headers that this package does not know are never looked at, so new ones do no harm.
 */
import { HookCallError } from './hook-call-error.ts'

export type HeadersLike =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** The header's value, or undefined where it is absent or empty. `name` is in lower case. */
export function readHeader(headers: HeadersLike, name: string): string | undefined {
  if (typeof headers.get === 'function') return headers.get(name) || undefined
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === name && value) return typeof value === 'string' ? value : String(value)
  }
  return undefined
}

/** The header's value; `missing-header` where it is absent. */
export function requireHeader(headers: HeadersLike, name: string): string {
  const value = readHeader(headers, name)
  if (value !== undefined) return value
  throw new HookCallError(
    'missing-header',
    `The header ${name} is missing. Look for a proxy that drops headers.`,
  )
}

/** A whole number from 1, as a header writes it; `malformed-header` where it is none. */
export function readCount(name: string, digits: string): number {
  if (/^[1-9][0-9]{0,10}$/.test(digits)) return Number(digits)
  throw new HookCallError(
    'malformed-header',
    `${name} is not a whole number from 1. Look for what changed it.`,
  )
}

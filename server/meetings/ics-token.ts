/**
 * The tokens that open a meeting's calendar file. The meeting's own (`platform/ids`) opens all of it. Where the instance
 * redacts, hooks carry another token of the same shape, which opens the times and the link only. It is made from the
 * first one, so that it need not be stored, by a hash, so that it does not lead back to it. Pure.
 */
import { createHash } from 'node:crypto'
import { equalInConstantTime } from '../platform/settings/secrets.ts'

const UUID_BYTES = 16

/** Two UUIDs joined by `-`, like the token that it is made from. */
export function redactedIcsToken(icsToken: string): string {
  const bytes = createHash('sha256').update(`redacted ${icsToken}`).digest()
  return `${uuidOf(bytes.subarray(0, UUID_BYTES))}-${uuidOf(bytes.subarray(UUID_BYTES))}`
}

/** What `token` opens of the file; null: nothing. */
export function openedBy(token: string, icsToken: string): 'all' | 'times' | null {
  if (equalInConstantTime(token, icsToken)) return 'all'
  return equalInConstantTime(token, redactedIcsToken(icsToken)) ? 'times' : null
}

/** As a random UUID of version 4 (RFC 9562) is written. */
function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  const variant = ((bytes[8]! & 0x3f) | 0x80).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20),
  ].join('-')
}

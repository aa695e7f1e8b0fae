/** `If-Match`: a writer who named the version that they saw is refused where somebody else was faster. */
import { VersionMismatch } from '../platform/errors.ts'
import type { MeetingRow } from './meeting.ts'

export function requireVersion({ version }: MeetingRow, expected: number | null): void {
  if (expected !== null && expected !== version) throw new VersionMismatch('meeting')
}

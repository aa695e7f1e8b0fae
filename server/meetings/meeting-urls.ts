/** The addresses under which people find a meeting. */
import type { Context } from '../platform/context.ts'

export function joinUrl({ publicUrl }: Pick<Context, 'publicUrl'>, meetingNumber: string): string {
  return `${publicUrl}/join/${meetingNumber}`
}

/** Anyone who has it may read the invitation. */
export function icsUrl(
  { publicUrl }: Pick<Context, 'publicUrl'>,
  { id, icsToken }: { id: string; icsToken: string },
): string {
  return `${publicUrl}/api/v1/meetings/${id}/calendar.ics?token=${icsToken}`
}

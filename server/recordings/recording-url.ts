/** `mergedRecordingUrl` of the wire contract: anyone who has it may watch, until the recording is deleted. */
import type { Context } from '../platform/context.ts'

export function recordingUrl(
  { publicUrl }: Pick<Context, 'publicUrl'>,
  { id, urlToken }: { id: string; urlToken: string },
): string {
  return `${publicUrl}/api/v1/recordings/${id}/file?token=${urlToken}`
}

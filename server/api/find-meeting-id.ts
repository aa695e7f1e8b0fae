/**
 * The id of the meeting that people and machines name by id or by its sixteen digits. An id is taken as it is, because
 * what was told about a meeting outlives it; a number is known while there is a meeting that has it.
 */
import type { Context } from '../platform/context.ts'
import { findMeetingByReference } from '../meetings/find-meeting.ts'

const OBJECT_ID = /^[0-9a-f]{24}$/

export async function findMeetingId(context: Context, reference: string): Promise<string | null> {
  if (OBJECT_ID.test(reference)) return reference
  return (await findMeetingByReference(context.database.queries, reference))?.id ?? null
}

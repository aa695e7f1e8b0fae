/** Takes a document off a meeting, and its file off the storage after the commit: `onMeetingUpdated`. */
import type { Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { meetingClosed } from './close-meeting.ts'
import { documentPath } from './document-files.ts'
import { documentNotFound } from './find-document.ts'
import { lockMeeting } from './find-meeting.ts'
import { lockCurrent, wholeSeries } from './series.ts'
import { recordMeetingEvent, showMeeting } from './show-meeting.ts'
import { changeMeeting } from './store-meeting.ts'

export async function deleteDocument(
  context: Context,
  tx: Transaction,
  caller: Caller,
  reference: string,
  documentId: string,
): Promise<void> {
  const former = await lockMeeting(tx, caller, reference)
  const current = await lockCurrent(tx, former.id)
  if (!current) throw meetingClosed()
  const { numDeletedRows } = await tx
    .deleteFrom('documents')
    .where('id', '=', documentId)
    .where('meeting_id', '=', former.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw documentNotFound()
  await tx
    .insertInto('removed_files')
    .values({ path: documentPath(former.id, documentId) })
    .execute()
  const meeting = changeMeeting(tx, former, { newSequence: false })
  const shown = await showMeeting(context, tx, meeting, current)
  await recordMeetingEvent(context, tx, 'onMeetingUpdated', shown, wholeSeries(meeting))
}

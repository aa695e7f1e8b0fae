/**
 * Adds a file to a meeting, which alters the Meeting: `onMeetingUpdated`.
 *
 * The bytes are written before the transaction that makes them count begins, since none is held open while files are
 * written; what it then refuses is removed again. A file that a dying process leaves behind is never served, and goes
 * with its meeting's folder.
 */
import type { Caller } from '../accounts/caller.ts'
import type { Context } from '../platform/context.ts'
import type { Transaction } from '../platform/database/database.ts'
import { Conflict, invalid } from '../platform/errors.ts'
import { objectId, secretToken } from '../platform/ids.ts'
import { meetingClosed } from './close-meeting.ts'
import { removeDocumentFile, writeDocument } from './document-files.ts'
import { findMeeting, lockMeeting } from './find-meeting.ts'
import { lockCurrent, wholeSeries } from './series.ts'
import { recordMeetingEvent, showMeeting, type ShownMeeting } from './show-meeting.ts'
import { changeMeeting } from './store-meeting.ts'

export const DOCUMENT_LIMIT_BYTES = 20 * 1024 * 1024
const DOCUMENTS_PER_MEETING_LIMIT = 100
const NAME_MAX_LENGTH = 255
const MIME_TYPE = /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/
const UNKNOWN_MIME_TYPE = 'application/octet-stream'

export interface NewDocument {
  name: string
  /** As the client declares it; what is none is stored as bytes of an unknown kind. */
  mimeType: string | undefined
  bytes: Uint8Array
}

export async function addDocument(
  context: Context,
  caller: Caller,
  reference: string,
  document: NewDocument,
): Promise<ShownMeeting & { documentId: string }> {
  const name = checkName(document.name)
  const { id: meetingId } = await findMeeting(context.database.queries, caller, reference)
  const now = context.clock.now()
  const documentId = objectId(now)
  await writeDocument(context, meetingId, documentId, document.bytes)
  try {
    const shown = await context.database.transaction((tx) =>
      storeDocument(context, tx, caller, meetingId, {
        id: documentId,
        meeting_id: meetingId,
        name,
        mime_type: mimeTypeOf(document.mimeType),
        size_bytes: document.bytes.length,
        url_token: secretToken(),
        created_at: now,
      }),
    )
    return { ...shown, documentId }
  } catch (error) {
    await removeDocumentFile(context, meetingId, documentId)
    throw error
  }
}

async function storeDocument(
  context: Context,
  tx: Transaction,
  caller: Caller,
  meetingId: string,
  row: {
    id: string
    meeting_id: string
    name: string
    mime_type: string
    size_bytes: number
    url_token: string
    created_at: Date
  },
): Promise<ShownMeeting> {
  const former = await lockMeeting(tx, caller, meetingId)
  const current = await lockCurrent(tx, former.id)
  if (!current) throw meetingClosed()
  const { count } = await tx
    .selectFrom('documents')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('meeting_id', '=', former.id)
    .executeTakeFirstOrThrow()
  if (count >= DOCUMENTS_PER_MEETING_LIMIT) {
    throw new Conflict(
      'too-many-documents',
      `A meeting has at most ${DOCUMENTS_PER_MEETING_LIMIT} documents. Delete one before you add another.`,
    )
  }
  await tx.insertInto('documents').values(row).execute()
  const meeting = changeMeeting(tx, former, { newSequence: false })
  const shown = await showMeeting(context, tx, meeting, current)
  await recordMeetingEvent(context, tx, 'onMeetingUpdated', shown, wholeSeries(meeting))
  return shown
}

/** The name as a file's: without folders, and without what would break a header or a terminal. */
function checkName(given: string): string {
  const name = given.split(/[\\/]/).at(-1)!.trim()
  if (/^\.{0,2}$/.test(name) || name.length > NAME_MAX_LENGTH || /\p{Cc}/u.test(name)) {
    throw invalid('/name', `Must be a file name of 1 to ${NAME_MAX_LENGTH} characters.`, 'file-name', {
      limit: NAME_MAX_LENGTH,
    })
  }
  return name
}

function mimeTypeOf(declared: string | undefined): string {
  const type = declared?.split(';', 1)[0]!.trim().toLowerCase()
  return type && MIME_TYPE.test(type) ? type : UNKNOWN_MIME_TYPE
}

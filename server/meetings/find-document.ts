/**
 * Opens a document for anyone who has its URL: the token in it is the permission, so that the URL in a hook's body works
 * for its reader until the document is deleted.
 */
import type { Context } from '../platform/context.ts'
import { equalInConstantTime } from '../platform/settings/secrets.ts'
import { NotFound } from '../platform/errors.ts'
import { documentPath } from './document-files.ts'

export interface FoundDocument {
  /** Relative to the data folder. */
  path: string
  name: string
  mimeType: string
  sizeBytes: number
}

/** Throws NotFound `document-not-found`, also where the token is wrong. */
export async function findDocument(
  context: Context,
  meetingId: string,
  documentId: string,
  token: string,
): Promise<FoundDocument> {
  const document = await context.database.queries
    .selectFrom('documents')
    .selectAll()
    .where('id', '=', documentId)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()
  if (!document || !equalInConstantTime(document.url_token, token)) throw documentNotFound()
  return {
    path: documentPath(meetingId, documentId),
    name: document.name,
    mimeType: document.mime_type,
    sizeBytes: document.size_bytes,
  }
}

export function documentNotFound(): NotFound {
  return new NotFound('document-not-found', 'There is no such document, or it was deleted.')
}

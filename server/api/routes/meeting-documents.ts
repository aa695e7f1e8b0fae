/**
 * Files that belong to a meeting. An upload may be of any media type, so its body is read here as bytes, also where
 * it is JSON. A download is for anyone who has its URL, and never runs in our origin: it is saved, not shown.
 */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { Context } from '../../platform/context.ts'
import { invalid } from '../../platform/errors.ts'
import { addDocument, DOCUMENT_LIMIT_BYTES } from '../../meetings/add-document.ts'
import { deleteDocument } from '../../meetings/delete-document.ts'
import { documentNotFound, findDocument } from '../../meetings/find-document.ts'
import type { Api } from '../api.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { UnsupportedMediaType } from '../problems.ts'
import { Nothing } from '../schemas/fields.ts'
import {
  DocumentParams,
  DocumentQuery,
  DocumentView,
  MeetingParams,
  TokenQuery,
} from '../schemas/meetings.ts'
import { etagOf } from '../versions.ts'

const tags = ['meetings']

export function registerMeetingDocumentRoutes(api: Api, context: Context): void {
  void api.register(async (uploads) => registerUpload(uploads, context))

  api.get(
    '/meetings/:id/documents/:documentId',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'downloadDocument',
        tags,
        summary: 'Downloads a document',
        description: 'For anybody who has its `url`, which has a token.',
        params: DocumentParams,
        querystring: TokenQuery,
        response: {
          200: Type.Unsafe<Readable>(
            Type.String({
              contentMediaType: 'application/octet-stream',
              description: 'The file, with the media type that it was uploaded with',
            }),
          ),
        },
      },
    },
    async ({ params, query }, reply) => {
      const document = await findDocument(context, params.id, params.documentId, query.token)
      const file = await open(join(context.dataDir, document.path)).catch(() => {
        throw documentNotFound()
      })
      return reply
        .type(document.mimeType)
        .header('content-length', document.sizeBytes)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeFileName(document.name)}`)
        .header('content-security-policy', "sandbox; default-src 'none'")
        .send(file.createReadStream())
    },
  )

  api.delete(
    '/meetings/:id/documents/:documentId',
    {
      config: { scope: 'meetings:write' },
      schema: {
        operationId: 'deleteDocument',
        tags,
        summary: 'Takes a document off a meeting',
        params: DocumentParams,
        response: { 204: Nothing },
      },
    },
    async ({ caller, params }, reply) => {
      await context.database.transaction((tx) =>
        deleteDocument(context, tx, caller, params.id, params.documentId),
      )
      return reply.code(204).send()
    },
  )
}

function registerUpload(api: Api, context: Context): void {
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  api.post(
    '/meetings/:id/documents',
    {
      bodyLimit: DOCUMENT_LIMIT_BYTES,
      config: { scope: 'meetings:write', bodyMediaType: 'application/octet-stream' },
      schema: {
        operationId: 'addDocument',
        tags,
        summary: 'Adds a document to a meeting',
        description: 'The body is the file, up to 20 MiB; its Content-Type is kept as the document’s.',
        params: MeetingParams,
        querystring: DocumentQuery,
        response: { 201: DocumentView },
      },
    },
    async ({ caller, params, query, headers, body }, reply) => {
      const { meeting, documentId } = await addDocument(context, caller, params.id, {
        name: query.name,
        mimeType: headers['content-type'],
        bytes: fileOf(headers['content-type'], body),
      })
      const document = meeting.documents.find(({ id }) => id === documentId)!
      return reply
        .code(201)
        .headers({
          location: `${API_PREFIX}/meetings/${meeting.id}/documents/${documentId}`,
          etag: etagOf(document),
        })
        .send(document)
    },
  )
}

/** @throws UnsupportedMediaType for a form, whose text would be kept as the file. @throws InvalidInput without a file */
function fileOf(contentType: string | undefined, body: unknown): Buffer {
  if (/^multipart\//i.test(contentType ?? '')) {
    throw new UnsupportedMediaType('Send the file itself as the body, not a form with the file in it.')
  }
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw invalid('', 'The body is the file. Send at least one byte.', 'empty')
  return body
}

/** RFC 8187: encodeURIComponent leaves three characters that a header's value must not have. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  })
}

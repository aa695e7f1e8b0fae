/**
 * ETag, If-Match and If-None-Match. What has a version has it as its ETag; of rooms, users, accounts and settings the
 * ETag is a hash of what is shown. A writer that sends If-Match is refused with 412 where somebody else was faster;
 * one that sends none takes what it finds. A reader that has what is stored is answered 304.
 */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { VersionMismatch } from '../platform/errors.ts'
import type { ExpectedVersions } from '../platform/expected-versions.ts'
import type { Api } from './api.ts'
import { isKnown } from './byte-range.ts'

export function etag(version: number): string {
  return `"${version}"`
}

/** Of what has no version. */
export function etagOf(view: object): string {
  return `"${createHash('sha256').update(JSON.stringify(view)).digest('base64url')}"`
}

/** Answers with what has no version, and its ETag. */
export function withEtag<View extends object>(reply: FastifyReply, view: View): View {
  reply.header('etag', etagOf(view))
  return view
}

/** The versions of which the caller believes to be changing one. A tag that we cannot have given is none of them. */
export function expectedVersions(request: FastifyRequest): ExpectedVersions {
  const tags = expectedTags(request)
  return tags && tags.flatMap((tag) => /^"(\d{1,15})"$/.exec(tag)?.[1] ?? []).map(Number)
}

/** For the transaction that changes what has no version. @throws VersionMismatch where it is not shown like this any more */
export function requireShown(request: FastifyRequest, what: string, view: object): void {
  if (expectedTags(request)?.includes(etagOf(view)) === false) throw new VersionMismatch(what)
}

/** Whether what is written must exist (`If-Match`), must not (`If-None-Match: *`), or either: null. */
export function mustExist({ headers }: FastifyRequest): boolean | null {
  if (headers['if-none-match']?.trim() === '*') return false
  return headers['if-match'] === undefined ? null : true
}

/** Answers 304 where the reader has what is stored. Files, which are streams, do so themselves. */
export function answerNotModified(app: Api): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const tag = reply.getHeader('etag')
    if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload
    if (typeof tag !== 'string' || !isKnown(request.headers['if-none-match'], tag)) return payload
    reply.code(304).removeHeader('content-length').removeHeader('content-type')
    return ''
  })
}

/** Compared as they stand: a weak tag is never equal. Null: any will do. */
function expectedTags({ headers }: FastifyRequest): string[] | null {
  const header = headers['if-match']
  if (header === undefined || header.trim() === '*') return null
  return header.split(',').map((tag) => tag.trim())
}

/**
 * ETag and If-Match on things that have a version: the ETag is the version in quotes. A writer that sends If-Match is
 * refused with 412 where somebody else was faster; one that sends none takes what it finds.
 */
import type { FastifyRequest } from 'fastify'
import { VersionMismatch } from '../platform/errors.ts'

export function etag(version: number): string {
  return `"${version}"`
}

/** The version that the caller believes to be changing; null: any. A tag that we cannot have given is 412. */
export function expectedVersion(request: FastifyRequest, what: string): number | null {
  const header = request.headers['if-match']
  if (header === undefined || header.trim() === '*') return null
  const version = /^"(\d{1,15})"$/.exec(header.trim())?.[1]
  if (version === undefined) throw new VersionMismatch(what)
  return Number(version)
}

import { expect, test } from 'vitest'
import type { FastifyRequest } from 'fastify'
import { VersionMismatch } from '../platform/errors.ts'
import { etag, expectedVersion } from './versions.ts'

function request(ifMatch?: string) {
  return { headers: { 'if-match': ifMatch } } as FastifyRequest
}

test('the version that was answered is the one that is expected', () => {
  expect(expectedVersion(request(etag(12)), 'meeting')).toBe(12)
})

test('without If-Match, and with *, any version will do', () => {
  expect(expectedVersion(request(), 'meeting')).toBeNull()
  expect(expectedVersion(request(' * '), 'meeting')).toBeNull()
})

test.each(['12', 'W/"12"', '"x"', '"1", "2"', ''])('a tag that we never gave is a mismatch: %s', (tag) => {
  expect(() => expectedVersion(request(tag), 'meeting')).toThrow(VersionMismatch)
})

import { expect, test } from 'vitest'
import type { FastifyRequest } from 'fastify'
import { VersionMismatch } from '../platform/errors.ts'
import { etag, etagOf, expectedVersions, mustExist, requireShown } from './versions.ts'

function request(ifMatch?: string, ifNoneMatch?: string) {
  return { headers: { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } } as FastifyRequest
}

test('the version that was answered is the one that is expected, also among several', () => {
  expect(expectedVersions(request(etag(12)))).toEqual([12])
  expect(expectedVersions(request('"7", "12"'))).toEqual([7, 12])
})

test('without If-Match, and with *, any version will do', () => {
  expect(expectedVersions(request())).toBeNull()
  expect(expectedVersions(request(' * '))).toBeNull()
})

test.each(['12', 'W/"12"', '"x"', ''])(
  'a tag that we never gave, or a weak one, is no version: %s',
  (tag) => {
    expect(expectedVersions(request(tag))).toEqual([])
  },
)

test('what has no version is expected as it was shown', () => {
  const room = { id: 'r', name: 'Blue' }
  requireShown(request(), 'room', room)
  requireShown(request(`"x", ${etagOf(room)}`), 'room', room)
  expect(() => requireShown(request(etagOf({ ...room, name: 'Red' })), 'room', room)).toThrow(VersionMismatch)
  expect(() => requireShown(request(`W/${etagOf(room)}`), 'room', room)).toThrow(VersionMismatch)
})

test('If-Match asks for something that exists, If-None-Match: * for nothing', () => {
  expect([mustExist(request()), mustExist(request('*')), mustExist(request(undefined, '*'))]).toEqual([
    null,
    true,
    false,
  ])
})

import { expect, test } from 'vitest'
import { parseAllowList } from './allow-list.ts'
import { parseTarget } from './parse-target.ts'
import { requestHead, RequestInvalid } from './request-head.ts'

const target = (url: string) => parseTarget(url, { allowList: parseAllowList(''), allowHttp: true })
const request = {
  target: target('https://receiver.example/hooks?x=ü'),
  method: 'POST' as const,
  headers: ['webhook-id', 'e1', 'X-Route', 'a b'],
  userAgent: 'test/1',
  bodyBytes: 5,
}

test('is written as HTTP/1.1 asks', () => {
  expect(requestHead(request).split('\r\n')).toEqual([
    'POST /hooks?x=%C3%BC HTTP/1.1',
    'host: receiver.example',
    'connection: keep-alive',
    'webhook-id: e1',
    'X-Route: a b',
    'user-agent: test/1',
    'content-length: 5',
    '',
    '',
  ])
})

test('names the port where it is not the scheme’s own, and an IPv6 address in brackets', () => {
  expect(requestHead({ ...request, target: target('https://receiver.example:8443/') })).toContain(
    '\r\nhost: receiver.example:8443\r\n',
  )
  expect(requestHead({ ...request, target: target('https://[2606:4700::1111]/') })).toContain(
    '\r\nhost: [2606:4700::1111]\r\n',
  )
})

test.each([
  ['x-a', 'a\r\nx-b: c'],
  ['x-a', 'a\nb'],
  ['x-a', '\u0000'],
  ['x-a', 'naïve – and more'],
  ['x-a: b\r\nx-c', 'd'],
  ['', 'a'],
])('refuses the header “%s: %s”', (name, value) => {
  expect(() => requestHead({ ...request, headers: [name, value] })).toThrow(RequestInvalid)
})

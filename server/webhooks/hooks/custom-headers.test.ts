import { validateHeaderName, validateHeaderValue } from 'node:http'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCustomHeaders } from './custom-headers.ts'

test('takes what people add', () => {
  expect(checkCustomHeaders({})).toEqual([])
  expect(
    checkCustomHeaders({ Authorization: 'Bearer abc.def', 'X-Route': 'a b\tc', accept: '*/*', 'x-1_2': '0' }),
  ).toEqual([])
})

test.each([
  'Host',
  'connection',
  'Keep-Alive',
  'TRANSFER-ENCODING',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'content-length',
  'Content-Type',
  'content-encoding',
  'proxy-authorization',
  'proxy-connection',
  'webhook-id',
  'Webhook-Signature',
  'webhook-anything',
  'X-API-KEY',
  'User-Agent',
])('refuses %s, which is not for people to set', (name) => {
  expect(checkCustomHeaders({ [name]: 'x' })).toEqual([
    { name, detail: expect.stringContaining('set by the server') },
  ])
})

test.each(['', 'a b', 'a:b', 'ä', 'a\r\nb', ':path', 'x'.repeat(101)])('refuses the name “%s”', (name) => {
  expect(checkCustomHeaders({ [name]: 'x' })).toMatchObject([{ name }])
})

test.each(['', ' a', 'a ', 'a\r\nx-evil: 1', 'a\nb', 'a\0b', 'ü', '\t', 'x'.repeat(4_097)])(
  'refuses the value “%s”',
  (value) => {
    expect(checkCustomHeaders({ 'x-a': value })).toMatchObject([{ name: 'x-a' }])
  },
)

test('refuses a name that is there twice but for its case', () => {
  expect(checkCustomHeaders({ 'x-a': '1', 'X-A': '2' })).toMatchObject([{ name: 'X-A' }])
})

test('bounds their number and their size', () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`x-${index}`, '1']))
  expect(checkCustomHeaders(many)).toMatchObject([{ name: null, detail: expect.stringContaining('20') }])
  const large = Object.fromEntries(Array.from({ length: 3 }, (_, index) => [`x-${index}`, 'y'.repeat(4_000)]))
  expect(checkCustomHeaders(large)).toMatchObject([{ name: null, detail: expect.stringContaining('8192') }])
})

test('whatever passes can be written by Node, and starts no line of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
      if (checkCustomHeaders({ [name]: value }).length > 0) return
      validateHeaderName(name)
      validateHeaderValue(name, value)
      expect(`${name}${value}`).not.toMatch(/[\r\n\0]/)
    }),
    { numRuns: 1_000 },
  )
})

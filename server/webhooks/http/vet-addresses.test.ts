import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAllowList } from './allow-list.ts'
import { classifyAddress } from './guard-address.ts'
import type { Target } from './parse-target.ts'
import { vetAddresses } from './vet-addresses.ts'

function target(isHttps = true): Target {
  const origin = `${isHttps ? 'https' : 'http'}://receiver.example`
  return {
    url: `${origin}/`,
    origin,
    hostname: 'receiver.example',
    port: isHttps ? 443 : 80,
    path: '/',
    isHttps,
  }
}

function resolved(...ips: string[]) {
  return ips.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

function vetted(ips: string[], allowed = '', isHttps = true, allowHttp = false): string[] {
  const policy = { allowList: parseAllowList(allowed), allowHttp }
  return vetAddresses(target(isHttps), resolved(...ips), policy).map(({ address }) => address)
}

test('keeps the public addresses of a name, in their order', () => {
  expect(vetted(['10.0.0.1', '1.1.1.1', '::1', '2606:4700::1111'])).toEqual(['1.1.1.1', '2606:4700::1111'])
})

test('refuses a name without any, and says how to allow it', () => {
  expect(() => vetted(['10.0.0.1', '::1'])).toThrow(
    'receiver.example resolves to 10.0.0.1, which is not a public address (a private network (RFC 1918)). ' +
      'To allow it, the operator of this server adds it: WEBHOOK_ALLOW_PRIVATE=10.0.0.1',
  )
})

test('a listed network adds its addresses, a listed host allows all', () => {
  expect(vetted(['10.0.0.1', '127.0.0.1'], '10.0.0.0/8')).toEqual(['10.0.0.1'])
  expect(vetted(['10.0.0.1', '127.0.0.1'], 'receiver.example')).toEqual(['10.0.0.1', '127.0.0.1'])
})

test('plain http goes to listed addresses only, unless it is allowed', () => {
  expect(vetted(['1.1.1.1', '10.0.0.1'], '10.0.0.0/8', false)).toEqual(['10.0.0.1'])
  expect(vetted(['1.1.1.1'], '', false, true)).toEqual(['1.1.1.1'])
  expect(() => vetted(['1.1.1.1'], '10.0.0.0/8', false)).toThrow('plain http:')
})

test('whatever a name resolves to, what is kept is public or listed', () => {
  const ip = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom('127.0.0.1', '10.0.0.1', '10.9.9.9', '::1', '1.1.1.1'),
  )
  const list = parseAllowList('10.0.0.0/16')
  fc.assert(
    fc.property(fc.array(ip, { minLength: 1, maxLength: 6 }), (ips) => {
      const isKept = (address: string) => classifyAddress(address).public || list.allowsAddress(address)
      const kept = ips.filter(isKept)
      if (kept.length > 0) expect(vetted(ips, '10.0.0.0/16')).toEqual(kept)
      else expect(() => vetted(ips, '10.0.0.0/16')).toThrow('not a public address')
    }),
  )
})

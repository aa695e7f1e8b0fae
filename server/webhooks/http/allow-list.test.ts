import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { AllowListInvalid, parseAllowList } from './allow-list.ts'

test('allows nothing where nothing is listed', () => {
  for (const text of [undefined, null, '', ' , ,']) {
    const list = parseAllowList(text)
    expect(list.allowsHost('localhost')).toBe(false)
    expect(list.allowsAddress('127.0.0.1')).toBe(false)
    expect(list.hasNetworks).toBe(false)
  }
})

test('allows networks, addresses, hosts and domains, and nothing beside them', () => {
  const list = parseAllowList(' 10.0.0.0/8,127.0.0.1 , fd00::/8, ::1, CRM.internal, *.example.internal')
  for (const ip of ['10.255.0.1', '127.0.0.1', 'fd12::1', '::1', '::ffff:10.0.0.1', '[::1]']) {
    expect(list.allowsAddress(ip), ip).toBe(true)
  }
  for (const ip of [
    '11.0.0.1',
    '127.0.0.2',
    'fe80::1',
    '::ffff:11.0.0.1',
    '64:ff9b::10.0.0.1',
    'crm.internal',
    '',
  ]) {
    expect(list.allowsAddress(ip), ip).toBe(false)
  }
  for (const host of [
    'crm.internal',
    'crm.internal.',
    'Crm.Internal',
    'a.example.internal',
    'a.b.example.internal',
    '10.1.1.1',
  ]) {
    expect(list.allowsHost(host), host).toBe(true)
  }
  for (const host of [
    'a.crm.internal',
    'example.internal',
    'xexample.internal',
    'internal',
    '11.1.1.1',
    'crm.internal.evil.example',
  ]) {
    expect(list.allowsHost(host), host).toBe(false)
  }
  expect(list.hasNetworks).toBe(true)
})

test('takes a network with host bits for the network', () => {
  expect(parseAllowList('192.168.1.10/24').allowsAddress('192.168.1.99')).toBe(true)
})

test.each([
  '10.0.0',
  '10.0.0.0/33',
  'http://crm.internal',
  'crm.internal:8080',
  'a b',
  '*',
  '-crm',
  '300.1.1.1',
  '0x7f.1',
  'ä.internal',
  '::1/129',
])('names the entry that is neither: %s', (entry) => {
  const parse = () => parseAllowList(`127.0.0.1,${entry}`)
  expect(parse).toThrow(AllowListInvalid)
  expect(parse).toThrow(`“${entry}”`)
})

test('an address is allowed exactly by its own network', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV4(), (listed, asked) => {
      const list = parseAllowList(listed)
      expect(list.allowsAddress(asked)).toBe(listed === asked)
      expect(list.allowsAddress(`::ffff:${listed}`)).toBe(true)
    }),
  )
})

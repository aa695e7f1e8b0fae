import { BlockList, isIPv6 } from 'node:net'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWithin, parseIpAddress, parseIpNetwork, unmapped } from './ip-address.ts'

test('reads every spelling of an IPv6 address alike', () => {
  const address = parseIpAddress('64:ff9b::c000:201')!
  for (const spelling of [
    '64:ff9b::192.0.2.1',
    '0064:FF9B:0:0:0:0:c000:0201',
    '[64:ff9b::c000:201]',
    '64:ff9b::c000:201%eth0',
  ]) {
    expect(parseIpAddress(spelling)!.toByteArray()).toEqual(address.toByteArray())
  }
})

test.each(['', '1.2.3', '1.2.3.4.5', '0177.0.0.1', '1.2.3.4/8', ':::', '1:2', 'localhost', '256.0.0.1'])(
  '“%s” is no address',
  (text) => expect(parseIpAddress(text)).toBeNull(),
)

test.each([
  '10.0.0.0/33',
  '::/129',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0.0/-1',
  '/8',
  'crm.internal',
  '10.0.0.0/8x',
])('“%s” is no network', (text) => expect(parseIpNetwork(text)).toBeNull())

test('IPv4-mapped addresses, and no others, stand for the IPv4 address', () => {
  for (const spelling of [
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '0:0:0:0:0:FFFF:0a00:0001',
    '[::ffff:10.0.0.1]',
  ]) {
    expect(unmapped(parseIpAddress(spelling)!).toString()).toBe('10.0.0.1')
  }
  for (const other of ['::10.0.0.1', '::fffe:10.0.0.1', '::ffff:0:10.0.0.1', '64:ff9b::10.0.0.1']) {
    expect(unmapped(parseIpAddress(other)!).kind()).toBe('ipv6')
  }
})

const ipv6 = fc.ipV6().filter((text) => isIPv6(text))

test.each([
  ['ipv4', fc.ipV4(), 32],
  ['ipv6', ipv6, 128],
] as const)('agrees with Node’s own BlockList for %s', (family, address, width) => {
  fc.assert(
    fc.property(address, address, fc.integer({ min: 0, max: width }), (ip, base, prefixBits) => {
      const list = new BlockList()
      list.addSubnet(base, prefixBits, family)
      // Comparing an IPv4-mapped address with an IPv4 rule is BlockList's own idea; see guard-address.ts.
      const network = parseIpNetwork(`${base}/${prefixBits}`)!
      expect(isWithin(parseIpAddress(ip)!, network)).toBe(list.check(ip, family))
      expect(isWithin(parseIpAddress(base)!, network)).toBe(true)
    }),
  )
})

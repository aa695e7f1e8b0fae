import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { classifyAddress } from './guard-address.ts'

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.255.255.255', 'loopback'],
  ['::1', 'loopback'],
  ['0.0.0.0', 'the unspecified address'],
  ['::', 'the unspecified address'],
  ['0.1.2.3', 'this network (0.0.0.0/8)'],
  ['10.0.0.0', 'a private network (RFC 1918)'],
  ['10.255.255.255', 'a private network (RFC 1918)'],
  ['172.16.0.0', 'a private network (RFC 1918)'],
  ['172.31.255.255', 'a private network (RFC 1918)'],
  ['192.168.0.1', 'a private network (RFC 1918)'],
  ['100.64.0.0', 'carrier-grade NAT'],
  ['100.127.255.255', 'carrier-grade NAT'],
  ['169.254.1.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['febf::1', 'link-local'],
  ['169.254.169.254', 'a cloud metadata service'],
  ['169.254.170.2', 'a cloud metadata service'],
  ['100.100.100.200', 'a cloud metadata service'],
  ['168.63.129.16', 'a cloud metadata service'],
  ['fd00:ec2::254', 'a cloud metadata service'],
  ['fd20:ce::254', 'a cloud metadata service'],
  ['fc00::1', 'a unique local address'],
  ['fdff::1', 'a unique local address'],
  ['fec0::1', 'site-local'],
  ['192.0.0.8', 'IETF protocol assignments'],
  ['192.0.2.1', 'documentation (test net)'],
  ['198.51.100.1', 'documentation (test net)'],
  ['203.0.113.1', 'documentation (test net)'],
  ['2001:db8::1', 'documentation (test net)'],
  ['3fff:fff::1', 'documentation (test net)'],
  ['198.18.0.1', 'benchmarking'],
  ['198.19.255.255', 'benchmarking'],
  ['2001:2::1', 'benchmarking'],
  ['192.88.99.1', '6to4'],
  ['2002:7f00:1::', '6to4'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['ff02::1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['240.0.0.1', 'reserved (class E)'],
  ['::ffff:127.0.0.1', 'IPv4-mapped'],
  ['::ffff:808:808', 'IPv4-mapped'],
  ['::ffff:0:127.0.0.1', 'IPv4-translated'],
  ['::127.0.0.1', 'IPv4-compatible'],
  ['64:ff9b::127.0.0.1', 'NAT64'],
  ['64:ff9b:1:ffff::1', 'NAT64'],
  ['100::1', 'discard-only'],
  ['2001:0:4136:e378::', 'Teredo'],
  ['2001:20::1', 'IETF protocol assignments'],
  ['4000::1', 'reserved (outside 2000::/3)'],
  ['5f00::1', 'reserved (outside 2000::/3)'],
  ['localhost', 'not an IP address'],
  ['', 'not an IP address'],
])('%s is %s', (ip, kind) => {
  expect(classifyAddress(ip)).toEqual({ public: false, kind })
})

test.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2606:4700::1111',
  '2001:200::1',
  '2a00:1450:4001::1',
])('%s is public', (ip) => {
  expect(classifyAddress(ip)).toEqual({ public: true })
})

/** The four bytes behind every format that carries an IPv4 address. */
test('no IPv6 spelling of an IPv4 address is public, whichever address it carries', () => {
  const prefixes = ['::ffff:', '::ffff:0:', '::', '64:ff9b::', '64:ff9b:1::']
  fc.assert(
    fc.property(fc.ipV4(), fc.constantFrom(...prefixes), (ip, prefix) => {
      expect(classifyAddress(`${prefix}${ip}`)).toMatchObject({ public: false })
    }),
  )
})

test('6to4 and Teredo are never public, whatever follows the prefix', () => {
  const hextet = fc.integer({ min: 0, max: 0xffff }).map((bits) => bits.toString(16))
  fc.assert(
    fc.property(
      fc.constantFrom('2002', '2001:0'),
      fc.array(hextet, { minLength: 6, maxLength: 6 }),
      (prefix, rest) => {
        const ip = [prefix, ...rest, ...(prefix === '2002' ? ['1'] : [])].join(':')
        expect(classifyAddress(ip)).toMatchObject({ public: false })
      },
    ),
  )
})

/** An oracle of another make: the octets compared as numbers. */
test('an IPv4 address is refused exactly where its octets say so', () => {
  const octet = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(
      fc.oneof(octet, fc.constantFrom(10, 100, 127, 169, 172, 192, 198, 203)),
      octet,
      octet,
      octet,
      (a, b, c, d) => {
        const isPrivate =
          [0, 10, 127].includes(a) ||
          a >= 224 ||
          (a === 100 && b >= 64 && b <= 127) ||
          (a === 169 && b === 254) ||
          (a === 172 && b >= 16 && b <= 31) ||
          (a === 192 && b === 168) ||
          (a === 192 && b === 0 && (c === 0 || c === 2)) ||
          (a === 192 && b === 88 && c === 99) ||
          (a === 198 && (b === 18 || b === 19)) ||
          (a === 198 && b === 51 && c === 100) ||
          (a === 203 && b === 0 && c === 113)
        const isMetadata = ['100.100.100.200', '168.63.129.16'].includes([a, b, c, d].join('.'))
        expect(classifyAddress([a, b, c, d].join('.')).public).toBe(!isPrivate && !isMetadata)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('every IPv6 address outside 2000::/3 is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff }), (first) => {
      fc.pre(first < 0x2000 || first > 0x3fff)
      expect(classifyAddress(`${first.toString(16)}:1:2:3:4:5:6:7`).public).toBe(false)
    }),
  )
})

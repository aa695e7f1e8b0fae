import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAllowList } from './allow-list.ts'
import { parseTarget, type TargetPolicy, TargetRefused } from './parse-target.ts'

function policy(allowed = '', allowHttp = false): TargetPolicy {
  return { allowList: parseAllowList(allowed), allowHttp }
}

function refusal(url: string, rules = policy()): { code: string; message: string } {
  try {
    parseTarget(url, rules)
  } catch (error) {
    if (error instanceof TargetRefused) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error(`${url} was not refused`)
}

test('takes a URL apart', () => {
  expect(parseTarget('https://Receiver.example/hooks?a=1&b=%20', policy())).toEqual({
    url: 'https://receiver.example/hooks?a=1&b=%20',
    origin: 'https://receiver.example',
    hostname: 'receiver.example',
    port: 443,
    path: '/hooks?a=1&b=%20',
    isHttps: true,
  })
  expect(parseTarget('http://[2606:4700::1111]:8080', policy('', true))).toEqual({
    url: 'http://[2606:4700::1111]:8080/',
    origin: 'http://[2606:4700::1111]:8080',
    hostname: '2606:4700::1111',
    port: 8080,
    path: '/',
    isHttps: false,
  })
})

test('the scheme’s own port belongs to the same origin', () => {
  expect(parseTarget('https://receiver.example:443/', policy()).origin).toBe('https://receiver.example')
})

test.each([
  ['receiver.example/hooks', 'target-not-a-url'],
  ['https://', 'target-not-a-url'],
  ['https://1.2.3.256/', 'target-not-a-url'],
  [`https://receiver.example/${'x'.repeat(3_000)}`, 'target-too-long'],
  ['ftp://receiver.example/', 'target-scheme'],
  ['file:///etc/passwd', 'target-scheme'],
  ['gopher://127.0.0.1:6379/_', 'target-scheme'],
  ['http://receiver.example/', 'target-needs-https'],
  ['https://user@receiver.example/', 'target-user-info'],
  ['https://:secret@receiver.example/', 'target-user-info'],
  ['https://receiver.example/#a', 'target-fragment'],
  ['https://receiver.example/#', 'target-fragment'],
  ['https://receiver.example:22/', 'target-port'],
  ['https://receiver.example:25/', 'target-port'],
  ['https://receiver.example:1023/', 'target-port'],
  ['https://receiver.example:5432/', 'target-port'],
  ['https://receiver.example:6379/', 'target-port'],
])('refuses %s: %s', (url, code) => {
  expect(refusal(url).code).toBe(code)
})

test.each([80, 443, 1024, 8080, 8443, 65_535])('takes port %i', (port) => {
  expect(parseTarget(`https://receiver.example:${port}/`, policy()).port).toBe(port)
})

test.each([
  'https://127.0.0.1/',
  'https://0177.0.0.1/',
  'https://0x7f.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://017700000001/',
  'https://127.1/',
  'https://127.0.0.1./',
  'https://①②⑦.⓪.⓪.①/',
  'https://%31%32%37.0.0.1/',
  'https://0/',
  'https://[::1]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/',
  'https://10.0.0.1:8080/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://a.localhost/',
])('refuses %s as private, and says how to allow it', (url) => {
  const { code, message } = refusal(url)
  expect(code).toBe('target-private-address')
  expect(message).toContain('WEBHOOK_ALLOW_PRIVATE=')
})

test('what the message says to write allows the very target', () => {
  for (const url of [
    'https://0x7f.1:8080/',
    'https://[fd00::1]/',
    'https://localhost:9000/',
    'https://[::ffff:10.0.0.1]/',
  ]) {
    const entry = /WEBHOOK_ALLOW_PRIVATE=(\S+)/.exec(refusal(url).message)![1]
    expect(parseTarget(url, policy(entry))).toMatchObject({ isHttps: true })
  }
})

test('plain http is for everybody where it is allowed, else for what the allow-list names', () => {
  expect(parseTarget('http://receiver.example/', policy('', true)).isHttps).toBe(false)
  expect(parseTarget('http://127.0.0.1:8080/', policy('127.0.0.0/8')).isHttps).toBe(false)
  expect(parseTarget('http://localhost:8080/', policy('127.0.0.0/8')).isHttps).toBe(false)
  expect(parseTarget('http://crm.internal/', policy('crm.internal')).isHttps).toBe(false)
  expect(refusal('http://receiver.example/', policy('crm.internal')).code).toBe('target-needs-https')
  expect(refusal('http://8.8.8.8/', policy('127.0.0.0/8')).code).toBe('target-needs-https')
})

test('a name might resolve into a listed network, which only the connector can tell', () => {
  expect(parseTarget('http://receiver.example/', policy('10.0.0.0/8')).hostname).toBe('receiver.example')
})

test('however an IPv4 address is spelt, it is judged as the address that it is', () => {
  const spell = (bits: number, form: string) => {
    const [a = 0, b = 0, c = 0, d = 0] = [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255)
    if (form === 'decimal') return String(bits)
    if (form === 'hex') return `0x${bits.toString(16)}`
    if (form === 'octal') return `0${bits.toString(8)}`
    if (form === 'short') return `${a}.${(b << 16) | (c << 8) | d}`
    return `0x${a.toString(16)}.0${b.toString(8)}.${c}.${d}`
  }
  const form = fc.constantFrom('decimal', 'hex', 'octal', 'short', 'mixed')
  const loopback = fc.integer({ min: 0x7f000000, max: 0x7fffffff })
  fc.assert(
    fc.property(loopback, form, (bits, chosen) => {
      expect(refusal(`https://${spell(bits, chosen)}/`).code).toBe('target-private-address')
    }),
  )
})

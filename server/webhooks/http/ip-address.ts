/**
 * IP addresses and networks as numbers, so that "is this address in that network" is a shift and a comparison.
 *
 * Pure. The syntax is checked by `node:net`; this file only turns checked text into bits. `node:net`'s own BlockList
 * is not used to classify, because it treats `::ffff:0:0/96` as covering every IPv4 address.
 */
import { isIP } from 'node:net'

const IPV4_BITS = 32
const IPV6_BITS = 128
const HEXTETS = 8
/** `::ffff:0:0/96`: an IPv4 address written as an IPv6 one. */
const MAPPED_PREFIX = 0xffffn

export interface IpAddress {
  family: 4 | 6
  bits: bigint
}

export interface IpNetwork extends IpAddress {
  /** The number of leading bits that count. */
  prefixBits: number
}

/** The address that `text` names (brackets and a zone such as `%eth0` are ignored), or null where it names none. */
export function parseIpAddress(text: string): IpAddress | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  const address = bare.split('%', 1)[0]!
  const family = isIP(address)
  if (family === 4) return { family, bits: ipv4Bits(address) }
  if (family === 6) return { family, bits: ipv6Bits(address) }
  return null
}

/** `10.0.0.0/8`, or a lone address, which is a network of one; null where it is neither. Host bits are ignored. */
export function parseIpNetwork(text: string): IpNetwork | null {
  const [base, prefix, ...rest] = text.split('/')
  const address = rest.length === 0 && base !== undefined ? parseIpAddress(base) : null
  if (address === null) return null
  const width = widthBits(address.family)
  if (prefix === undefined) return { ...address, prefixBits: width }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > width) return null
  return { ...address, prefixBits: Number(prefix) }
}

export function isWithin(address: IpAddress, network: IpNetwork): boolean {
  if (address.family !== network.family) return false
  const hostBits = BigInt(widthBits(network.family) - network.prefixBits)
  return address.bits >> hostBits === network.bits >> hostBits
}

/** The IPv4 address inside an IPv4-mapped IPv6 one (`::ffff:10.0.0.1`), else the address itself. */
export function unmapped(address: IpAddress): IpAddress {
  const isMapped = address.family === 6 && address.bits >> BigInt(IPV4_BITS) === MAPPED_PREFIX
  return isMapped ? { family: 4, bits: address.bits & 0xffff_ffffn } : address
}

function widthBits(family: 4 | 6): number {
  return family === 4 ? IPV4_BITS : IPV6_BITS
}

function ipv4Bits(address: string): bigint {
  return address.split('.').reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n)
}

function ipv6Bits(address: string): bigint {
  const [head = '', tail] = dottedTailAsHextets(address).split('::')
  const before = hextets(head)
  const after = tail === undefined ? [] : hextets(tail)
  const zeros = Array.from({ length: HEXTETS - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].reduce((bits, hextet) => (bits << 16n) | BigInt(`0x${hextet}`), 0n)
}

function hextets(part: string): string[] {
  return part === '' ? [] : part.split(':')
}

/** `64:ff9b::192.0.2.1` → `64:ff9b::c000:201`. */
function dottedTailAsHextets(address: string): string {
  if (!address.includes('.')) return address
  const start = address.lastIndexOf(':') + 1
  const bits = Number(ipv4Bits(address.slice(start)))
  return `${address.slice(0, start)}${(bits >>> 16).toString(16)}:${(bits & 0xffff).toString(16)}`
}

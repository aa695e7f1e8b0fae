/**
 * IP addresses and networks, by `ipaddr.js`. What is an address is checked by `node:net` before: the library also reads
 * octal, hexadecimal and shortened IPv4 addresses, and two readers that disagree are a way around the guard. Pure.
 */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6

export interface IpNetwork {
  address: IpAddress
  /** The number of leading bits that count. */
  prefixBits: number
}

/** The address that `text` names (brackets and a zone such as `%eth0` are ignored), or null where it names none. */
export function parseIpAddress(text: string): IpAddress | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  const address = bare.split('%', 1)[0]!
  const family = isIP(address)
  if (family === 0) return null
  return ipaddr.parse(family === 4 ? address : withoutDottedTail(address))
}

/** `10.0.0.0/8`, or a lone address, which is a network of one; null where it is neither. Host bits are ignored. */
export function parseIpNetwork(text: string): IpNetwork | null {
  const [base, prefix, ...rest] = text.split('/')
  const address = rest.length === 0 && base !== undefined ? parseIpAddress(base) : null
  if (address === null) return null
  const widthBits = address.toByteArray().length * 8
  if (prefix === undefined) return { address, prefixBits: widthBits }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > widthBits) return null
  return { address, prefixBits: Number(prefix) }
}

export function isWithin(address: IpAddress, network: IpNetwork): boolean {
  return address.kind() === network.address.kind() && address.match(network.address, network.prefixBits)
}

/** The IPv4 address inside an IPv4-mapped IPv6 one (`::ffff:10.0.0.1`), else the address itself. */
export function unmapped(address: IpAddress): IpAddress {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address
}

/** The library takes `::10.0.0.1` for `::ffff:10.0.0.1`, which is another address; as hexadecimal digits it does not. */
function withoutDottedTail(address: string): string {
  return new URL(`http://[${address}]/`).hostname.slice(1, -1)
}

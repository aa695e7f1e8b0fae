/**
 * What stands for a client in limits: its network, not its address. Over IPv6 everybody has 2⁶⁴ addresses of their own,
 * so that a limit for each would be none. Pure.
 */
import ipaddr from 'ipaddr.js'

/** Of the eight parts of an IPv6 address, those that name the network: /64. */
const NETWORK_PARTS = 4

/** An IPv4 address, also one that is written as IPv6 (`::ffff:192.0.2.1`), as it is; an IPv6 address's /64. */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  const network = parsed.parts.slice(0, NETWORK_PARTS).map((part) => part.toString(16))
  return `${network.join(':')}::/64`
}

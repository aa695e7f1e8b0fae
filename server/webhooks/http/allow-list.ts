/**
 * The operator's exceptions to the address guard, from `WEBHOOK_ALLOW_PRIVATE`: hosts and CIDRs that web hooks may
 * reach although they are private.
 *
 * Pure. An entry is a network (`10.0.0.0/8`, `fd00::/8`), an address (`127.0.0.1`, `::1`), a host name (`crm.internal`)
 * or every name below a domain (`*.internal`). A name that is allowed may resolve to any address; a network that is
 * allowed may be reached by any name. An IPv4-mapped address counts as the IPv4 address that it reaches.
 */
import { type IpNetwork, isWithin, parseIpAddress, parseIpNetwork, unmapped } from './ip-address.ts'

export const ALLOW_PRIVATE_VARIABLE = 'WEBHOOK_ALLOW_PRIVATE'

const ENTRIES_LIMIT = 1_000
const HOST_NAME = /^(\*\.)?[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_]([a-z0-9_-]{0,62})?)*$/

export interface AllowList {
  /** Whether this name (or this address, written as a host) may be reached whatever it resolves to. */
  allowsHost(hostname: string): boolean
  allowsAddress(ip: string): boolean
  /** Whether any network is listed, so that a name could turn out to be allowed once it is resolved. */
  hasNetworks: boolean
}

export class AllowListInvalid extends Error {
  readonly code = 'allow-list-invalid'
  readonly entry: string

  constructor(entry: string) {
    super(
      `${ALLOW_PRIVATE_VARIABLE}: “${entry}” is neither a host name nor a network. ` +
        'Write hosts and CIDRs separated by commas, for example: 127.0.0.0/8, fd00::/8, crm.internal, *.example.internal',
    )
    this.entry = entry
  }
}

/** Reads the comma-separated list; nothing, or only blanks, allows nothing. Throws AllowListInvalid. */
export function parseAllowList(text: string | null | undefined): AllowList {
  const entries = (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  if (entries.length > ENTRIES_LIMIT) throw new AllowListInvalid(`${entries.length} entries`)
  const networks: IpNetwork[] = []
  const hosts = new Set<string>()
  const domains: string[] = []
  for (const entry of entries) {
    const network = parseIpNetwork(entry)
    const host = bareHost(entry)
    if (network) networks.push(network)
    else if (!isHostName(host)) throw new AllowListInvalid(entry)
    else if (host.startsWith('*.')) domains.push(host.slice(1))
    else hosts.add(host)
  }
  const allowsAddress = (ip: string) => {
    const address = parseIpAddress(ip)
    return address !== null && networks.some((network) => covers(network, address))
  }
  return {
    allowsAddress,
    allowsHost: (hostname) => {
      const host = bareHost(hostname)
      return hosts.has(host) || domains.some((domain) => host.endsWith(domain)) || allowsAddress(host)
    },
    hasNetworks: networks.length > 0,
  }
}

function covers(network: IpNetwork, address: NonNullable<ReturnType<typeof parseIpAddress>>): boolean {
  return isWithin(address, network) || isWithin(unmapped(address), network)
}

/** Names compare without case and without the dot that a fully qualified one may end with. */
function bareHost(host: string): string {
  const lower = host.toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/** A last label of digits would be an address gone wrong (`10.0.0`, `1.2.3.4.5`), which no name may end with. */
function isHostName(host: string): boolean {
  return HOST_NAME.test(host) && !/(^|\.)(\d+|0x[0-9a-f]*)$/.test(host)
}

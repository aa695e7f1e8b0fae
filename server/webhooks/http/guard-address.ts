/**
 * Which addresses a call may go to: the public Internet, and nothing else unless the operator says so.
 *
 * Anyone who configures a web hook chooses where this server sends requests, and with that could reach whatever the
 * server can reach: its own ports, the private network, the cloud's metadata service. So every address is classified
 * before a socket is opened to it. The connector asks for each new socket (see connect.ts); the check when a web hook
 * is saved is courtesy, since a name may resolve to something else a second later.
 *
 * Pure. IPv6 is refused unless it lies in 2000::/3, the only block from which public addresses are given out, so that
 * a block with a new special purpose is refused before anybody hears of it. Transition formats that carry an IPv4
 * address (mapped, NAT64, 6to4, Teredo) are refused as a whole: what they reach depends on a gateway that we cannot
 * see. Sources: the IANA registries of IPv4 and IPv6 special-purpose addresses, and the clouds' own documentation for
 * their metadata services.
 */
import { isWithin, type IpNetwork, parseIpAddress, parseIpNetwork } from './ip-address.ts'

export type AddressClass = { public: true } | { public: false; kind: string }

/** The first match names the kind, so the narrow ones come first. */
const NON_PUBLIC: ReadonlyArray<readonly [kind: string, ...networks: string[]]> = [
  [
    'a cloud metadata service',
    '169.254.169.254',
    '169.254.170.2',
    '169.254.170.23',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fd20:ce::254',
    'fd00:42::42',
    'fe80::a9fe:a9fe',
  ],
  ['the unspecified address', '0.0.0.0', '::'],
  ['this network (0.0.0.0/8)', '0.0.0.0/8'],
  ['loopback', '127.0.0.0/8', '::1'],
  ['a private network (RFC 1918)', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ['carrier-grade NAT', '100.64.0.0/10'],
  ['link-local', '169.254.0.0/16', 'fe80::/10'],
  ['a unique local address', 'fc00::/7'],
  ['site-local', 'fec0::/10'],
  ['IETF protocol assignments', '192.0.0.0/24'],
  [
    'documentation (test net)',
    '192.0.2.0/24',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '233.252.0.0/24',
    '2001:db8::/32',
    '3fff::/20',
  ],
  ['benchmarking', '198.18.0.0/15', '2001:2::/48'],
  ['6to4', '192.88.99.0/24', '2002::/16'],
  ['multicast', '224.0.0.0/4', 'ff00::/8'],
  ['broadcast', '255.255.255.255'],
  ['reserved (class E)', '240.0.0.0/4'],
  ['IPv4-mapped', '::ffff:0:0/96'],
  ['IPv4-translated', '::ffff:0:0:0/96'],
  ['IPv4-compatible', '::/96'],
  ['NAT64', '64:ff9b::/96', '64:ff9b:1::/48'],
  ['discard-only', '100::/64'],
  ['Teredo', '2001::/32'],
  ['IETF protocol assignments', '2001::/23'],
]

const NETWORKS = NON_PUBLIC.flatMap(([kind, ...networks]) =>
  networks.map((text) => ({ kind, network: network(text) })),
)
const PUBLIC_IPV6 = network('2000::/3')

/** What kind of address `ip` is. `kind` reads on after "is": "10.0.0.1 is a private network (RFC 1918)". */
export function classifyAddress(ip: string): AddressClass {
  const address = parseIpAddress(ip)
  if (address === null) return { public: false, kind: 'not an IP address' }
  const found = NETWORKS.find(({ network }) => isWithin(address, network))
  if (found) return { public: false, kind: found.kind }
  if (address.kind() === 'ipv6' && !isWithin(address, PUBLIC_IPV6)) {
    return { public: false, kind: 'reserved (outside 2000::/3)' }
  }
  return { public: true }
}

function network(text: string): IpNetwork {
  const parsed = parseIpNetwork(text)
  if (parsed === null) throw new Error(`${text} is not a network`)
  return parsed
}

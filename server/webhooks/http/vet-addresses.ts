/**
 * Which of a receiver's addresses a socket may be opened to: the decision that the connector asks for, every time.
 *
 * Pure. A name that the operator listed may resolve to anything. Any other name is reached at its public addresses and
 * at those within a listed network; the rest are dropped, and with none left the call is refused. Plain `http:`, where
 * it is not allowed in general, is for listed networks only.
 */
import type { LookupAddress } from 'node:dns'
import type { AllowList } from './allow-list.ts'
import { classifyAddress } from './guard-address.ts'
import { howToAllow, type Target, type TargetPolicy } from './parse-target.ts'
import { SendFault } from './send-fault.ts'

/** The addresses that may be connected to. Throws a SendFault of class `refused-address` where there are none. */
export function vetAddresses(
  target: Target,
  addresses: LookupAddress[],
  policy: TargetPolicy,
): LookupAddress[] {
  const { hostname } = target
  const { allowList, allowHttp } = policy
  if (allowList.allowsHost(hostname)) return addresses
  const reachable = reachableAddresses(hostname, addresses, allowList)
  if (target.isHttps || allowHttp) return reachable
  const allowed = reachable.filter(({ address }) => allowList.allowsAddress(address))
  if (allowed.length > 0) return allowed
  const name = described(hostname, addresses)
  throw new SendFault(
    'refused-address',
    `${name} is a public address, and plain http: goes to allowed private ones only. Use https:, ` +
      'or let the operator of this server set WEBHOOK_ALLOW_HTTP=true.',
  )
}

/** Those that are public or within a listed network. Throws a SendFault of class `refused-address` where none is. */
export function reachableAddresses(
  hostname: string,
  addresses: LookupAddress[],
  allowList: AllowList,
): LookupAddress[] {
  if (allowList.allowsHost(hostname)) return addresses
  const reachable = addresses.filter(({ address }) => {
    return classifyAddress(address).public || allowList.allowsAddress(address)
  })
  if (reachable.length > 0) return reachable
  const refused = addresses[0]?.address ?? 'nothing'
  const found = classifyAddress(refused)
  const kind = found.public ? '' : ` (${found.kind})`
  throw new SendFault(
    'refused-address',
    `${described(hostname, addresses)} is not a public address${kind}. ${howToAllow(refused)}`,
  )
}

function described(hostname: string, [first]: LookupAddress[]): string {
  const address = first?.address ?? 'nothing'
  return address === hostname ? hostname : `${hostname} resolves to ${address}, which`
}

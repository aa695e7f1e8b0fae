/**
 * A page may connect to the servers that were there when it was loaded, and to no others: the content security policy
 * says so. Where a room's media is on a server that was started later, the page is loaded again, once for each such
 * server, and comes back into the room.
 */
const RELOADED_FOR = 'reloaded-for-media'

/** Watches connections to this address. @returns what ends it */
export function reloadWhereForbidden(url: string): () => void {
  const { host } = new URL(url)
  function look({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) {
    if (effectiveDirective !== 'connect-src' || !URL.canParse(blockedURI)) return
    if (new URL(blockedURI).host !== host || sessionStorage.getItem(RELOADED_FOR) === host) return
    sessionStorage.setItem(RELOADED_FOR, host)
    location.reload()
  }
  document.addEventListener('securitypolicyviolation', look)
  return () => document.removeEventListener('securitypolicyviolation', look)
}

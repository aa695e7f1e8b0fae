/**
 * What can be said of a web hook's URL while it is being typed, without asking anybody. Courtesy to the person who
 * types: the server judges when it is tested and saved, and at every call, because only it knows what its operator
 * allows and where a name leads.
 */
export type UrlRemark =
  | { kind: 'fault'; key: 'notUrl' | 'scheme' | 'userInfo' | 'fragment' }
  /** Possible only where the operator allows it; `entry` is what they have to allow. */
  | { kind: 'condition'; key: 'private'; entry: string }
  /** Of machines and clouds themselves, metadata services among them: nobody is advised to allow it. */
  | { kind: 'condition'; key: 'linkLocal' }
  | { kind: 'condition'; key: 'plainHttp' }

const LINK_LOCAL = /^(169\.254\.|\[fe[89ab][0-9a-f]:)/
/** Loopback, private and shared networks: RFC 1918, 4193, 6598. */
const PRIVATE_V4 = /^(0|10|127|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./
const PRIVATE_V6 = /^\[(::1?|f[cd][0-9a-f]{2}:.*|::ffff:.*)\]$/
const LOCAL_NAME = /(^|\.)(localhost|local|internal)\.?$/

export function checkUrl(text: string): UrlRemark | null {
  const url = URL.parse(text)
  if (!url) return { kind: 'fault', key: 'notUrl' }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { kind: 'fault', key: 'scheme' }
  if (url.username !== '' || url.password !== '') return { kind: 'fault', key: 'userInfo' }
  if (text.includes('#')) return { kind: 'fault', key: 'fragment' }
  const { hostname } = url
  if (LINK_LOCAL.test(hostname)) return { kind: 'condition', key: 'linkLocal' }
  if (PRIVATE_V4.test(`${hostname}.`) || PRIVATE_V6.test(hostname) || LOCAL_NAME.test(hostname)) {
    return { kind: 'condition', key: 'private', entry: hostname.replace(/^\[|\]$/g, '') }
  }
  return url.protocol === 'http:' ? { kind: 'condition', key: 'plainHttp' } : null
}

/** Whether a URL that the server took goes to the same host by the same scheme. */
export function isProvenBy(text: string, savedUrls: readonly string[]): boolean {
  const url = URL.parse(text)
  return savedUrls.some((each) => {
    const saved = URL.parse(each)
    return saved?.protocol === url?.protocol && saved?.hostname === url?.hostname
  })
}

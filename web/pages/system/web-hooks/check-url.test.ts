import { expect, test } from 'vitest'
import { checkUrl, isProvenBy } from './check-url.ts'

test.each(['https://169.254.169.254/latest', 'https://[fe80::1]/hook'])(
  'nobody is advised how to allow %s',
  (url) => expect(checkUrl(url)).toEqual({ kind: 'condition', key: 'linkLocal' }),
)

test.each(['https://10.1.2.3/hook', 'https://[fd00::1]/hook', 'https://localhost/hook'])(
  '%s needs its operator’s permission',
  (url) => expect(checkUrl(url)).toMatchObject({ kind: 'condition', key: 'private' }),
)

test('what a saved web hook shows to be allowed needs no remark: the same host by the same scheme', () => {
  const saved = ['https://10.1.2.3:8443/hook']
  expect(isProvenBy('https://10.1.2.3/other', saved)).toBe(true)
  expect(isProvenBy('http://10.1.2.3/other', saved)).toBe(false)
  expect(isProvenBy('https://10.1.2.4/hook', saved)).toBe(false)
})

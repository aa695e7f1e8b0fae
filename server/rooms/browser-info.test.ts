import { expect, test } from 'vitest'
import { readBrowserInfo } from './browser-info.ts'

const CHROME_ON_MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_6) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/82.0.4062.0 Safari/537.36'
const CHROME_ON_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

test('reads what the documented sample shows', () => {
  expect(readBrowserInfo({ 'user-agent': CHROME_ON_MAC })).toEqual({
    browserVersion: '82.0.4062.0',
    browserName: 'Chrome',
    osName: 'macOS',
    osVersion: '10.15.6',
    platformType: 'desktop',
    platformVendor: 'Apple',
  })
})

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    ['Safari', '18.6', 'iOS', '18.6', 'mobile', 'Apple'],
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
    ['Firefox', '144.0', 'Linux', '', 'desktop', ''],
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.3537.57',
    ['Microsoft Edge', '141.0.3537.57', 'Windows', 'NT 10.0', 'desktop', ''],
  ],
])(
  'reads %s',
  (userAgent, [browserName, browserVersion, osName, osVersion, platformType, platformVendor]) => {
    expect(readBrowserInfo({ 'user-agent': userAgent })).toEqual({
      browserVersion,
      browserName,
      osName,
      osVersion,
      platformType,
      platformVendor,
    })
  },
)

test('believes client hints where the user agent hides the browser', () => {
  const info = readBrowserInfo({
    'user-agent': CHROME_ON_WINDOWS,
    'sec-ch-ua': '"Brave";v="141", "Not?A_Brand";v="8", "Chromium";v="141"',
    'sec-ch-ua-full-version-list': '"Brave";v="141.0.7390.54", "Not?A_Brand";v="8.0.0.0"',
    'sec-ch-ua-mobile': '?0',
    'sec-ch-ua-platform': '"Windows"',
  })
  expect(info).toMatchObject({ browserName: 'Brave', browserVersion: '141.0.7390.54', osName: 'Windows' })
})

test.each([
  {},
  { 'user-agent': '' },
  { 'user-agent': 'curl/8.14.1' },
  { 'user-agent': '\u{1F600}', 'sec-ch-ua': '";;"' },
])('has all six keys, empty ones where nothing is known: %j', (headers) => {
  const info = readBrowserInfo(headers)
  expect(Object.keys(info)).toEqual([
    'browserVersion',
    'browserName',
    'osName',
    'osVersion',
    'platformType',
    'platformVendor',
  ])
  expect(info.osName + info.platformVendor).toBe('')
})

/**
 * `info` of a participant: what `bowser` reads from the browser, flattened to the six documented keys, `""` for what
 * is unknown. It is given the user agent and the client hints: Brave, Vivaldi and DuckDuckGo call themselves Chrome in
 * the former, and say who they are only in the latter.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { parse } from 'bowser'
import type { BrowserInfo } from '../platform/database/tables.ts'

const HEADER_MAX_LENGTH = 1_000
const FIELD_MAX_LENGTH = 100

const UNKNOWN: BrowserInfo = {
  browserVersion: '',
  browserName: '',
  osName: '',
  osVersion: '',
  platformType: '',
  platformVendor: '',
}

export function readBrowserInfo(headers: IncomingHttpHeaders): BrowserInfo {
  const userAgent = header(headers, 'user-agent')
  if (userAgent === '') return UNKNOWN
  const brands = header(headers, 'sec-ch-ua-full-version-list') || header(headers, 'sec-ch-ua')
  const { browser, os, platform } = parse(userAgent, {
    brands: readBrands(brands),
    mobile: header(headers, 'sec-ch-ua-mobile') === '?1',
    platform: unquoted(header(headers, 'sec-ch-ua-platform')),
    platformVersion: unquoted(header(headers, 'sec-ch-ua-platform-version')),
    model: unquoted(header(headers, 'sec-ch-ua-model')),
  })
  return {
    browserVersion: known(browser.version),
    browserName: known(browser.name),
    osName: known(os.name),
    osVersion: known(os.version),
    platformType: known(platform.type),
    platformVendor: known(platform.vendor),
  }
}

/** `"Chromium";v="141", "Not?A_Brand";v="8"`: a structured field list (RFC 8941). */
function readBrands(list: string): { brand: string; version: string }[] {
  const items = list.matchAll(/"((?:[^"\\]|\\.)*)"\s*;\s*v="([^"]*)"/g)
  return Array.from(items, ([, brand = '', version = '']) => ({ brand, version }))
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value.slice(0, HEADER_MAX_LENGTH) : ''
}

function unquoted(value: string): string {
  return value.replace(/^"(.*)"$/, '$1')
}

function known(value: string | undefined): string {
  return (value ?? '').slice(0, FIELD_MAX_LENGTH)
}

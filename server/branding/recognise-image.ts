/**
 * Which kind of picture some bytes are, by what they begin with and never by what somebody calls them. Pure.
 *
 * An SVG may carry scripts. It is accepted all the same, unchanged, because the logo of a house mostly is one: pages
 * show it by `<img>`, where nothing in it runs, and anyone who opens its address meets a content security policy that
 * lets nothing run either (api/serve-branding).
 */
import type { Tables } from '../platform/database/tables.ts'

export type ImageType = Tables['brand_images']['media_type']

const SIGNATURES: [type: ImageType, at: number, bytes: Buffer][] = [
  ['image/png', 0, Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')],
  ['image/jpeg', 0, Buffer.from([0xff, 0xd8, 0xff])],
  ['image/webp', 8, Buffer.from('WEBP', 'latin1')],
]
/** What may stand before the root element, each with its end. */
const BEFORE_ROOT: [begin: string, end: string][] = [
  ['<?xml', '>'],
  ['<!--', '-->'],
  ['<!DOCTYPE', '>'],
]
const NOT_BLANK = /[^\s\ufeff]/g
const SVG_ROOT = /<svg[\s>]/y

/** Null: none that we show. */
export function recogniseImage(bytes: Buffer): ImageType | null {
  for (const [type, at, signature] of SIGNATURES) {
    if (bytes.subarray(at, at + signature.length).equals(signature)) return type
  }
  return isSvg(bytes) ? 'image/svg+xml' : null
}

function isSvg(bytes: Buffer): boolean {
  try {
    return beginsWithSvg(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

/** Goes forward only: a pattern with this many loose ends would try every way to divide the comments. */
function beginsWithSvg(text: string): boolean {
  let at = 0
  for (;;) {
    NOT_BLANK.lastIndex = at
    at = NOT_BLANK.exec(text)?.index ?? text.length
    const known = BEFORE_ROOT.find(([begin]) => text.startsWith(begin, at))
    if (!known) break
    const end = text.indexOf(known[1], at + known[0].length)
    // A document type that brings entities of its own is not taken.
    if (end < 0 || (known[0] === '<!DOCTYPE' && text.slice(at, end).includes('['))) return false
    at = end + known[1].length
  }
  SVG_ROOT.lastIndex = at
  return SVG_ROOT.test(text)
}

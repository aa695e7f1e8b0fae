/**
 * Which kind of picture some bytes are, by what they begin with and never by what somebody calls them. Pure.
 *
 * An SVG may carry scripts. It is accepted all the same, unchanged, because the logo of a house mostly is one: pages
 * show it by `<img>`, where nothing in it runs, and whoever opens its address meets a content security policy that
 * lets nothing run either (api/serve-branding).
 */
import type { Tables } from '../platform/database/tables.ts'

export type ImageType = Tables['brand_images']['media_type']

const SIGNATURES: [type: ImageType, at: number, bytes: Buffer][] = [
  ['image/png', 0, Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')],
  ['image/jpeg', 0, Buffer.from([0xff, 0xd8, 0xff])],
  ['image/webp', 8, Buffer.from('WEBP', 'latin1')],
]
/** What may stand before the root element: declaration, comments, document type. */
const SVG_ROOT =
  /^\ufeff?\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*(<!DOCTYPE[^>[]*>\s*)?(<!--[^]*?-->\s*)*<svg[\s>]/

/** Null: none that we show. */
export function recogniseImage(bytes: Buffer): ImageType | null {
  for (const [type, at, signature] of SIGNATURES) {
    if (bytes.subarray(at, at + signature.length).equals(signature)) return type
  }
  return isSvg(bytes) ? 'image/svg+xml' : null
}

function isSvg(bytes: Buffer): boolean {
  try {
    return SVG_ROOT.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

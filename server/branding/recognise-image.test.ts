import { expect, test } from 'vitest'
import { recogniseImage } from './recognise-image.ts'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

test.each([
  ['image/png', '\u0089PNG\r\n\u001a\n…'],
  ['image/jpeg', '\u00ff\u00d8\u00ff\u00e0…'],
  ['image/webp', 'RIFF\u0001\u0002\u0003\u0004WEBPVP8 '],
  ['image/svg+xml', SVG],
  ['image/svg+xml', `<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n${SVG}`],
  ['image/svg+xml', `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n${SVG}`],
])('is %s', (type, content) => {
  expect(recogniseImage(Buffer.from(content, 'latin1'))).toBe(type)
})

test.each([
  ['a page', '<!doctype html><svg></svg>'],
  ['a page that begins like a drawing', '<!-- <svg> --><html></html>'],
  ['a drawing with entities of its own', `<!DOCTYPE svg [<!ENTITY a "b">]>${SVG}`],
  ['something else that begins with svg', '<svgs></svgs>'],
  ['a GIF', 'GIF89a'],
  ['nothing', ''],
  ['half a PNG', '\u0089PNG'],
  ['broken UTF-8', `${SVG}\u00ff`],
])('%s is none', (_what, content) => {
  expect(recogniseImage(Buffer.from(content, 'latin1'))).toBeNull()
})

test('what is no SVG is found out in one pass, however many comments it begins with', () => {
  const fastestMs = (comments: number) => {
    const bytes = Buffer.from('<!---->'.repeat(comments) + '<html>')
    const times = [1, 2, 3].map(() => {
      const start = performance.now()
      expect(recogniseImage(bytes)).toBeNull()
      return performance.now() - start
    })
    return Math.min(...times)
  }
  fastestMs(1_000)
  // A pattern that tries every way to divide them takes 24 s for 26 comments. Quadratic would be a hundred times.
  expect(fastestMs(50_000) / fastestMs(5_000)).toBeLessThan(60)
})

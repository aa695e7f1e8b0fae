/**
 * Text as the fonts of the PDF can print it. Pure.
 *
 * A letter that the font lacks would be an empty box, and its neighbours would overlap it. Blanks of odd widths become
 * plain ones, a letter with a mark that the font does not know keeps its letter, and everything else is written as its
 * code point, `[U+4F1A]`: that can be looked up, and told from its neighbours.
 *
 * Words without end (a link, a pasted key) are given places to break. The PDF library measures such a word again for
 * each letter that does not fit, so that 8,000 letters took nine seconds.
 */
/** Whether the font has a letter for a code point. */
export type HasGlyph = (codePoint: number) => boolean

/** Fits into a line of any column that text stands in, or is short enough to be broken by the library. */
const WORD_MAX_LETTERS = 40
const ZERO_WIDTH_SPACE = '\u200b'
const LONG_WORD = new RegExp(`\\S{${WORD_MAX_LETTERS}}(?=\\S)`, 'gu')
const ODD_BLANK = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/u
/** Joiners, marks of direction, variation selectors: they print nothing by themselves. */
const INVISIBLE = /[\p{Cf}\ufe00-\ufe0f]/u
const MARK = /\p{M}/gu
const KEPT_CONTROLS = '\n\t\r'

export function printableText(text: string, hasGlyph: HasGlyph): string {
  const printed = Array.from(text, (letter) => printable(letter, hasGlyph)).join('')
  return printed.replace(LONG_WORD, `$&${ZERO_WIDTH_SPACE}`)
}

function printable(letter: string, hasGlyph: HasGlyph): string {
  const codePoint = letter.codePointAt(0)!
  if (KEPT_CONTROLS.includes(letter)) return letter
  if (ODD_BLANK.test(letter)) return ' '
  if (INVISIBLE.test(letter)) return ''
  if (hasGlyph(codePoint)) return letter
  const base = letter.normalize('NFKD').replace(MARK, '')
  if (base !== '' && Array.from(base).every((each) => hasGlyph(each.codePointAt(0)!))) return base
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`
}

/**
 * One line of a calendar (RFC 5545, 3.1 and 3.2): names, parameters, values, and the folding of what is long.
 *
 * Whatever a person typed is text that nobody can trust: a topic with a line break in it must not become a property
 * of its own, nor a quotation mark in a name a parameter. Text is escaped, parameters are quoted, and control
 * characters are dropped from the finished line, so that no line ends before its end.
 */
const LINE_LIMIT_BYTES = 75
const LINE_END = '\r\n'

/** A value of type TEXT. Line breaks of any kind become `\n`. */
export function text(value: string): string {
  return value.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r\n?|\n|\u2028|\u2029/g, '\\n')
}

/**
 * A quoted parameter value. It cannot hold quotation marks or line breaks, and the escapes for them (RFC 6868, or a
 * backslash) are not understood everywhere: a quotation mark becomes an apostrophe, a line break a space, a backslash
 * a slash. The caret is doubled, as RFC 6868 wants it.
 */
export function parameter(value: string): string {
  const quotable = value.replaceAll('^', '^^').replaceAll('"', "'").replaceAll('\\', '/')
  return `"${quotable.replace(/[\r\n\u2028\u2029]+/g, ' ')}"`
}

/** A calendar user's address. What could end the address or begin another is percent-encoded. */
export function mailAddress(email: string): string {
  const encoded = encodeURI(withoutControls(email).toWellFormed())
  return `mailto:${encoded.replace(/[?#,;]/g, (character) => encodeURIComponent(character))}`
}

/** A finished line with its line ends, in pieces of at most 75 octets, none of which breaks a character. */
export function line(name: string, value: string): string {
  const content = withoutControls(`${name}:${value}`).toWellFormed()
  const pieces: string[] = []
  let piece = ''
  let bytes = 0
  for (const character of content) {
    const size = Buffer.byteLength(character)
    if (bytes + size > LINE_LIMIT_BYTES) {
      pieces.push(piece)
      piece = ' '
      bytes = 1
    }
    piece += character
    bytes += size
  }
  return [...pieces, piece].join(LINE_END) + LINE_END
}

/** RFC 5545's CONTROL: everything below the space but the tabulator, and DEL. */
function withoutControls(value: string): string {
  // oxlint-disable-next-line no-control-regex
  return value.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, '')
}

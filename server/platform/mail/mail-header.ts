/** What was typed, fit for a header field or a heading of a mail. Pure. */

const SUBJECT_LIMIT_CHARACTERS = 150

/** Header fields and headings are one line, whatever was typed. */
export function oneLine(value: string): string {
  // oxlint-disable-next-line no-control-regex
  return value.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim()
}

export function shortened(value: string): string {
  if (value.length <= SUBJECT_LIMIT_CHARACTERS) return value
  return `${value.slice(0, SUBJECT_LIMIT_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/**
 * Array parameters as PostgreSQL's text form. The driver writes them, too, but asks of every element what it is and
 * escapes it by two regular expressions; the engine sends tens of thousands of elements a second, and knows.
 */
type Plain = string | number | boolean | null

const NEEDS_QUOTES = /[\\"{},\s]|^$|^null$/i

/** Elements that can contain nothing special: numbers, booleans, ids, times. */
export function plainArray(values: readonly Plain[]): string {
  let text = '{'
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += ','
    text += values[i] === null ? 'NULL' : String(values[i])
  }
  return `${text}}`
}

export function textArray(values: readonly (string | null)[]): string {
  let text = '{'
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (i > 0) text += ','
    if (value === null) text += 'NULL'
    else if (NEEDS_QUOTES.test(value)) text += `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    else text += value
  }
  return `${text}}`
}

export function byteaArray(values: readonly (Buffer | null)[]): string {
  let text = '{'
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (i > 0) text += ','
    text += value === null ? 'NULL' : `"\\\\x${value.toString('hex')}"`
  }
  return `${text}}`
}

/**
 * E-mail addresses out of whatever somebody pastes: one per line, or separated by commas or semicolons, as mail
 * programs write them (`"Lovelace, Ada" <ada@example.org>; bob@example.org`), or with names before or behind in a
 * spreadsheet's columns. What is no address is given back, so that nothing is lost.
 */
export interface PastedAddress {
  name: string
  email: string
}

export interface Pasted {
  addresses: PastedAddress[]
  /** What could not be understood, as it was written. */
  rest: string[]
}

const ADDRESS = /^[^\s@<>()",;:]+@[^\s@<>()",;:]+\.[^\s@<>()",;:.]+$/
const ANGLED = /^(.*?)<\s*([^<>]*?)\s*>\s*$/
/** What a line is taken for at most; more is refused by the server anyway. */
const TEXT_LIMIT_CHARACTERS = 200_000

export function parseAddresses(text: string): Pasted {
  const addresses: PastedAddress[] = []
  const rest: string[] = []
  for (const line of text.slice(0, TEXT_LIMIT_CHARACTERS).split(/\r?\n|\r/)) {
    for (const entry of entriesOf(line)) {
      const address = readEntry(entry)
      if (address) addresses.push(address)
      else rest.push(entry)
    }
  }
  return { addresses, rest }
}

/** Without those whose address is there already, written in whatever case. */
export function withoutKnown<Address extends PastedAddress>(
  addresses: readonly Address[],
  known: readonly { email: string }[],
): Address[] {
  const seen = new Set(known.map(({ email }) => email.toLowerCase()))
  return addresses.filter(({ email }) => {
    const isNew = !seen.has(email.toLowerCase())
    seen.add(email.toLowerCase())
    return isNew
  })
}

/** Semicolons always separate people; commas and tabs separate columns, too, or a family name from a first name. */
function entriesOf(line: string): string[] {
  return splitOutsideQuotes(line, ';').flatMap((part) => joinColumns(splitOutsideQuotes(part, ',\t')))
}

/** A column without an address is the name of the one after it, or, at the end, of the one before. */
function joinColumns(columns: string[]): string[] {
  const entries: string[] = []
  let name = ''
  for (const column of columns) {
    if (!column.includes('@')) {
      name = name === '' ? column : `${name} ${column}`
      continue
    }
    const words = column.split(/\s+/)
    if (words.length > 1 && words.every((word) => ADDRESS.test(word))) entries.push(...words)
    else entries.push(name === '' ? column : joined(name, column))
    name = ''
  }
  const last = entries.at(-1)
  if (name === '') return entries
  if (last !== undefined && ADDRESS.test(last)) return [...entries.slice(0, -1), `${name} <${last}>`]
  return [...entries, name]
}

function joined(name: string, piece: string): string {
  return ADDRESS.test(piece) ? `${name} <${piece}>` : `${name} ${piece}`
}

function splitOutsideQuotes(text: string, separators: string): string[] {
  const pieces = ['']
  let closing: string | null = null
  for (const character of text) {
    if (closing === null && separators.includes(character)) {
      pieces.push('')
      continue
    }
    if (closing !== null) closing = character === closing ? null : closing
    else if (character === '"') closing = '"'
    else if (character === '<') closing = '>'
    pieces[pieces.length - 1] += character
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
}

function readEntry(entry: string): PastedAddress | null {
  const [, name = '', inside] = ANGLED.exec(entry) ?? []
  const email = (inside ?? entry).replace(/^mailto:/i, '').trim()
  if (ADDRESS.test(email)) return { name: unquoted(name), email }
  // "Ada Lovelace ada@example.org"
  const words = entry.split(/\s+/)
  const last = words.at(-1) ?? ''
  if (words.length > 1 && ADDRESS.test(last)) {
    return { name: unquoted(words.slice(0, -1).join(' ')), email: last }
  }
  return null
}

function unquoted(name: string): string {
  return name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('\\"', '"')
    .trim()
}

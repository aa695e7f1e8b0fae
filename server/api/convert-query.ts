/**
 * Numbers and yes-or-no in query strings and paths, where there is only text: `50` counts as a number where one is asked for.
 * Written as people write them and in no other way: what JavaScript would also read as a number (`0x1`, `1e3`,
 * ` 5`, `1.0` for a whole one) stays text, which the schema then refuses. Pure.
 */
const WHOLE_NUMBER = /^-?(0|[1-9]\d{0,14})$/
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/

interface Shape {
  type?: unknown
  properties?: Record<string, Shape>
}

export function convertQuery({ properties = {} }: Shape, input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  const converted = Object.entries(input).map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'string' ? convert(properties[name]?.type, value) : value,
  ])
  return Object.fromEntries(converted)
}

function convert(type: unknown, text: string): unknown {
  if (type === 'integer' && WHOLE_NUMBER.test(text)) return Number(text)
  if (type === 'number' && NUMBER.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

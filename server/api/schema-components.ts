/**
 * Named schemas of the API description. A schema that has a title stands once under `components`, by that name, and
 * is referred to everywhere else, so that generated clients get one type for one thing. Two different schemas with
 * one title would give them the wrong one, so that is refused.
 */
export interface SchemaComponents {
  readonly all: Record<string, unknown>
  /** The schema with every titled part of it, itself included, replaced by a reference. */
  refer(schema: unknown): unknown
}

export function createSchemaComponents(): SchemaComponents {
  const all: Record<string, unknown> = {}

  function refer(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map(refer)
    if (typeof schema !== 'object' || schema === null) return schema
    const entries = Object.entries(schema).map(([key, value]): [string, unknown] => [key, refer(value)])
    const copy = withType(Object.fromEntries(entries))
    const { title } = copy
    if (typeof title !== 'string') return copy
    const known = all[title]
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(copy)) {
      throw new Error(`Two different schemas have the title ${title}; give one of them another`)
    }
    all[title] = copy
    return { $ref: `#/components/schemas/${title}` }
  }

  return { all, refer }
}

/** Generated clients know a list of words as text only where it says so: in Go, one without a type cannot be left out. */
function withType(schema: Record<string, unknown>): Record<string, unknown> {
  const { enum: words, type } = schema
  const isWords =
    type === undefined && Array.isArray(words) && words.every((word) => typeof word === 'string')
  return isWords ? { type: 'string', ...schema } : schema
}

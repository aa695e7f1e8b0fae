/** Tables of the fields of a JSON Schema, in Markdown: path, type and meaning of each, nested ones by their path. */

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly description?: string
  readonly default?: unknown
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
}

const DEPTH_LIMIT = 8

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

/** With `marksRequired`, fields that a request must have say so. */
export function fieldTable(schema: Schema, marksRequired = false): string {
  const rows = fieldsOf(schema, '', 0).map(({ path, field, isRequired }) => [
    `\`${path}\``,
    typeOf(field) + (marksRequired && isRequired ? ', required' : ''),
    meaningOf(field),
  ])
  return rows.length === 0 ? '' : table(['field', 'type', 'meaning'], rows)
}

interface Field {
  path: string
  field: Schema
  isRequired: boolean
}

function fieldsOf(schema: Schema, prefix: string, depth: number): Field[] {
  if (depth > DEPTH_LIMIT) return []
  const { properties, items, anyOf, required = [] } = schema
  if (items) return fieldsOf(items, `${prefix}[]`, depth + 1)
  if (anyOf) return anyOf.flatMap((choice) => fieldsOf(choice, prefix, depth + 1))
  return Object.entries(properties ?? {}).flatMap(([name, field]) => {
    const path = prefix ? `${prefix}.${name}` : name
    return [{ path, field, isRequired: required.includes(name) }, ...fieldsOf(field, path, depth + 1)]
  })
}

export function typeOf(schema: Schema): string {
  const { $ref, anyOf, items, type } = schema
  if ($ref) {
    const name = $ref.split('/').at(-1)!
    return `[${name}](/docs/api/objects.md#${name.toLowerCase()})`
  }
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(' or ')
  if (items) return `array of ${typeOf(items)}`
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' or ')
  return type ?? 'any'
}

function meaningOf(field: Schema): string {
  const inner = field.anyOf?.find(({ type }) => type !== 'null')
  const { minimum = inner?.minimum, maximum = inner?.maximum } = field
  const limits = [
    field.description ?? inner?.description,
    minimum !== undefined && maximum !== undefined && Math.abs(maximum) < Number.MAX_SAFE_INTEGER
      ? `${minimum} to ${maximum}`
      : undefined,
    field.default === undefined ? undefined : `default \`${JSON.stringify(field.default)}\``,
  ]
  return limits
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/\.$/, ''))
    .join('; ')
}

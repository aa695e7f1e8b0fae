/**
 * The reference of the REST API as pages, from `openapi.json`: one for each tag with its operations, and one with the
 * objects that they take and answer.
 */
import { readFileSync } from 'node:fs'
import { fieldTable, type Schema, table, typeOf } from './field-table.ts'
import type { PageSource } from './site.ts'

const FILE = 'openapi.json'
const ROOT = new URL('../../', import.meta.url)

interface Content {
  readonly [mediaType: string]: { readonly schema?: Schema; readonly example?: unknown }
}
interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}
interface Operation {
  readonly operationId: string
  readonly tags: readonly [string]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export function apiPages(): PageSource[] {
  const { paths, components } = JSON.parse(readFileSync(new URL(FILE, ROOT), 'utf8')) as Description
  const byTag = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const [tag] = operation.tags
      byTag.set(tag, [...(byTag.get(tag) ?? []), describe(method, path, operation)])
    }
  }
  const pages = [...byTag]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, operations]) => ({
      path: `api/${tag.replaceAll(' ', '-')}`,
      file: FILE,
      text: `# API: ${tag}\n\nHow keys, lists, versions and problems work is in the [REST guide](/docs/rest-guide.md).\n\n${operations.join('\n\n')}\n`,
    }))
  return [...pages, { path: 'api/objects', file: FILE, text: describeObjects(components.schemas) }]
}

function describe(method: string, path: string, operation: Operation): string {
  const { summary, description, parameters = [], requestBody, responses } = operation
  const heading = `## ${method.toUpperCase()} ${path}`
  const rows = parameters.map((parameter) => [
    `\`${parameter.name}\``,
    `${parameter.in}${parameter.required ? ', required' : ''}`,
    typeOf(parameter.schema),
    parameter.description ?? '',
  ])
  return [
    heading,
    `${summary}. ${description ?? ''}`.trim(),
    rows.length > 0 && table(['parameter', 'where', 'type', 'meaning'], rows),
    requestBody && `**Body**\n\n${describeContent(requestBody.content, true)}`,
    ...Object.entries(responses)
      .filter(([status]) => /^[23]/.test(status))
      .map(([status, { description: said, content }]) =>
        [`**${status}** ${said ?? ''}`, content && describeContent(content, false)]
          .filter(Boolean)
          .join('\n\n'),
      ),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function describeContent(content: Content, isRequest: boolean): string {
  return Object.entries(content)
    .map(([mediaType, { schema, example }]) => {
      const shown = schema ? typeOf(schema) : ''
      const kind = mediaType === 'application/json' ? shown : `\`${mediaType}\``
      const fields = schema && !schema.$ref ? fieldTable(schema, isRequest) : ''
      const sample = example === undefined ? '' : `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``
      return [fields || kind, sample].filter(Boolean).join('\n\n')
    })
    .join('\n\n')
}

function describeObjects(schemas: Readonly<Record<string, Schema>>): string {
  const objects = Object.entries(schemas)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) =>
      [`## ${name}`, schema.description, fieldTable(schema) || typeOf(schema)].filter(Boolean).join('\n\n'),
    )
  return `# API: objects\n\nWhat the operations of the API take and answer.\n\n${objects.join('\n\n')}\n`
}

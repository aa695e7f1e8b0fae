/**
 * Writes the declarations of all payload types from their JSON Schemas. Each schema with a title becomes one
 * exported type under that title, with its fields' descriptions as comments, however often it is used.
 */
import { compile, type JSONSchema } from 'json-schema-to-typescript'

/** The source of `payload-types.d.ts` for these schemas and all the titled ones inside them. */
export async function declarePayloads(schemas: readonly object[]): Promise<string> {
  const definitions: Record<string, JSONSchema> = {}
  for (const schema of schemas) hoist(schema, definitions)
  const root: JSONSchema = { title: 'Root', type: 'object', additionalProperties: false, definitions }
  const declarations = await compile(root, 'Root', {
    bannerComment:
      '/** The bodies that the web hooks carry. Written from their JSON Schemas by the build. */',
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { semi: false, singleQuote: true, printWidth: 110 },
  })
  return (
    declarations
      // The generator says of every type that "Root" refers to it, and declares that root.
      .replaceAll(/\n \*\n \* This (?:interface|type) was referenced by `Root`[^/]*?"\./g, '')
      .replaceAll(/\/\*\*\n \* This (?:interface|type) was referenced by `Root`[^/]*?"\.\n \*\/\n/g, '')
      .replace(/export interface Root \{\}\n/, '')
  )
}

/** Puts the schema, and every titled part inside it, into `definitions`, with references where the parts were. */
function hoist(schema: object, definitions: Record<string, JSONSchema>): void {
  JSON.parse(JSON.stringify(schema), (_key, part: JSONSchema | null) => {
    // A schema's title is a string. Among properties, a field called "title" is a schema.
    if (typeof part?.title !== 'string') return part
    definitions[part.title] = part
    return { $ref: `#/definitions/${part.title}` }
  })
}

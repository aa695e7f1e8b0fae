/**
 * The API as a Postman collection (format 2.1), made from the API description: a folder for each tag, a request for
 * each operation. Two variables, `baseUrl` and `apiKey`, are all that a person fills in.
 */
import type { ApiDescription } from './describe-api.ts'

interface Operation {
  operationId: string
  tags?: string[]
  summary?: string
  description?: string
  security?: object[]
  parameters?: { name: string; in: string; required: boolean; description?: string }[]
  requestBody?: { content: Record<string, object> }
}

interface Folder {
  name: string
  item: object[]
}

const COLLECTION_FORMAT = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

export function describePostman({ info, paths }: ApiDescription & { info?: unknown }): object {
  const { title, version, description } = info as Record<'title' | 'version' | 'description', string>
  const folders = new Map<string, Folder>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods as unknown as Record<string, Operation>)) {
      const name = operation.tags?.[0] ?? 'other'
      const folder = folders.get(name) ?? { name, item: [] }
      folder.item.push(describeRequest(path, method, operation))
      folders.set(name, folder)
    }
  }
  return {
    info: { name: title, version, description, schema: COLLECTION_FORMAT },
    auth: {
      type: 'apikey',
      apikey: [
        { key: 'key', value: 'X-API-KEY', type: 'string' },
        { key: 'value', value: '{{apiKey}}', type: 'string' },
        { key: 'in', value: 'header', type: 'string' },
      ],
    },
    variable: [
      { key: 'baseUrl', value: 'http://localhost:8080' },
      { key: 'apiKey', value: '' },
    ],
    item: [...folders.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

function describeRequest(path: string, method: string, operation: Operation): object {
  const { parameters = [], security, requestBody } = operation
  const of = (place: string) => parameters.filter((parameter) => parameter.in === place)
  const described = ({ name, description }: { name: string; description?: string }) => ({
    key: name,
    value: '',
    ...(description && { description }),
  })
  const segments = path.split('/').filter(Boolean)
  const mediaType = Object.keys(requestBody?.content ?? {})[0]
  const isJson = mediaType === 'application/json'
  const header = of('header').map((parameter) => ({ ...described(parameter), disabled: true }))
  return {
    name: operation.summary ?? operation.operationId,
    request: {
      method: method.toUpperCase(),
      ...(operation.description && { description: operation.description }),
      // An empty list: anybody may call it.
      ...(security?.length === 0 && { auth: { type: 'noauth' } }),
      header: mediaType ? [{ key: 'Content-Type', value: mediaType }, ...header] : header,
      ...(isJson && { body: { mode: 'raw', raw: '{}', options: { raw: { language: 'json' } } } }),
      url: {
        raw: `{{baseUrl}}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        host: ['{{baseUrl}}'],
        path: segments.map((segment) => segment.replace(/^\{(\w+)\}/, ':$1')),
        query: of('query').map((parameter) => ({ ...described(parameter), disabled: !parameter.required })),
        variable: of('path').map(described),
      },
    },
    response: [],
  }
}

/**
 * The API description: OpenAPI 3.1, made from the routes as they are registered, so that it cannot say anything else
 * than what the server does. TypeBox schemas are JSON Schema, and 3.1 takes them as they are; a schema with a title
 * becomes a component of that name. The six web hooks stand under `webhooks`, from the contract's own schemas.
 *
 * Own, because what it has to do is small: the usual plug-in turns schemas into its own references and back.
 */
import type { FastifySchema } from 'fastify'
import { hookNames, hookPurposes } from '../../receiver/src/contract/hook-names.ts'
import { hookSchemas } from '../../receiver/src/contract/hook-schemas.ts'
import { examples } from '../../receiver/src/testing.ts'
import type { CollectedRoute } from './collect-routes.ts'
import { createSchemaComponents, type SchemaComponents } from './schema-components.ts'
import { problemExamples, requestExamples, schemaExamples } from './describe-examples.ts'
import {
  answerHeaders,
  hookHeaders,
  idempotencyKeyHeader,
  ifMatchHeader,
  ifNoneMatchHeader,
  problemSchema,
  securitySchemes,
  tagDescriptions,
} from './description-parts.ts'

type Json = Record<string, unknown>

interface Shape extends Json {
  description?: string
  type?: string
  contentMediaType?: string
  properties?: Record<string, Shape>
  required?: string[]
}

export interface ApiDescription extends Json {
  paths: Record<string, Record<string, Json>>
  webhooks: Record<string, Json>
  components: Record<string, Json>
}

const JSON_MEDIA_TYPE = 'application/json'
const STATUS_WORDS: Record<string, string> = {
  200: 'Done',
  201: 'Made',
  202: 'Begun',
  204: 'Done; the answer has no body',
  206: 'A part of it',
  302: 'It is elsewhere',
}
const PROBLEMS = {
  400: 'This cannot be read: no JSON, no UTF-8, a broken request',
  401: 'Nobody is signed in, or the key is not known',
  403: 'The caller may not do this',
  404: 'There is no such thing',
  409: 'The thing is in a state that does not allow this',
  412: 'Somebody else changed it in the meantime; read it again',
  413: 'The body is too large',
  415: 'The body has a media type, charset or encoding that is not taken',
  422: 'Some values cannot be accepted; `errors` says which',
  429: 'Too many requests, or too many at the same time; `Retry-After` says when to ask again',
  default: 'Any other problem',
}

/** Of a 201: what was made has no address of its own. */
const WITHOUT_ADDRESS = new Set(['openRecordingPart', 'createWebHookSet'])
const HEADERS_OF_PROBLEMS: Readonly<Record<string, readonly (keyof typeof answerHeaders)[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
  default: ['Retry-After'],
}

/** As generators of clients know bytes. */
const BYTES = { type: 'string', format: 'binary' }

/** `publicUrl` is the server's own address: links in the description are whole, as tools expect them. */
export function describeApi(
  routes: readonly CollectedRoute[],
  version: string,
  publicUrl: string,
): ApiDescription {
  const components = createSchemaComponents()
  const paths: ApiDescription['paths'] = {}
  for (const route of routes.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    if (!route.schema.operationId) continue
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route, components) }
  }
  const webhooks = Object.fromEntries(
    hookNames.map((name) => [
      name,
      {
        post: {
          operationId: name,
          tags: ['web hooks'],
          security: [],
          summary: hookPurposes[name],
          parameters: hookHeaders,
          description:
            'Sent to the URL of each web hook for this event, by POST or PUT. Answer with any 2xx status.',
          requestBody: {
            required: true,
            content: jsonContent(components.refer(hookSchemas[name]), examples[name]),
          },
          responses: { '2XX': { description: 'Received; everything else is tried again' } },
        },
      },
    ]),
  )
  const problem = components.refer(problemSchema)
  return {
    openapi: '3.1.0',
    info: {
      title: 'simplex Meeting',
      version,
      description: 'Schedule, hold and delete meetings, and be told of it by web hooks that are never lost.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      contact: { name: 'The administrators of this server', url: `${publicUrl}/docs/` },
    },
    externalDocs: {
      url: `${publicUrl}/docs/`,
      description: 'The documentation for those who build on this server',
    },
    tags: Object.entries(tagDescriptions).map(([name, description]) => ({ name, description })),
    servers: [{ url: '/', description: 'This server' }],
    security: [{ apiKey: [] }, { bearer: [] }, { session: [] }],
    paths,
    webhooks,
    components: {
      securitySchemes,
      responses: Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, description]) => [
          problemName(status),
          {
            description,
            ...headers(HEADERS_OF_PROBLEMS[status] ?? []),
            content: { 'application/problem+json': { schema: problem, example: problemExamples[status] } },
          },
        ]),
      ),
      schemas: withExamples(components.all),
    },
  }
}

function keyOf({ url, method }: CollectedRoute): string {
  return `${url} ${method}`
}

function describeRoute(route: CollectedRoute, components: SchemaComponents): Json {
  const { method, config, schema } = route
  const { scope, idempotency = true, versioned = false, bodyMediaType } = config
  const isPublic = scope === undefined || scope === 'public'
  const needs = isPublic || scope === 'caller' ? '' : `Needs the scope \`${scope}\`.`
  const takesIdempotencyKey = method === 'POST' && idempotency && !isPublic
  const parameters = [
    ...describeParameters('path', schema.params, components),
    ...describeParameters('query', schema.querystring, components),
    ...describeParameters('header', schema.headers, components),
    ...(takesIdempotencyKey ? [idempotencyKeyHeader] : []),
    ...(versioned ? [method === 'GET' ? ifNoneMatchHeader : ifMatchHeader] : []),
  ]
  return {
    operationId: schema.operationId,
    tags: schema.tags,
    summary: schema.summary,
    description: [schema.description ?? `${schema.summary}.`, needs].filter(Boolean).join(' '),
    ...(isPublic && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...describeBody(schema, bodyMediaType, components),
    responses: {
      ...describeAnswers(schema, components, (status) => headers(promisedHeaders(route, status))),
      ...(method === 'GET' && versioned && { 304: { description: 'Nothing has changed since' } }),
      ...problemsOf(method, config),
    },
  }
}

function describeParameters(place: string, schema: unknown, components: SchemaComponents): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as Shape
  return Object.entries(properties).map(([name, { description, ...shape }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description && { description }),
    schema: components.refer(shape),
  }))
}

function describeBody(
  { body, operationId }: FastifySchema,
  mediaType: string | undefined,
  components: SchemaComponents,
): Json {
  if (mediaType) return { requestBody: { required: true, content: { [mediaType]: { schema: BYTES } } } }
  if (!body) return {}
  const example = requestExamples[String(operationId)]
  return { requestBody: { required: true, content: jsonContent(components.refer(body), example) } }
}

function describeAnswers(
  { response }: FastifySchema,
  components: SchemaComponents,
  headersAt: (status: string) => Json,
): Json {
  const answers = Object.entries((response ?? {}) as Record<string, Shape>)
  return Object.fromEntries(
    answers.map(([status, shape]) => {
      const description = shape.description ?? STATUS_WORDS[status] ?? 'Answered'
      if (shape.type === 'void') return [status, { description, ...headersAt(status) }]
      const content = shape.contentMediaType
        ? {
            [shape.contentMediaType]: {
              schema: shape.contentMediaType.startsWith('text/') ? { type: 'string' } : BYTES,
            },
          }
        : jsonContent(components.refer(shape))
      return [status, { description, ...headersAt(status), content }]
    }),
  )
}

/** Every status that can come: what the route itself refuses, and what any request may be refused for. */
function problemsOf(method: string, { versioned }: CollectedRoute['config']): Json {
  const isWrite = method !== 'GET'
  const statuses = ['400', '401', '403', '404', '409', '415', '422', '429', 'default']
  if (isWrite) statuses.push('413')
  if (isWrite && versioned) statuses.push('412')
  return Object.fromEntries(
    statuses.map((key) => [key, { $ref: `#/components/responses/${problemName(key)}` }]),
  )
}

function problemName(status: string): string {
  return status === 'default' ? 'Problem' : `Problem${status}`
}

/** The headers that an answer carries for sure: what has a version shows it, and what was made has an address. */
export function promisedHeaders(
  { config, schema }: Pick<CollectedRoute, 'config' | 'schema'>,
  status: string,
): readonly (keyof typeof answerHeaders)[] {
  const version = config.versioned ? (['ETag'] as const) : []
  if (status === '200') return version
  if (status === '202') return ['Location']
  if (status !== '201' || WITHOUT_ADDRESS.has(String(schema.operationId))) return []
  return ['Location', ...version]
}

function headers(names: readonly (keyof typeof answerHeaders)[]): Json {
  if (names.length === 0) return {}
  return { headers: Object.fromEntries(names.map((name) => [name, answerHeaders[name]])) }
}

function withExamples(schemas: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      Object.hasOwn(schemaExamples, name)
        ? { ...(schema as Json), examples: [schemaExamples[name]] }
        : schema,
    ]),
  )
}

function jsonContent(schema: unknown, example?: unknown): Json {
  return { [JSON_MEDIA_TYPE]: { schema, ...(example !== undefined && { example }) } }
}

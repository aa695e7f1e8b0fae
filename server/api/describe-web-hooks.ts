/**
 * The web hooks in the two forms that tools for listeners read, from the very schemas that `openapi.json` is made of:
 * an AsyncAPI 3 document (the server sends, the listener receives), and one JSON Schema for each body.
 */
import { hookNames, hookPurposes, type HookName } from '../../receiver/src/contract/hook-names.ts'
import { hookSchemas } from '../../receiver/src/contract/hook-schemas.ts'
import { examples } from '../../receiver/src/testing.ts'
import { hookHeaders } from './description-parts.ts'
import { createSchemaComponents } from './schema-components.ts'

type Json = Record<string, unknown>

/** Where the schema of a body stands, by the name of its file. The addresses are stable: listeners refer to them. */
export const SCHEMA_PATH = '/schemas/'

const BODY_SCHEMA_FILES: Readonly<Record<string, HookName>> = {
  'meeting.json': 'onMeetingClosed',
  'meetings-deleted.json': 'onMeetingDeleted',
  'meeting-summary.json': 'onMeetingSummaryCreated',
  'meeting-recording-prepared.json': 'onMeetingRecordingCreated',
}
export const bodySchemaFiles = Object.keys(BODY_SCHEMA_FILES)

/** The schema of a body, with its own address as `$id` and the golden body as its example. Null: no such file. */
export function describeBody(file: string, publicUrl: string): Json | null {
  if (!Object.hasOwn(BODY_SCHEMA_FILES, file)) return null
  const hook = BODY_SCHEMA_FILES[file]!
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${publicUrl}${SCHEMA_PATH}${file}`,
    ...hookSchemas[hook],
    examples: [examples[hook]],
  }
}

/** `publicUrl` is the address of the server that calls. */
export function describeWebHooks(version: string, publicUrl: string): Json {
  const components = createSchemaComponents()
  const messages = Object.fromEntries(hookNames.map((hook) => [hook, describeMessage(hook)]))

  function describeMessage(hook: HookName): Json {
    return {
      name: hook,
      title: hook,
      summary: hookPurposes[hook],
      contentType: 'application/json',
      headers: { $ref: '#/components/schemas/WebHookHeaders' },
      payload: components.refer(hookSchemas[hook]),
      examples: [{ name: 'golden', payload: examples[hook] }],
    }
  }

  return {
    asyncapi: '3.0.0',
    info: {
      title: 'simplex Meeting web hooks',
      version,
      description:
        'What the server sends to listeners. Each call is made at least once; the calls about one meeting come in ' +
        'order. Deduplicate by the header webhook-id.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      contact: { name: 'The administrators of this server', url: `${publicUrl}/docs/` },
      tags: [{ name: 'web hooks' }],
      externalDocs: { url: `${publicUrl}/docs/receiving-web-hooks` },
    },
    servers: {
      listener: {
        host: '{listener}',
        protocol: 'https',
        description: 'Where the web hook calls',
        variables: { listener: { default: 'listener.example.com', description: 'The host of its URL' } },
      },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      hookNames.map((hook) => [
        hook,
        {
          address: null,
          description: 'The URL that the web hook was given.',
          messages: { [hook]: { $ref: `#/components/messages/${hook}` } },
        },
      ]),
    ),
    operations: Object.fromEntries(
      hookNames.map((hook) => [
        hook,
        {
          action: 'send',
          channel: { $ref: `#/channels/${hook}` },
          summary: hookPurposes[hook],
          description: `Answer with any 2xx status. When it comes and when not: ${publicUrl}/docs/events/${hook}`,
          bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
          messages: [{ $ref: `#/channels/${hook}/messages/${hook}` }],
        },
      ]),
    ),
    components: { messages, schemas: { WebHookHeaders: describeHeaders(), ...components.all } },
  }
}

function describeHeaders(): Json {
  return {
    type: 'object',
    required: hookHeaders.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(
      hookHeaders.map(({ name, description, schema }) => [name, { ...schema, description }]),
    ),
  }
}

import { readFile } from 'node:fs/promises'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Spectral, type RulesetDefinition } from '@stoplight/spectral-core'
import { asyncapi, oas } from '@stoplight/spectral-rulesets'
import { expect, test } from 'vitest'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { describeApi, type ApiDescription } from './describe-api.ts'
import { API_PREFIX } from './collect-routes.ts'
import { describeWebHooks } from './describe-web-hooks.ts'
import { VERSION } from '../platform/product.ts'
import { collectAllRoutes, EXAMPLE_URL, writeApiDescription } from './write-api-description.ts'

/** Who may call without any credentials. A route that is added here is open to the whole world: be sure. */
const PUBLIC_ROUTES = [
  'GET /api/v1/join/:meetingId',
  'GET /api/v1/meetings/:id/calendar.ics',
  'GET /api/v1/meetings/:id/documents/:documentId',
  'GET /api/v1/openapi.json',
  'GET /api/v1/room',
  'GET /api/v1/session/openid',
  'GET /api/v1/session/openid/callback',
  'GET /api/v1/set-up/:token',
  'GET /api/v1/web-hooks/public-key',
  'POST /api/v1/connection-tests',
  'POST /api/v1/join/:meetingId',
  'POST /api/v1/media/events',
  'POST /api/v1/session',
  'POST /api/v1/session/password-reset',
  'POST /api/v1/set-up/:token',
  'POST /api/v1/set-up/:token/check',
]
const routes = await collectAllRoutes()
const text = await writeApiDescription()
const description = JSON.parse(text) as ApiDescription

interface Operation {
  operationId: string
  parameters?: { name: string; in: string; schema: object }[]
  responses: Record<string, unknown>
  requestBody?: object
}
const operations = [...Object.values(description.paths), ...Object.values(description.webhooks)].flatMap(
  (item) => Object.values(item) as Operation[],
)

test('openapi.json is what the routes make; after a change run: node scripts/write-openapi.ts', async () => {
  const committed = await readFile(new URL('../../openapi.json', import.meta.url), 'utf8')
  expect(committed === text).toBe(true)
})

test('every route of the API says who may call it, and only the listed ones are open to everybody', () => {
  const ours = routes.filter(({ url }) => url.startsWith(API_PREFIX))
  expect(ours.length).toBeGreaterThan(20)
  expect(ours.filter(({ config }) => config.scope === undefined)).toEqual([])
  const open = ours.filter(({ config }) => config.scope === 'public')
  expect(open.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(PUBLIC_ROUTES)
})

test('a write never passes with a scope to read, and a read of the API never needs one to write', () => {
  for (const { method, url, config } of routes) {
    if (!config.scope || config.scope === 'public' || config.scope === 'caller') continue
    expect(`${method} ${url} ${config.scope}`).toMatch(method === 'GET' ? /:read$/ : /:write$/)
  }
})

test('every reference leads to something', () => {
  const references = [...text.matchAll(/"\$ref": "#\/([^"]+)"/g)].map((match) => match[1]!)
  expect(references.length).toBeGreaterThan(50)
  for (const reference of references) {
    let place: unknown = description
    for (const step of reference.split('/')) place = (place as Record<string, unknown>)[step]
    expect(place, reference).toBeDefined()
  }
})

test('operation ids are unique, and every operation has an answer that is a success', () => {
  const ids = operations.map(({ operationId }) => operationId)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  for (const { operationId, responses } of operations) {
    expect(Object.keys(responses).join(), operationId).toMatch(/[123]\d\d|2XX|default/)
  }
})

test('the placeholders of a path are its path parameters', () => {
  for (const [path, item] of Object.entries(description.paths)) {
    const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
    for (const operation of Object.values(item) as unknown as Operation[]) {
      const names = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(names.map(({ name }) => name).toSorted(), path).toEqual(placeholders.toSorted())
    }
  }
})

test('the six web hooks are described with their own schemas', () => {
  expect(Object.keys(description.webhooks)).toEqual([...hookNames])
  expect(JSON.stringify(description.webhooks['onMeetingDeleted'])).toContain('MeetingsDeleted')
})

test('two different schemas cannot share a name', () => {
  const route = (title: string, type: string) => ({
    method: 'GET',
    url: `/${type}`,
    config: {},
    schema: { operationId: type, response: { 200: { title, type } } },
  })
  expect(() => describeApi([route('Thing', 'string'), route('Thing', 'number')], '1', EXAMPLE_URL)).toThrow(
    /Thing/,
  )
})

test('Redocly has nothing to say about the description', async () => {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      'operation-description': 'error',
      'operation-tag-defined': 'error',
      'tag-description': 'error',
      'info-contact': 'error',
      'no-invalid-media-type-examples': 'error',
      'no-invalid-schema-examples': 'error',
      // `/web-hooks/by-name/{name}`: no id of a web hook is `by-name`.
      'no-ambiguous-paths': 'off',
    },
  })
  const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config })
  expect(
    problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer} ${message}`),
  ).toEqual([])
})

/** Errors and warnings; the other findings are opinions. */
const REPORTED_SEVERITIES: readonly number[] = [0, 1]

async function spectralSays(
  document: Record<string, unknown>,
  rules: object,
  off: Record<string, 'off'>,
): Promise<string[]> {
  const spectral = new Spectral()
  // The types of its two packages do not fit each other.
  spectral.setRuleset({ extends: [[rules, 'recommended']], rules: off } as unknown as RulesetDefinition)
  const found = await spectral.run(document)
  return found
    .filter(({ severity }) => REPORTED_SEVERITIES.includes(severity))
    .map(({ code, path, message }) => `${code} ${path.join('/')} ${message}`)
}

test('Spectral has no error and no warning about the description', async () => {
  const off = {
    // Ten seconds, for what Redocly finds as `no-invalid-media-type-examples`.
    'oas3-valid-media-example': 'off',
    // `GET /room` answers 101, which the rule does not count as a success; a test above does.
    'operation-success-response': 'off',
  } as const
  expect(await spectralSays(description, oas, off)).toEqual([])
  const broken = { ...description, tags: [], info: { title: 'Without a version' } }
  expect(await spectralSays(broken, oas, off)).not.toEqual([])
})

test('Spectral has no error and no warning about the description of the web hooks', async () => {
  const off = {
    // Its address for mail is a matter of each server, and not for everybody.
    'asyncapi-info-contact-properties': 'off',
  } as const
  const document = describeWebHooks(VERSION, EXAMPLE_URL)
  expect(await spectralSays(document, asyncapi, off)).toEqual([])
  expect(await spectralSays({ ...document, operations: { x: {} } }, asyncapi, off)).not.toEqual([])
})

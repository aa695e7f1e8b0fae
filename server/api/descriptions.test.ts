/** The descriptions for tools: they are current, they are what their formats ask for, and they leave nothing out. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Ajv, type AnySchema } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { hookNames, type HookName } from '../../receiver/src/contract/hook-names.ts'
import { examples } from '../../receiver/src/testing.ts'
import { bodySchemaFiles, describeBody } from './describe-web-hooks.ts'
import { writeDescriptions } from './write-descriptions.ts'

const written = await writeDescriptions()
const parsed = (file: string) => JSON.parse(written[file]!)

test.each(Object.keys(written))('%s is current; after a change run: npm run descriptions', async (file) => {
  const committed = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8')
  expect(committed === written[file]).toBe(true)
})

test('asyncapi.json is an AsyncAPI 3 document with each hook as a message that the server sends', () => {
  // The schema of AsyncAPI brings that of JSON Schema itself along.
  const settings = { strict: false, validateFormats: false, validateSchema: false, meta: false }
  const schema: AnySchema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json')
  const isDocument = new Ajv(settings).compile(schema)
  const document = parsed('asyncapi.json')
  expect(isDocument(document), JSON.stringify(isDocument.errors)).toBe(true)
  expect(isDocument({ ...document, channels: { x: { addres: 1 } } })).toBe(false)
  expect(Object.keys(document.operations)).toEqual(hookNames)
  expect(Object.values(document.operations)).toMatchObject(hookNames.map(() => ({ action: 'send' })))
  for (const [, reference] of written['asyncapi.json']!.matchAll(/"\$ref": "#\/([^"]+)"/g)) {
    expect(
      reference!.split('/').reduce((place, step) => place?.[step], document),
      reference,
    ).toBeDefined()
  }
})

test('each schema of a body has its address as its id, and its golden body fits it', () => {
  const hooks: Record<string, HookName> = {
    'meeting.json': 'onMeetingUpdated',
    'meetings-deleted.json': 'onMeetingDeleted',
    'meeting-summary.json': 'onMeetingSummaryCreated',
    'meeting-recording-prepared.json': 'onMeetingRecordingCreated',
  }
  expect(bodySchemaFiles).toEqual(Object.keys(hooks))
  for (const [file, hook] of Object.entries(hooks)) {
    const schema = describeBody(file, 'https://meet.example.com')!
    expect(schema['$id']).toBe(`https://meet.example.com/schemas/${file}`)
    const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
    expect(fits(JSON.parse(JSON.stringify(examples[hook]))), JSON.stringify(fits.errors)).toBe(true)
    expect(fits(file === 'meetings-deleted.json' ? {} : [])).toBe(false)
  }
  expect(describeBody('toString', 'https://meet.example.com')).toBeNull()
})

test('postman.json has each operation once, and each variable of a path', () => {
  const { paths } = parsed('openapi.json')
  const operations = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} {{baseUrl}}${path}`),
  )
  interface Item {
    request: { method: string; url: { raw: string; variable: { key: string }[] } }
  }
  const requests: Item['request'][] = parsed('postman.json')
    .item.flatMap(({ item }: { item: Item[] }) => item)
    .map(({ request }: Item) => request)
  expect(
    requests
      .map(({ method, url }) => `${method} ${url.raw.replaceAll(/:(\w+)(?=\/|$|[.:])/g, '{$1}')}`)
      .toSorted(),
  ).toEqual(operations.toSorted())
  for (const { url } of requests) {
    for (const { key } of url.variable) expect(url.raw).toContain(`:${key}`)
  }
})

/** Each adapter inside the real framework, over a real socket where the framework has one. */
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { APIGatewayProxyEventV2, APIGatewayProxyHandler, APIGatewayProxyHandlerV2 } from 'aws-lambda'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { createMemoryDeduplicator } from './deduplicate.ts'
import {
  createFastifyListener,
  createFetchListener,
  createLambdaListener,
  createNodeListener,
  type Handlers,
  type ListenerOptions,
} from './listeners.ts'
import { OTHER_SECRET, SECRET, SENT_AT, signedCall } from './testing/signed-call.ts'

interface Request {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}
type Call = (request: Request) => Promise<{ status: number; text: string }>
type Start = (handlers: Handlers, options: ListenerOptions) => Promise<Call>

async function overSocket(listener: RequestListener): Promise<Call> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close().closeAllConnections()
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The listener has no port')
  return async ({ method, headers, body }) => {
    const url = `http://127.0.0.1:${address.port}/hooks`
    const response = await fetch(url, { method, headers, body: new Uint8Array(body) })
    return { status: response.status, text: await response.text() }
  }
}

/** The events are those that API Gateway's documentation shows. */
function lambdaEvent({ headers, body }: Request, isBase64Encoded: boolean) {
  const text = Buffer.from(body).toString(isBase64Encoded ? 'base64' : 'utf8')
  return { headers, body: text, isBase64Encoded } as unknown as APIGatewayProxyEventV2
}

const start: Record<string, Start> = {
  'node:http': (handlers, options) => overSocket(createNodeListener(handlers, options)),
  Express: async (handlers, options) => {
    const app = express()
    app.all('/hooks', createNodeListener(handlers, options))
    app.use(express.json())
    return overSocket(app)
  },
  'Express after express.raw()': async (handlers, options) => {
    const app = express()
    app.use(express.raw({ type: '*/*' }))
    app.all('/hooks', createNodeListener(handlers, options))
    return overSocket(app)
  },
  Fastify: async (handlers, options) => {
    const app = fastify()
    app.post('/others', async ({ body }) => body)
    await app.register(createFastifyListener(handlers, options), { prefix: '/hooks' })
    await app.listen({ port: 0, host: '127.0.0.1' })
    onTestFinished(() => app.close())
    const json = { 'content-type': 'application/json' }
    const others = await fetch(`${app.listeningOrigin}/others`, {
      method: 'POST',
      headers: json,
      body: '{"a":1}',
    })
    expect(await others.json(), 'the parsers of other routes stay').toEqual({ a: 1 })
    return async ({ method, headers, body }) => {
      const response = await fetch(`${app.listeningOrigin}/hooks`, {
        method,
        headers,
        body: new Uint8Array(body),
      })
      return { status: response.status, text: await response.text() }
    }
  },
  Hono: async (handlers, options) => {
    const app = new Hono()
    const listener = createFetchListener(handlers, options)
    app.on(['POST', 'PUT'], '/hooks', (context) => listener(context.req.raw))
    return async ({ body, ...request }) => {
      const response = await app.request('/hooks', { ...request, body: new Uint8Array(body) })
      return { status: response.status, text: await response.text() }
    }
  },
  'AWS Lambda behind an HTTP API': async (handlers, options) => {
    const handler = createLambdaListener(handlers, options) satisfies APIGatewayProxyHandlerV2
    return async (request) => {
      const { statusCode, body } = await handler(lambdaEvent(request, false))
      return { status: statusCode, text: body }
    }
  },
  'AWS Lambda with a binary body': async (handlers, options) => {
    const handler = createLambdaListener(handlers, options) satisfies APIGatewayProxyHandler
    return async (request) => {
      const { statusCode, body } = await handler(lambdaEvent(request, true))
      return { status: statusCode, text: body }
    }
  },
}

const quiet = { secret: SECRET, now: SENT_AT, onError: () => {} }
const frameworks = Object.keys(start)

test.each(frameworks)(
  '%s: a verified call is handed to the handler of its hook, by POST and by PUT',
  async (name) => {
    const topics: string[] = []
    const call = await start[name]!({ onMeetingClosed: ({ payload }) => topics.push(payload.topic) }, quiet)
    for (const method of ['POST', 'PUT']) {
      expect(await call({ method, ...signedCall('onMeetingClosed') })).toEqual({ status: 204, text: '' })
    }
    expect(topics).toEqual(['My Meeting Topic', 'My Meeting Topic'])
    expect(await call({ method: 'POST', ...signedCall('onMeetingDeleted') })).toEqual({
      status: 204,
      text: '',
    })
  },
)

test.each(frameworks)(
  '%s: a refused call is answered with its reason, a failed one without',
  async (name) => {
    const errors: unknown[] = []
    const onError = (error: unknown) => errors.push(error)
    const handlers: Handlers = { onMeetingClosed: () => Promise.reject(new Error('private words')) }
    const refusing = await start[name]!(handlers, { ...quiet, secret: OTHER_SECRET, onError })
    const refused = await refusing({ method: 'POST', ...signedCall('onMeetingClosed') })
    expect(refused).toEqual({ status: 401, text: expect.stringMatching(/^signature-mismatch: None of/) })
    const failing = await start[name]!(handlers, { ...quiet, onError })
    const failed = await failing({ method: 'POST', ...signedCall('onMeetingClosed') })
    expect(failed).toEqual({ status: 500, text: '' })
    expect(errors).toMatchObject([{ code: 'signature-mismatch' }, { message: 'private words' }])
  },
)

test.each(frameworks)('%s: a body beyond the limit is refused', async (name) => {
  const call = await start[name]!({}, { ...quiet, bodyLimitBytes: 1000 })
  const { status } = await call({ method: 'POST', ...signedCall('onMeetingClosed') })
  expect(status).toBe(413)
})

test.each(frameworks)('%s: an event is handed over once, and a test call not at all', async (name) => {
  const ids: string[] = []
  const options = { ...quiet, deduplicator: createMemoryDeduplicator() }
  const call = await start[name]!({ onMeetingClosed: ({ id }) => ids.push(id) }, options)
  const { headers, body } = signedCall('onMeetingClosed')
  const test = { ...headers, 'webhook-test': 'true' }
  for (const variant of [test, headers, headers]) {
    expect((await call({ method: 'POST', headers: variant, body })).status).toBe(204)
  }
  expect(ids).toHaveLength(1)
})

test('after express.json() the answer says what to do', async () => {
  const app = express()
  app.use(express.json())
  app.post('/hooks', createNodeListener({}, quiet))
  const call = await overSocket(app)
  expect(await call({ method: 'POST', ...signedCall('onMeetingClosed') })).toEqual({
    status: 500,
    text: expect.stringContaining("express.raw({ type: '*/*' })"),
  })
})

test('a load balancer that sends lists of headers, and an event without any, are read', async () => {
  const listener = createLambdaListener({}, quiet)
  const { headers, body } = signedCall('onMeetingClosed')
  const multiValueHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value]]),
  )
  expect(await listener({ multiValueHeaders, body: body.toString() })).toMatchObject({ statusCode: 204 })
  expect(await listener({ headers: null, body: null })).toMatchObject({ statusCode: 400 })
})

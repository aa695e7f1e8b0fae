import { createServer, request as send, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { HookCallError } from './hook-call-error.ts'
import { receiveFetchRequest, receiveNodeRequest } from './receive-request.ts'
import type { ReceiveOptions } from './receive.ts'
import { goldenBytes } from './testing/golden-bodies.ts'
import { EVENT_ID, SECRET, SENT_AT, signedCall } from './testing/signed-call.ts'

const options = { secret: SECRET, now: SENT_AT }
const refusedWith = (code: string) => expect.objectContaining({ name: 'HookCallError', code })

type Prepare = (request: IncomingMessage & { body?: unknown }) => Promise<void>

/** A real listener; it answers with the id of the call, or with the code and status of the refusal. */
async function startListener(extra: ReceiveOptions = {}, prepare?: Prepare): Promise<number> {
  const server = createServer((request, response) => {
    void Promise.resolve(prepare?.(request))
      .then(() => receiveNodeRequest(request, { ...options, ...extra }))
      .then((call) => response.end(call.id))
      .catch((error: HookCallError) => response.writeHead(error.status).end(error.code))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close().closeAllConnections()
  })
  const address = server.address()
  if (typeof address === 'string' || address === null) throw new Error('The listener has no port')
  return address.port
}

async function post(port: number, headers: Record<string, string>, chunks: readonly Uint8Array[]) {
  const request = send({ port, host: '127.0.0.1', method: 'POST', headers, agent: false })
  for (const chunk of chunks) request.write(chunk)
  request.end()
  const response: IncomingMessage = (await once(request, 'response'))[0]
  return { status: response.statusCode, text: Buffer.concat(await response.toArray()).toString() }
}

test('a real call over node:http is received, however its body is cut', async () => {
  const port = await startListener()
  const { headers, body } = signedCall('onMeetingClosed')
  const middle = Math.floor(body.length / 2)
  const answer = await post(port, headers, [body.subarray(0, middle), body.subarray(middle)])
  expect(answer).toEqual({ status: 200, text: EVENT_ID })
})

test('a body over the limit is refused with an answer, one of exactly the limit is read', async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const exact = await startListener({ bodyLimitBytes: body.length })
  expect(await post(exact, headers, [body])).toEqual({ status: 200, text: EVENT_ID })
  const short = await startListener({ bodyLimitBytes: body.length - 1 })
  expect(await post(short, headers, [body])).toEqual({ status: 413, text: 'body-too-large' })
})

test('after a body without end is refused, the answer still goes out and the request is intact', async () => {
  const requests: IncomingMessage[] = []
  const port = await startListener({ bodyLimitBytes: 1000 }, async (request) => {
    requests.push(request)
  })
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => {
    socket.destroy()
  })
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
  socket.write(`800\r\n${'x'.repeat(0x800)}\r\n`)
  const answer: Buffer = (await once(socket, 'data'))[0]
  expect(answer.toString()).toContain('413')
  expect(requests[0]?.destroyed).toBe(false)
  expect(requests[0]?.socket.remotePort).toBe(socket.localPort)
})

test.each([
  ['express.raw()', (bytes: Buffer) => bytes],
  ['express.text()', (bytes: Buffer) => bytes.toString()],
])('what %s left on the request is used', async (_parser, parse) => {
  const port = await startListener({}, async (request) => {
    request.body = parse(Buffer.concat(await request.toArray()))
  })
  const { headers, body } = signedCall('onMeetingClosed')
  expect(await post(port, headers, [body])).toEqual({ status: 200, text: EVENT_ID })
})

test('after express.json() the listener is told that the bytes are gone', async () => {
  const port = await startListener({}, async (request) => {
    request.body = JSON.parse(Buffer.concat(await request.toArray()).toString())
  })
  const { headers, body } = signedCall('onMeetingClosed')
  expect(await post(port, headers, [body])).toEqual({ status: 500, text: 'body-already-read' })
})

test('a parser that passed the request by and left {} is no hindrance', async () => {
  const port = await startListener({}, async (request) => {
    request.body = {}
  })
  const { headers, body } = signedCall('onMeetingClosed')
  expect(await post(port, headers, [body])).toEqual({ status: 200, text: EVENT_ID })
})

test('a Fetch request is received once', async () => {
  const request = new Request('http://listener/', {
    method: 'PUT',
    ...signedCall('onMeetingDeleted'),
  } as RequestInit)
  const call = await receiveFetchRequest(request, options)
  expect(call.event).toBe('onMeetingDeleted')
  expect(Buffer.from(call.body)).toEqual(goldenBytes('onMeetingDeleted'))
  await expect(receiveFetchRequest(request, options)).rejects.toThrow(refusedWith('body-already-read'))
})

test('a Fetch request over the limit, or without a body, is refused', async () => {
  const { headers, body } = signedCall('onMeetingClosed')
  const long = new Request('http://listener/', { method: 'POST', headers, body: new Uint8Array(body) })
  await expect(receiveFetchRequest(long, { ...options, bodyLimitBytes: 100 })).rejects.toThrow(
    refusedWith('body-too-large'),
  )
  const empty = new Request('http://listener/', { method: 'POST', headers })
  await expect(receiveFetchRequest(empty, options)).rejects.toThrow(refusedWith('signature-mismatch'))
})

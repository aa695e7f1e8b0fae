/**
 * The sender against real sockets: what it sends, what it makes of answers good and bad, where it refuses to go.
 */
import { once } from 'node:events'
import { createServer } from 'node:net'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parseAllowList } from '../../server/webhooks/calls/allow-list.ts'
import { parseTarget, type Target } from '../../server/webhooks/calls/parse-target.ts'
import type { Lookup } from '../../server/webhooks/calls/resolve-name.ts'
import {
  type Answered,
  createSender,
  type Sender,
  type SenderOptions,
  type SendRequest,
  type SendResult,
  type Unanswered,
} from '../../server/webhooks/calls/send-request.ts'
import { createCertificateAuthority, createSelfSigned } from '../support/certificates.ts'
import {
  type Answer,
  type Listener,
  type ListenerOptions,
  portOf,
  startListener,
} from '../support/listener.ts'
import { startProxy } from '../support/proxy.ts'

const USER_AGENT = 'simplex-meeting/test'
const LOOPBACK = parseAllowList('127.0.0.0/8')
const LIMIT_BYTES = 16_384
const BODY = Buffer.from('{"topic":"Zürich"}')

const opened: Array<() => Promise<void>> = []

afterEach(async () => {
  vi.useRealTimers()
  while (opened.length > 0) await opened.pop()!()
})

async function listen(options?: ListenerOptions): Promise<Listener> {
  const listener = await startListener(options)
  opened.push(() => listener.close())
  return listener
}

function sender(options: Partial<SenderOptions> = {}): Sender {
  const created = createSender({ allowList: LOOPBACK, allowHttp: false, userAgent: USER_AGENT, ...options })
  opened.push(async () => {
    created.abort('the test is over')
    await created.close()
  })
  return created
}

function target(url: string, allowList = LOOPBACK, allowHttp = false): Target {
  return parseTarget(url, { allowList, allowHttp })
}

function request(to: Target | string, more: Partial<SendRequest> = {}): SendRequest {
  return {
    target: typeof to === 'string' ? target(to) : to,
    method: 'POST',
    headers: ['content-type', 'application/json; charset=utf-8', 'webhook-id', 'e1'],
    body: BODY,
    timeoutMs: 10_000,
    maxSockets: 10,
    ...more,
  }
}

function send(through: Sender, asked: SendRequest): Promise<SendResult> {
  return new Promise((resolve) => through.send(asked, resolve))
}

async function answered(through: Sender, asked: SendRequest): Promise<Answered> {
  const result = await send(through, asked)
  if (result.outcome !== 'answered') throw new Error(`not answered: ${result.errorClass}: ${result.message}`)
  return result
}

async function unanswered(through: Sender, asked: SendRequest): Promise<Unanswered> {
  const result = await send(through, asked)
  if (result.outcome !== 'error') throw new Error(`answered with ${result.status}`)
  return result
}

/** A clock that runs like the real one and can be moved ahead. */
function movableClock() {
  let aheadMs = 0
  return { now: () => performance.now() + aheadMs, advance: (ms: number) => (aheadMs += ms) }
}

/** Undici puts a socket to rest in the turn after its answer. */
async function loopTurns(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}

function always(...addresses: string[]): Lookup {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

describe('a call', () => {
  test('goes out with its bytes, its headers and ours, and comes back with status, headers and body', async () => {
    const listener = await listen({
      answer: () => ({ status: 201, headers: { 'x-a': ['1', '2'] }, body: 'thanks' }),
    })
    const result = await answered(sender(), request(`${listener.origin}/hooks?x=1`, { method: 'PUT' }))
    expect(result).toMatchObject({
      status: 201,
      truncated: false,
      note: null,
      address: '127.0.0.1',
      resent: false,
    })
    expect(result.responseBody.toString()).toBe('thanks')
    expect(result.headers['x-a']).toEqual(['1', '2'])
    expect(listener.calls).toHaveLength(1)
    const [call] = listener.calls
    expect(call).toMatchObject({ method: 'PUT', path: '/hooks?x=1' })
    expect(call!.body.equals(BODY)).toBe(true)
    expect(call!.headers).toMatchObject({
      host: `127.0.0.1:${listener.port}`,
      'content-length': String(BODY.length),
      'content-type': 'application/json; charset=utf-8',
      'webhook-id': 'e1',
      'user-agent': USER_AGENT,
    })
  })

  test('has its socket’s timings where it opened it, and null where it found it open', async () => {
    const listener = await listen()
    const through = sender({ lookup: always('127.0.0.1') })
    const to = target(`http://receiver.example:${listener.port}/`)
    const first = await answered(through, request(to))
    const second = await answered(through, request(to))
    expect(first.timings.dnsMs).toBeGreaterThanOrEqual(0)
    expect(first.timings.connectMs).toBeGreaterThan(0)
    expect(first.timings.tlsMs).toBeNull()
    expect(second.timings).toEqual({
      dnsMs: null,
      connectMs: null,
      tlsMs: null,
      firstByteMs: expect.any(Number),
    })
    expect(second.address).toBe('127.0.0.1')
    expect(listener.socketCount()).toBe(1)
    expect(listener.calls[0]!.headers.host).toBe(`receiver.example:${listener.port}`)
  })

  test('gets one of at most maxSockets sockets, and waits for it in turn', async () => {
    const releases: Array<() => void> = []
    const listener = await listen({
      answer: () => new Promise((resolve) => releases.push(() => resolve(200))),
    })
    const through = sender()
    const to = target(listener.origin)
    const results = Array.from({ length: 5 }, () => answered(through, request(to, { maxSockets: 2 })))
    await listener.waitFor(2)
    expect(through.inFlight).toBe(5)
    for (let answeredCount = 0; answeredCount < 5; answeredCount += 1) {
      await listener.waitFor(answeredCount + 1)
      releases[answeredCount]!()
    }
    await Promise.all(results)
    expect(listener.socketCount()).toBe(2)
  })

  test.each([301, 302, 303, 307, 308] as const)('does not follow a %i', async (status) => {
    const elsewhere = await listen()
    const listener = await listen({ answer: () => ({ does: 'redirect', status, to: elsewhere.origin }) })
    const result = await answered(sender(), request(listener.origin))
    expect(result.status).toBe(status)
    expect(result.headers.location).toBe(elsewhere.origin)
    expect(elsewhere.callCount()).toBe(0)
  })

  test('skips an interim answer', async () => {
    const bytes =
      'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\nok'
    const listener = await listen({ answer: () => ({ does: 'raw', bytes }) })
    const result = await answered(sender(), request(listener.origin))
    expect(result).toMatchObject({ status: 202, headers: { 'content-length': '2' } })
    expect(result.responseBody.toString()).toBe('ok')
  })

  test('that the callback spoils surfaces, and the next one works', async () => {
    const listener = await listen()
    const through = sender()
    const usual = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    try {
      const surfaced = once(process, 'uncaughtException')
      through.send(request(listener.origin), () => {
        throw new Error('spoilt')
      })
      expect(await surfaced).toMatchObject([{ message: 'spoilt' }, 'uncaughtException'])
    } finally {
      for (const handler of usual) process.on('uncaughtException', handler)
    }
    expect((await answered(through, request(listener.origin))).status).toBe(200)
  })

  test('with a header that cannot be written is refused, after send has returned', async () => {
    const listener = await listen()
    let hasReturned = false
    const result = new Promise<SendResult>((resolve) => {
      sender().send(request(listener.origin, { headers: ['x-a', 'a\nb'] }), (result) => {
        expect(hasReturned).toBe(true)
        resolve(result)
      })
    })
    hasReturned = true
    expect(await result).toMatchObject({ outcome: 'error', errorClass: 'protocol' })
    expect(listener.callCount()).toBe(0)
  })
})

describe('an answer’s body', () => {
  test.each([false, true])('of 1 GB is cut at 16 KiB (chunked: %s)', async (chunked) => {
    const listener = await listen({
      answer: () => ({ does: 'flood', status: 200, bytes: 1_000_000_000, chunked }),
    })
    const result = await answered(sender(), request(listener.origin))
    expect(result).toMatchObject({ status: 200, truncated: true, note: expect.stringContaining('16 KiB') })
    expect(result.responseBody).toHaveLength(LIMIT_BYTES)
    const [call] = listener.calls
    await call!.closed
    expect(call!.bytesAnswered()).toBeLessThan(50_000_000)
  })

  test('of exactly 16 KiB is whole', async () => {
    const listener = await listen({ answer: () => ({ body: 'x'.repeat(LIMIT_BYTES) }) })
    const result = await answered(sender(), request(listener.origin))
    expect(result).toMatchObject({ truncated: false })
    expect(result.responseBody).toHaveLength(LIMIT_BYTES)
  })

  test.each([
    ['stalls', { does: 'head-only', status: 200, after: 'hang' }, 'did not end within'],
    ['is reset', { does: 'head-only', status: 200, after: 'reset' }, 'broke off'],
    [
      'is shorter than announced',
      { does: 'lie', status: 200, contentLength: 100, body: 'short', after: 'end' },
      'broke off',
    ],
    [
      'never reaches its length',
      { does: 'lie', status: 204, contentLength: 9, body: '', after: 'hang' },
      null,
    ],
  ] as const)('that %s leaves a 2xx a success', async (_what, answer, note) => {
    const listener = await listen({ answer: () => answer })
    const result = await answered(sender(), request(listener.origin, { timeoutMs: 300 }))
    expect(result.status).toBe(answer.status)
    expect(result.truncated).toBe(note !== null)
    if (note !== null) expect(result.note).toContain(note)
  })

  test('that is longer than announced does no harm', async () => {
    const listener = await listen()
    listener.respondWith({ does: 'lie', status: 200, contentLength: 2, body: 'okay and more', after: 'hang' })
    const through = sender()
    const result = await answered(through, request(listener.origin))
    expect(result.responseBody.toString()).toBe('ok')
    expect((await answered(through, request(listener.origin))).status).toBe(200)
  })

  test('that stalls leaves a failure a failure with its status', async () => {
    const listener = await listen({ answer: () => ({ does: 'head-only', status: 410, after: 'hang' }) })
    const result = await answered(sender(), request(listener.origin, { timeoutMs: 300 }))
    expect(result).toMatchObject({ status: 410, truncated: true })
  })
})

describe('the deadline', () => {
  test('ends a call that is never answered', async () => {
    const clock = movableClock()
    const listener = await listen({ answer: () => ({ does: 'hang' }) })
    const result = unanswered(
      sender({ monotonicNow: clock.now }),
      request(listener.origin, { timeoutMs: 600_000 }),
    )
    await listener.waitFor(1)
    clock.advance(600_000)
    expect(await result).toMatchObject({ errorClass: 'timeout', address: '127.0.0.1' })
    expect((await result).message).toContain('within 600 s')
    expect((await result).timings).toMatchObject({ connectMs: expect.any(Number), firstByteMs: null })
    await listener.calls[0]!.closed
  })

  test('counts over the whole exchange: a head that drips byte by byte meets it', async () => {
    const listener = await listen({ answer: () => ({ does: 'drip', status: 200, body: 'ok', everyMs: 20 }) })
    const result = await unanswered(sender(), request(listener.origin, { timeoutMs: 300 }))
    expect(result).toMatchObject({ errorClass: 'timeout', timings: { firstByteMs: expect.any(Number) } })
  })

  test('covers the look-up', async () => {
    const never: Lookup = () => new Promise(() => {})
    const to = target('https://receiver.example/')
    const result = await unanswered(sender({ lookup: never }), request(to, { timeoutMs: 100 }))
    expect(result).toMatchObject({ errorClass: 'timeout', address: null })
    expect(result.message).toContain('look-up')
  })

  test('covers the TLS handshake', async () => {
    const silent = createServer((socket) => void socket.on('error', () => {}).resume())
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    opened.push(async () => void silent.close())
    const to = target(`https://127.0.0.1:${portOf(silent)}/`)
    const result = await unanswered(sender(), request(to, { timeoutMs: 200 }))
    expect(result).toMatchObject({
      errorClass: 'timeout',
      timings: { connectMs: expect.any(Number), tlsMs: null },
    })
    expect(result.message).toContain('TLS handshake')
  })

  test('covers the wait for a socket, and leaves nothing behind', async () => {
    const listener = await listen({ answer: () => ({ does: 'hang' }) })
    const through = sender()
    const to = target(listener.origin)
    const first = unanswered(through, request(to, { maxSockets: 1, timeoutMs: 60_000 }))
    const second = await unanswered(through, request(to, { maxSockets: 1, timeoutMs: 100 }))
    expect(second).toMatchObject({ errorClass: 'timeout', address: null })
    expect(second.message).toContain('connections')
    through.abort('enough')
    await first
    expect(listener.callCount()).toBe(1)
    expect(through.inFlight).toBe(0)
  })
})

describe('a connection that breaks', () => {
  test.each(['reset', 'end'] as const)('by a %s on a fresh socket is an error', async (does) => {
    const listener = await listen({ answer: () => ({ does }) })
    const result = await unanswered(sender(), request(listener.origin))
    expect(result).toMatchObject({ errorClass: 'reset', resent: false, address: '127.0.0.1' })
    expect(listener.callCount()).toBe(1)
  })

  test.each(['reset', 'end'] as const)(
    'by a %s on a used socket is tried once more, on a fresh one',
    async (does) => {
      const listener = await listen()
      const through = sender()
      listener.respondWith(200, { does }, 202)
      await answered(through, request(listener.origin))
      const result = await answered(through, request(listener.origin))
      expect(result).toMatchObject({ status: 202, resent: true, timings: { connectMs: expect.any(Number) } })
      expect(listener.calls.map(({ socketIndex }) => socketIndex)).toEqual([0, 0, 1])
    },
  )

  test('a second time is an error', async () => {
    const listener = await listen()
    const through = sender()
    listener.respondWith(200, { does: 'reset' }, { does: 'reset' }, 200)
    await answered(through, request(listener.origin))
    const result = await unanswered(through, request(listener.origin))
    expect(result).toMatchObject({ errorClass: 'reset', resent: true })
    expect(listener.callCount()).toBe(3)
  })

  test('while it is idle costs nothing', async () => {
    const listener = await listen()
    const through = sender()
    for (let round = 0; round < 20; round += 1) {
      await answered(through, request(listener.origin))
      listener.dropSockets()
    }
    expect(listener.callCount()).toBe(20)
  })

  test('that closes after each answer is opened anew', async () => {
    const listener = await listen({ answer: () => ({ headers: { connection: 'close' }, body: 'ok' }) })
    const through = sender()
    const to = target(listener.origin)
    const results = await Promise.all(
      Array.from({ length: 6 }, () => answered(through, request(to, { maxSockets: 2 }))),
    )
    expect(results.every(({ timings, resent }) => timings.connectMs !== null && !resent)).toBe(true)
    expect(listener.socketCount()).toBe(6)
  })

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['an unreadable length', 'HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n'],
    ['too many headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
  ])('because the answer is %s is a protocol error', async (_what, bytes) => {
    const listener = await listen({ answer: () => ({ does: 'raw', bytes }) })
    expect(await unanswered(sender(), request(listener.origin))).toMatchObject({ errorClass: 'protocol' })
  })

  test('because nobody listens is a connect error that says so', async () => {
    const listener = await listen()
    await listener.close()
    const result = await unanswered(sender(), request(listener.origin))
    expect(result).toMatchObject({ errorClass: 'connect', address: '127.0.0.1' })
    expect(result.message).toContain('refused the connection')
  })
})

describe('sockets', () => {
  test('are not used once they are 60 s old', async () => {
    const clock = movableClock()
    const listener = await listen()
    const through = sender({ monotonicNow: clock.now })
    await answered(through, request(listener.origin))
    clock.advance(59_000)
    expect((await answered(through, request(listener.origin))).timings.connectMs).toBeNull()
    clock.advance(2_000)
    expect((await answered(through, request(listener.origin))).timings.connectMs).not.toBeNull()
    await listener.calls[0]!.closed
  })

  test('that are idle for 4 s are closed by us, however long the receiver would keep them', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const listener = await listen({ answer: () => ({ headers: { 'keep-alive': 'timeout=600' } }) })
    const through = sender()
    await answered(through, request(listener.origin))
    await loopTurns()
    vi.advanceTimersByTime(3_999)
    expect((await answered(through, request(listener.origin))).timings.connectMs).toBeNull()
    await loopTurns()
    vi.advanceTimersByTime(4_000)
    await listener.calls[0]!.closed
  })

  test('of the receiver not called for longest are closed when there are too many receivers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const listener = await listen()
    const through = sender({ lookup: always('127.0.0.1'), poolsLimit: 3 })
    const call = (name: string) =>
      answered(through, request(target(`http://${name}.example:${listener.port}/`)))
    for (const name of ['a', 'b', 'c', 'a', 'd']) await call(name)
    await listener.calls[1]!.closed
    expect((await call('a')).timings.connectMs).toBeNull()
    expect((await call('c')).timings.connectMs).toBeNull()
    expect((await call('b')).timings.connectMs).not.toBeNull()
  })

  test('close when the rules change, and the new rules hold for the next call', async () => {
    const listener = await listen()
    const through = sender()
    const to = target(listener.origin)
    await answered(through, request(to))
    through.updatePolicy({ allowList: parseAllowList(''), allowHttp: true })
    await listener.calls[0]!.closed
    expect(await unanswered(through, request(to))).toMatchObject({ errorClass: 'refused-address' })
    expect(listener.callCount()).toBe(1)
  })

  test('of a call in flight close after it when the rules change, and a call that waits goes by the new ones', async () => {
    const releases: Array<() => void> = []
    const listener = await listen({
      answer: () => new Promise((resolve) => releases.push(() => resolve(200))),
    })
    const through = sender()
    const to = target(listener.origin)
    const first = answered(through, request(to, { maxSockets: 1 }))
    const second = unanswered(through, request(to, { maxSockets: 1 }))
    await listener.waitFor(1)
    through.updatePolicy({ allowList: parseAllowList(''), allowHttp: true })
    releases[0]!()
    expect((await first).status).toBe(200)
    expect(await second).toMatchObject({ errorClass: 'refused-address' })
    await listener.calls[0]!.closed
  })
})

describe('whatever the receiver does', () => {
  const ways: Answer[] = [
    200,
    { status: 500, body: 'sorry' },
    { headers: { connection: 'close' }, body: 'ok' },
    { does: 'hang' },
    { does: 'reset' },
    { does: 'end' },
    { does: 'head-only', status: 200, after: 'hang' },
    { does: 'head-only', status: 200, after: 'reset' },
    { does: 'drip', status: 200, body: 'slow', everyMs: 5 },
    { does: 'lie', status: 200, contentLength: 2, body: 'too long', after: 'hang' },
    { does: 'lie', status: 200, contentLength: 99, body: 'too short', after: 'end' },
    { does: 'flood', status: 200, bytes: 5_000_000, chunked: true },
    { does: 'raw', bytes: 'nonsense\r\n\r\n' },
  ]

  test('each call has exactly one result, and nothing stays behind', async () => {
    const listener = await listen({ keepJournal: false })
    const answers = fc.array(fc.constantFrom(...ways), { minLength: 1, maxLength: 40 })
    const property = fc.asyncProperty(
      answers,
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      async (wanted, maxSockets, abort) => {
        const through = sender()
        listener.respondWith(...wanted)
        const results: SendResult[] = []
        await new Promise<void>((resolve) => {
          for (let sent = 0; sent < wanted.length; sent += 1) {
            through.send(request(listener.origin, { maxSockets, timeoutMs: 100 }), (result) => {
              results.push(result)
              if (results.length === wanted.length) resolve()
            })
          }
          if (abort) void listener.waitFor(listener.callCount() + 1).then(() => through.abort('enough'))
        })
        await through.close()
        expect(through.inFlight).toBe(0)
        expect(results).toHaveLength(wanted.length)
        for (const result of results) {
          if (result.outcome === 'answered') expect(result.status).toBeGreaterThanOrEqual(200)
          else expect(result.message).toMatch(/\.$/)
        }
        listener.respondWith()
      },
    )
    await fc.assert(property, { numRuns: 25 })
  })
})

describe('shutdown', () => {
  test('breaks off what is in flight, keeps what was answered, and refuses what comes after', async () => {
    const listener = await listen()
    const through = sender()
    const to = target(listener.origin)
    listener.respondWith({ does: 'head-only', status: 200, after: 'hang' }, { does: 'hang' })
    const answering = answered(through, request(to, { maxSockets: 2 }))
    await listener.waitFor(1)
    const hanging = unanswered(through, request(to, { maxSockets: 2 }))
    await listener.waitFor(2)
    const waiting = unanswered(through, request(to, { maxSockets: 2 }))
    const closed = through.close()
    // The head has to be here before the calls are broken off; another call's answer comes behind it.
    const behind = await listen()
    await answered(sender(), request(behind.origin))
    through.abort('interrupted by shutdown')
    expect(await hanging).toMatchObject({
      errorClass: 'aborted',
      message: expect.stringContaining('interrupted by shutdown'),
    })
    expect(await waiting).toMatchObject({ errorClass: 'aborted' })
    expect(await answering).toMatchObject({ status: 200, truncated: true })
    await closed
    expect(await unanswered(through, request(to))).toMatchObject({ errorClass: 'aborted' })
    expect(listener.callCount()).toBe(2)
  })
})

describe('the address guard', () => {
  const nothing = parseAllowList('')
  const publicTarget = (port: number) => target(`http://receiver.example:${port}/`, nothing, true)

  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fd00::1',
  ])('refuses a name that resolves to %s', async (address) => {
    const listener = await listen()
    const through = sender({ allowList: nothing, allowHttp: true, lookup: always(address) })
    const result = await unanswered(through, request(publicTarget(listener.port)))
    expect(result).toMatchObject({ errorClass: 'refused-address', address })
    expect(result.message).toContain(`WEBHOOK_ALLOW_PRIVATE=${address}`)
    expect(listener.callCount()).toBe(0)
  })

  test('refuses an address in the URL, for which nothing is looked up', async () => {
    const listener = await listen()
    const lookup: Lookup = () => Promise.reject(new Error('must not be asked'))
    const through = sender({ allowList: nothing, allowHttp: true, lookup })
    const result = await unanswered(through, request(target(listener.origin)))
    expect(result).toMatchObject({ errorClass: 'refused-address', address: '127.0.0.1' })
    expect(listener.callCount()).toBe(0)
  })

  test('connects to the vetted address only, where a name has others too', async () => {
    const listener = await listen()
    const through = sender({ lookup: always('10.255.255.1', '127.0.0.1', '::1') })
    const result = await answered(through, request(target(`http://receiver.example:${listener.port}/`)))
    expect(result.address).toBe('127.0.0.1')
  })

  test('goes on to the next vetted address where one does not answer', async () => {
    const listener = await listen()
    const through = sender({ lookup: always('127.0.0.2', '127.0.0.1') })
    const result = await answered(through, request(target(`http://receiver.example:${listener.port}/`)))
    expect(result.address).toBe('127.0.0.1')
  })

  test('vets anew for each socket: a name that changes to a private address is refused', async () => {
    const clock = movableClock()
    const listener = await listen()
    const answers = ['127.0.0.1', '127.0.0.1', '10.0.0.1']
    const lookup: Lookup = async () => [{ address: answers.shift()!, family: 4 }]
    const through = sender({ lookup, monotonicNow: clock.now })
    const to = target(`http://receiver.example:${listener.port}/`)
    await answered(through, request(to))
    clock.advance(61_000)
    await answered(through, request(to))
    clock.advance(61_000)
    expect(await unanswered(through, request(to))).toMatchObject({
      errorClass: 'refused-address',
      address: '10.0.0.1',
    })
    expect(listener.callCount()).toBe(2)
  })

  test('asks once for a socket, so that an answer cannot change between the check and the use', async () => {
    const listener = await listen()
    let asked = 0
    const lookup: Lookup = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
    await answered(sender({ lookup }), request(target(`http://receiver.example:${listener.port}/`)))
    expect(asked).toBe(1)
  })

  test('lets a listed host resolve to anything', async () => {
    const listener = await listen()
    const allowList = parseAllowList('receiver.internal')
    const through = sender({ allowList, lookup: always('127.0.0.1') })
    const to = target(`http://receiver.internal:${listener.port}/`, allowList)
    expect((await answered(through, request(to))).status).toBe(200)
  })

  test('sends plain http to listed addresses only', async () => {
    const through = sender({ lookup: always('93.184.215.14') })
    const result = await unanswered(through, request(target('http://receiver.example/')))
    expect(result).toMatchObject({
      errorClass: 'refused-address',
      message: expect.stringContaining('plain http:'),
    })
  })

  test('says that a name does not exist', async () => {
    const lookup: Lookup = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
    const result = await unanswered(sender({ lookup }), request(target('https://receiver.example/')))
    expect(result).toMatchObject({ errorClass: 'dns', address: null })
    expect(result.message).toContain('receiver.example does not exist')
  })

  test('resolves localhost by the system', async () => {
    const listener = await listen()
    const result = await answered(sender(), request(target(`http://localhost:${listener.port}/`)))
    expect(result).toMatchObject({ status: 200, address: '127.0.0.1' })
  })
})

describe('TLS', () => {
  const authority = createCertificateAuthority()
  const certificate = authority.issue('DNS:receiver.example', 'IP:127.0.0.1')
  const lookup = always('127.0.0.1')
  const named = (listener: Listener) => target(`https://receiver.example:${listener.port}/`)

  test('refuses a certificate that signed itself, and takes it as extra CA', async () => {
    const own = createSelfSigned('IP:127.0.0.1')
    const listener = await listen({ tls: own })
    const through = sender()
    const result = await unanswered(through, request(target(listener.origin)))
    expect(result).toMatchObject({ errorClass: 'tls', address: '127.0.0.1' })
    expect(result.message).toContain('signed by itself')
    expect(result.message).toContain('extra CA')
    const trusting = await answered(through, request(target(listener.origin), { tls: { ca: own.cert } }))
    expect(trusting.status).toBe(200)
    expect(trusting.timings.tlsMs).toBeGreaterThan(0)
  })

  test('is verified whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    const listener = await listen({ tls: certificate })
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      expect(await unanswered(sender(), request(target(listener.origin)))).toMatchObject({
        errorClass: 'tls',
      })
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    }
  })

  test('asks for the name, connects to the vetted address, and resumes its session on the next socket', async () => {
    const clock = movableClock()
    const listener = await listen({ tls: certificate })
    const through = sender({ lookup, monotonicNow: clock.now })
    const tls = { ca: authority.cert }
    await answered(through, request(named(listener), { tls }))
    clock.advance(61_000)
    await answered(through, request(named(listener), { tls }))
    expect(listener.socketCount()).toBe(2)
    for (const call of listener.calls) {
      expect(call.servername).toBe('receiver.example')
      expect(call.headers.host).toBe(`receiver.example:${listener.port}`)
    }
  })

  test('refuses a certificate for another name', async () => {
    const listener = await listen({ tls: authority.issue('DNS:other.example') })
    const through = sender({ lookup })
    const result = await unanswered(through, request(named(listener), { tls: { ca: authority.cert } }))
    expect(result).toMatchObject({ errorClass: 'tls', message: expect.stringContaining('another name') })
  })

  test('keeps the usual CAs beside the extra one, and an extra CA to its own web hook', async () => {
    const listener = await listen({ tls: certificate })
    const through = sender({ lookup })
    await answered(through, request(named(listener), { tls: { ca: authority.cert } }))
    expect(await unanswered(through, request(named(listener)))).toMatchObject({ errorClass: 'tls' })
    const other = createCertificateAuthority('Other CA')
    expect(await unanswered(through, request(named(listener), { tls: { ca: other.cert } }))).toMatchObject({
      errorClass: 'tls',
    })
  })

  test('refuses TLS 1.1', async () => {
    const listener = await listen({ tls: { ...certificate, maxVersion: 'TLSv1.1' } })
    const result = await unanswered(
      sender({ lookup }),
      request(named(listener), { tls: { ca: authority.cert } }),
    )
    expect(result.errorClass).toBe('tls')
    expect(listener.callCount()).toBe(0)
  })

  test('shows the client certificate where the receiver wants one', async () => {
    const listener = await listen({ tls: { ...certificate, ca: authority.cert } })
    const client = authority.issue('DNS:client.example')
    const through = sender({ lookup })
    const without = await unanswered(through, request(named(listener), { tls: { ca: authority.cert } }))
    // OpenSSL's own servers send an alert; Node's closes the connection without a word.
    expect(['tls', 'reset']).toContain(without.errorClass)
    const tls = { ca: authority.cert, cert: client.cert, key: client.key }
    expect((await answered(through, request(named(listener), { tls }))).status).toBe(200)
    expect(listener.callCount()).toBe(1)
  })

  test('says when the PEM texts cannot be read', async () => {
    const listener = await listen({ tls: certificate })
    const result = await unanswered(
      sender({ lookup }),
      request(named(listener), { tls: { cert: 'x', key: 'y' } }),
    )
    expect(result).toMatchObject({ errorClass: 'tls', message: expect.stringContaining('PEM') })
  })

  test('says when the port speaks plain http', async () => {
    const listener = await listen()
    const result = await unanswered(sender(), request(target(`https://127.0.0.1:${listener.port}/`)))
    expect(result).toMatchObject({
      errorClass: 'tls',
      message: expect.stringContaining('does not speak TLS'),
    })
  })

  test('works for more calls at a time than sockets', async () => {
    const listener = await listen({ tls: certificate })
    const through = sender({ lookup })
    const tls = { ca: authority.cert }
    const to = named(listener)
    const calls = Array.from({ length: 50 }, () => answered(through, request(to, { tls, maxSockets: 4 })))
    const results = await Promise.all(calls)
    expect(results.filter(({ timings }) => timings.tlsMs !== null)).toHaveLength(listener.socketCount())
    expect(listener.socketCount()).toBeLessThanOrEqual(4)
  })
})

describe('the egress proxy', () => {
  const authority = createCertificateAuthority()
  const tls = { ca: authority.cert }
  const lookup = always('93.184.215.14')

  test('tunnels to the vetted address, with the right name inside', async () => {
    const listener = await listen({ tls: authority.issue('DNS:receiver.example') })
    const proxy = await startProxy()
    opened.push(() => proxy.close())
    const through = sender({ lookup, proxyUrl: `http://user:p%40ss@127.0.0.1:${proxy.port}` })
    const to = target(`https://receiver.example:${listener.port}/`)
    const result = await answered(through, request(to, { tls }))
    expect(result).toMatchObject({ status: 200, address: '93.184.215.14' })
    await answered(through, request(to, { tls }))
    expect(proxy.tunnels).toHaveLength(1)
    const [tunnel] = proxy.tunnels
    expect(tunnel!.authority).toBe(`93.184.215.14:${listener.port}`)
    expect(tunnel!.headers['proxy-authorization']).toBe(
      `Basic ${Buffer.from('user:p@ss').toString('base64')}`,
    )
    expect(tunnel!.headers['user-agent']).toBe(USER_AGENT)
    expect(listener.calls[0]).toMatchObject({ servername: 'receiver.example' })
    expect(listener.calls[0]!.headers['proxy-authorization']).toBeUndefined()
  })

  test('carries plain http, too', async () => {
    const listener = await listen()
    const proxy = await startProxy()
    opened.push(() => proxy.close())
    const through = sender({ proxyUrl: `http://127.0.0.1:${proxy.port}` })
    expect((await answered(through, request(listener.origin))).status).toBe(200)
    expect(proxy.tunnels).toHaveLength(1)
  })

  test('does not lift the guard', async () => {
    const proxy = await startProxy()
    opened.push(() => proxy.close())
    const through = sender({ lookup: always('10.0.0.1'), proxyUrl: `http://127.0.0.1:${proxy.port}` })
    const result = await unanswered(through, request(target('https://receiver.example/')))
    expect(result.errorClass).toBe('refused-address')
    expect(proxy.tunnels).toHaveLength(0)
  })

  test.each([
    [403, 'proxy'],
    [407, 'proxy'],
    [500, 'proxy'],
    [503, 'proxy'],
    [502, 'connect'],
    [504, 'connect'],
  ] as const)('that answers %i gives a %s error', async (refuse, errorClass) => {
    const proxy = await startProxy({ refuse })
    opened.push(() => proxy.close())
    const through = sender({ lookup, proxyUrl: `http://127.0.0.1:${proxy.port}` })
    const result = await unanswered(through, request(target('https://receiver.example/')))
    expect(result).toMatchObject({ errorClass, message: expect.stringContaining(String(refuse)) })
  })

  test('that is down, or no proxy, gives a proxy error', async () => {
    const gone = await listen()
    await gone.close()
    const down = sender({ lookup, proxyUrl: `http://127.0.0.1:${gone.port}` })
    const to = target('https://receiver.example/')
    expect(await unanswered(down, request(to))).toMatchObject({ errorClass: 'proxy' })
    const web = await listen()
    const noProxy = sender({ lookup, proxyUrl: `http://127.0.0.1:${web.port}` })
    expect(await unanswered(noProxy, request(to))).toMatchObject({ errorClass: 'proxy' })
  })
})

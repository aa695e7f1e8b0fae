/** The sender against a real listener: what it sends, and what it makes of answers good and bad. */
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { SendResult } from '../../server/webhooks/http/send-request.ts'
import {
  USER_AGENT,
  LIMIT_BYTES,
  BODY,
  listen,
  sender,
  target,
  request,
  answered,
  always,
} from '../support/sender.ts'

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
    ['stalls', { does: 'head-only', status: 200, after: 'hang' }, 'did not end within 0.2 s'],
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

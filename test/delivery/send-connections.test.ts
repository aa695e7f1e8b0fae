/** Connections that break, sockets that are kept, receivers that do whatever they like, and a sender that stops. */
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { parseAllowList } from '../../server/webhooks/http/allow-list.ts'
import type { SendResult } from '../../server/webhooks/http/send-request.ts'
import type { Answer } from '../support/listener.ts'
import {
  listen,
  sender,
  target,
  request,
  answered,
  unanswered,
  movableClock,
  loopTurns,
  always,
} from '../support/sender.ts'

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

  test('that closes after each answer is opened again', async () => {
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
    ['a status line without an end', `HTTP/1.1 200 ${'y'.repeat(40_000)}`],
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

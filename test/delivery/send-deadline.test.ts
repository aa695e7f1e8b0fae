/** The deadline of a call, wherever the time is spent. */
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { Lookup } from '../../server/webhooks/http/resolve-name.ts'
import { portOf } from '../support/listener.ts'
import { opened, listen, sender, target, request, unanswered, movableClock } from '../support/sender.ts'

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

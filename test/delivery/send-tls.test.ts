/** TLS to a receiver: whom we trust, who we say we are. */
import { describe, expect, test } from 'vitest'
import { createCertificateAuthority, createSelfSigned } from '../support/certificates.ts'
import type { Listener } from '../support/listener.ts'
import {
  listen,
  sender,
  target,
  request,
  answered,
  unanswered,
  movableClock,
  always,
} from '../support/sender.ts'

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

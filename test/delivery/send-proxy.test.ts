/** The way out through an egress proxy, and whose fault it is when that fails. */
import { describe, expect, test } from 'vitest'
import { createCertificateAuthority } from '../support/certificates.ts'
import { startProxy } from '../support/proxy.ts'
import {
  USER_AGENT,
  opened,
  listen,
  sender,
  target,
  request,
  answered,
  unanswered,
  always,
} from '../support/sender.ts'

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

/** The address guard where it holds: in the look-up of the very socket that a call would use. */
import { describe, expect, test } from 'vitest'
import { parseAllowList } from '../../server/webhooks/http/allow-list.ts'
import type { Lookup } from '../../server/webhooks/http/resolve-name.ts'
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

  test('vets again for each socket: a name that changes to a private address is refused', async () => {
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

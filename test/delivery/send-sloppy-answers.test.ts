/** Answers that others take, and whose receiver has done its work: the status line decides. Over real sockets. */
import { expect, test } from 'vitest'
import { answered, listen, movableClock, request, sender, target, unanswered } from '../support/sender.ts'

const OK = 'HTTP/1.1 200 OK\r\n'
const CHUNKS = '2\r\nok\r\n0\r\n\r\n'

test.each([
  ['chunked named twice', `${OK}transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n${CHUNKS}`],
  ['the coding identity', `${OK}transfer-encoding: identity\r\ncontent-length: 2\r\n\r\nok`],
  ['the coding identity and no length', `${OK}transfer-encoding: identity\r\n\r\nok`],
  ['chunks and a length', `${OK}transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n${CHUNKS}`],
  ['equal lengths twice', `${OK}content-length: 2\r\ncontent-length: 2\r\n\r\nok`],
  ['equal lengths in one header', `${OK}content-length: 2, 2\r\n\r\nok`],
  ['lengths that differ', `${OK}content-length: 2\r\ncontent-length: 3\r\n\r\nok`],
  ['a folded header', `${OK}x-a: one\r\n two\r\ncontent-length: 2\r\n\r\nok`],
  ['a blank before the colon', `${OK}content-length : 2\r\n\r\nok`],
  ['a line without a colon', `${OK}whatever\r\ncontent-length: 2\r\n\r\nok`],
  ['line feeds alone', 'HTTP/1.1 200 OK\ncontent-length: 2\n\nok'],
  ['a NUL in a header', `${OK}x-a: a\u0000b\r\ncontent-length: 2\r\n\r\nok`],
  ['no words after the status', 'HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nok'],
  ['a chunk size with blanks', `${OK}transfer-encoding: chunked\r\n\r\n2  \r\nok\r\n0\r\n\r\n`],
])('an answer with %s is an answer', async (_what, bytes) => {
  const listener = await listen({ answer: () => ({ does: 'raw', bytes }) })
  const through = sender()
  const result = await answered(through, request(listener.origin))
  expect(result).toMatchObject({ status: 200, truncated: false })
  expect(result.responseBody.toString()).toBe('ok')
  // The connection is not trusted with another call, and the next one has its own.
  expect((await answered(through, request(listener.origin))).status).toBe(200)
  expect(listener.socketCount()).toBe(2)
})

test.each([
  ['a chunk that cannot be read', `${OK}transfer-encoding: chunked\r\n\r\nx\r\n`],
  ['more than 16 KiB of headers', `${OK}x: ${'y'.repeat(20_000)}\r\n\r\n`],
  ['nothing after its status line', OK],
])('an answer with %s is an answer that broke off', async (_what, bytes) => {
  const listener = await listen({ answer: () => ({ does: 'raw', bytes }) })
  expect(await answered(sender(), request(listener.origin))).toMatchObject({
    status: 200,
    truncated: true,
    note: expect.stringContaining('broke off'),
  })
})

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n'],
  ['no status', 'HTTP/1.1 fine\r\n\r\n'],
])('%s is no answer', async (_what, bytes) => {
  const listener = await listen({ answer: () => ({ does: 'raw', bytes }) })
  expect(await unanswered(sender(), request(listener.origin))).toMatchObject({ errorClass: 'protocol' })
})

test.each([
  ['without a length', `${OK}\r\nok`],
  ['whose head does not end', `${OK}x-a: b\r\n`],
  ['that is shorter than announced', `${OK}content-length: 9\r\n\r\nok`],
])(
  'an answer %s on a connection that stays open holds later calls for a moment, not until the limit',
  async (_what, bytes) => {
    const clock = movableClock()
    const listener = await listen({ answer: () => ({ does: 'raw', bytes, after: 'hang' }) })
    const through = sender({ monotonicNow: clock.now })
    const to = target(listener.origin)
    const calls = Array.from({ length: 3 }, () =>
      answered(through, request(to, { maxSockets: 1, timeoutMs: 600_000 })),
    )
    for (const call of calls) {
      expect(await call).toMatchObject({
        status: 200,
        truncated: true,
        note: expect.stringContaining('within 0.2 s'),
      })
    }
    expect(listener.socketCount()).toBe(3)
  },
)

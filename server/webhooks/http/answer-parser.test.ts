import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { AnswerHeadTooLong, AnswerParser, ConnectionEnded, HeadReader } from './answer-parser.ts'
import { type AnswerHead, AnswerInvalid } from './read-answer-head.ts'

interface Parsed {
  heads: AnswerHead[]
  body: Buffer
  parser: AnswerParser
}

function parse(pieces: Buffer[]): Parsed {
  const heads: AnswerHead[] = []
  const chunks: Buffer[] = []
  const sink = {
    onStatus: () => {},
    onHead: (head: AnswerHead) => heads.push(head),
    onBody: (bytes: Buffer) => chunks.push(bytes),
  }
  const parser = new AnswerParser(sink, new HeadReader())
  for (const piece of pieces) parser.feed(piece)
  return { heads, body: Buffer.concat(chunks), parser }
}

const parseText = (text: string) => parse([Buffer.from(text, 'latin1')])

function split(bytes: Buffer, cuts: number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end))
}

const parts = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 6 })
const cuts = fc.array(fc.nat({ max: 2_000 }), { maxLength: 20 })
const status = fc.integer({ min: 200, max: 599 }).filter((value) => value !== 204 && value !== 304)
const interim = fc.constantFrom(
  '',
  'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n',
)
const framing = fc.constantFrom('length', 'chunked', 'until-close')

function written(code: number, how: string, before: string, body: Uint8Array[]): Buffer {
  const head = `${before}HTTP/1.1 ${code} Fine\r\nX-Name:  some value\t\r\n`
  const whole = Buffer.concat(body)
  if (how === 'length')
    return Buffer.concat([Buffer.from(`${head}content-length: ${whole.length}\r\n\r\n`), whole])
  if (how === 'until-close') return Buffer.concat([Buffer.from(`${head}\r\n`), whole])
  const chunks = body.flatMap((part, index) => [
    Buffer.from(`${part.length.toString(16)}${index % 2 === 0 ? '' : ';some=extension'}\r\n`),
    part,
    Buffer.from('\r\n'),
  ])
  const end = Buffer.from('0\r\nx-trailer: is passed over\r\n\r\n')
  return Buffer.concat([Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n`), ...chunks, end])
}

test('an answer is read the same, whatever pieces it comes in', () => {
  fc.assert(
    fc.property(status, framing, interim, parts, cuts, (code, how, before, body, at) => {
      const { heads, body: read, parser } = parse(split(written(code, how, before, body), at))
      if (how === 'until-close') parser.end()
      expect(heads).toHaveLength(1)
      expect(heads[0]).toMatchObject({ status: code, headers: { 'x-name': 'some value' } })
      expect(read.equals(Buffer.concat(body))).toBe(true)
      expect(parser).toMatchObject({ state: 'done', hasExcess: false })
    }),
  )
})

test('whatever comes, it is read, refused, or waited for, and only so much is gathered', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .string({
        unit: fc.constantFrom(
          '\r',
          '\n',
          ' ',
          ':',
          '0',
          'a',
          ';',
          'HTTP/1.1 200 OK\r\n',
          'content-length: 2',
        ),
      })
      .map(Buffer.from),
  )
  fc.assert(
    fc.property(bytes, cuts, (any, at) => {
      try {
        const { heads, parser } = parse(split(Buffer.from(any), at))
        expect(parser.state === 'head').toBe(heads.length === 0)
      } catch (error) {
        expect(error instanceof AnswerInvalid || error instanceof AnswerHeadTooLong).toBe(true)
      }
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH_9.9'],
  ['HTTP/2', 'HTTP/2 200 OK\r\n\r\n'],
  ['no status', 'HTTP/1.1 OK\r\n\r\n'],
  ['another protocol from now on', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ['a chunk without a length', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n'],
  ['a chunk longer than announced', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n'],
])('%s is refused', (_what, text) => {
  expect(() => parseText(text)).toThrow(AnswerInvalid)
})

test.each([
  ['a header without a colon', 'nothing\r\ncontent-length: 2', 'a header has no colon'],
  ['a blank before the colon', 'content-length : 2', 'a header has a blank before its colon'],
  ['a folded header', 'x: a\r\n b\r\ncontent-length: 2', 'a header goes on in the next line'],
  ['a control character', 'x: a\u0000b\r\ncontent-length: 2', 'a header has a control character'],
  ['a line feed alone', 'x: a\ncontent-length: 2', 'lines end with a line feed alone'],
  ['the same length twice', 'content-length: 2\r\ncontent-length: 2', 'it says its length more than once'],
  [
    'a coding that changes nothing',
    'transfer-encoding: identity\r\ncontent-length: 2',
    'its transfer encoding is identity',
  ],
])('an answer with %s is read, and its connection is not used again', (_what, headers, fault) => {
  const { heads, body, parser } = parseText(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\nok`)
  expect(heads[0]).toMatchObject({ status: 200, body: 2, keepAliveMs: 0, fault })
  expect(body.toString()).toBe('ok')
  expect(parser.state).toBe('done')
})

test.each([
  ['chunked named twice', 'transfer-encoding: chunked\r\ntransfer-encoding: chunked'],
  ['chunked twice in one header', 'transfer-encoding: chunked, chunked'],
  ['chunks and a length', 'transfer-encoding: chunked\r\ncontent-length: 99'],
  ['chunks of a coding that is not known', 'transfer-encoding: gzip, chunked'],
])('an answer with %s is read in chunks', (_what, headers) => {
  for (const end of ['\r\n', '\n']) {
    const chunks = ['2', 'ok', '0', '', ''].join(end)
    const { heads, body, parser } = parseText(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${chunks}`)
    expect(heads[0]).toMatchObject({ body: 'chunked', keepAliveMs: 0, fault: expect.any(String) })
    expect([body.toString(), parser.state]).toEqual(['ok', 'done'])
  }
})

test.each([
  ['two lengths', 'content-length: 1\r\ncontent-length: 2'],
  ['a length with a sign', 'content-length: +1'],
  ['a length beyond all bounds', `content-length: ${'9'.repeat(30)}`],
  ['a coding that is not known', 'transfer-encoding: gzip'],
])('an answer with %s ends with its connection', (_what, headers) => {
  const { heads, body } = parseText(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\nsome bytes`)
  expect(heads[0]).toMatchObject({ body: 'until-close', keepAliveMs: 0, fault: expect.any(String) })
  expect(body.toString()).toBe('some bytes')
})

test('the status is known before the rest of the head', () => {
  const statuses: number[] = []
  const parser = new AnswerParser(
    { onStatus: (status) => statuses.push(status), onHead: () => {}, onBody: () => {} },
    new HeadReader(),
  )
  parser.feed(Buffer.from('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 2'))
  expect(statuses).toEqual([])
  parser.feed(Buffer.from('02 Accepted\r\nx: '))
  expect(statuses).toEqual([202])
})

test.each([
  ['a head', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(17_000)}`],
  ['heads of interim answers', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(1_000)],
  ['a chunk’s extension', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;${'y'.repeat(17_000)}`],
  ['trailers', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n${'x: y\r\n'.repeat(10_000)}`],
])('%s of more than 16 KiB is refused', (_what, text) => {
  expect(() => parseText(text)).toThrow(AnswerHeadTooLong)
})

test.each([
  ['HTTP/1.1', '', 4_000],
  ['HTTP/1.1', 'connection: close\r\n', 0],
  ['HTTP/1.1', 'Connection: Upgrade, Close\r\n', 0],
  ['HTTP/1.0', '', 0],
  ['HTTP/1.0', 'connection: keep-alive\r\n', 4_000],
  ['HTTP/1.1', 'keep-alive: timeout=3, max=100\r\n', 2_000],
  ['HTTP/1.1', 'keep-alive: timeout=600\r\n', 4_000],
  ['HTTP/1.1', 'keep-alive: timeout=1\r\n', 0],
])('%s with “%s” may be kept %i ms', (version, header, keepAliveMs) => {
  const { heads } = parseText(`${version} 200 OK\r\n${header}content-length: 0\r\n\r\n`)
  expect(heads[0]).toMatchObject({ keepAliveMs })
})

test('a 204 and a 304 have no body, whatever length they announce', () => {
  for (const code of [204, 304]) {
    expect(parseText(`HTTP/1.1 ${code}\r\ncontent-length: 9\r\n\r\n`).parser.state).toBe('done')
  }
})

test('what comes after the answer is not part of it', () => {
  const { body, parser } = parseText('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokay')
  expect(body.toString()).toBe('ok')
  expect(parser.hasExcess).toBe(true)
})

test('an end in the middle is an error, and the proper end of a body without length', () => {
  const cut = parseText('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\no')
  expect(() => cut.parser.end()).toThrow(ConnectionEnded)
  const whole = parseText('HTTP/1.1 200 OK\r\n\r\nok')
  whole.parser.end()
  expect(whole.heads[0]).toMatchObject({ body: 'until-close', keepAliveMs: 0 })
})

test('a header that comes more than once is an array, and no name is special', () => {
  const { heads } = parseText(
    'HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\n__proto__: x\r\ncontent-length: 0\r\n\r\n',
  )
  expect(JSON.parse(JSON.stringify(heads[0]!.headers))).toEqual(
    JSON.parse('{"x-a":["1","2"],"__proto__":"x","content-length":"0"}'),
  )
})

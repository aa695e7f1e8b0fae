/**
 * A listening service, as an integrator writes it with the receiver package: checks key, signature and body, and
 * prints each call as it arrives, with the time since what caused it.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { assertDocumentedBody } from '../receiver/src/contract/check-body.ts'
import { type HookCall, type HookName, receiveNodeRequest } from '../receiver/src/index.ts'
import { paint, printJson, say, seconds } from './print.ts'

export interface Expectation {
  method: string
  apiKey: string
  secret: string
}

export interface ArrivedCall {
  call: HookCall
  method: string
  expected: Expectation
}

export interface ListeningService {
  url: string
  arrived: ArrivedCall[]
  /** What was refused, in words. */
  refused: string[]
  expect(event: HookName, expectation: Expectation): void
  /** These hooks are caused by what is done next. */
  causeNow(...events: HookName[]): void
  waitFor(calls: number, limitMs: number): Promise<void>
  close(): Promise<void>
}

export async function startListeningService(): Promise<ListeningService> {
  const expectations = new Map<string, Expectation>()
  const causes = new Map<string, number>()
  const arrived: ArrivedCall[] = []
  const refused: string[] = []
  let notify: () => void = () => {}

  async function receive(request: IncomingMessage): Promise<void> {
    const expected = expectations.get(String(request.headers['webhook-event']))
    if (!expected) throw new Error(`nobody expects ${String(request.headers['webhook-event'])}`)
    const call = await receiveNodeRequest(request, { secret: expected.secret, apiKey: expected.apiKey })
    assertDocumentedBody(call.event, call.body)
    arrived.push({ call, method: request.method ?? '', expected })
    print(request, call, performance.now() - (causes.get(call.event) ?? performance.now()))
  }

  const server = createServer((request, response) => {
    receive(request)
      .then(() => response.writeHead(204).end())
      .catch((error: unknown) => {
        refused.push(String(error))
        say(paint.bad(`  refused: ${String(error)}`))
        response.writeHead(400).end()
      })
      .finally(() => notify())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    refused,
    expect: (event, expectation) => void expectations.set(event, expectation),
    causeNow(...events) {
      for (const event of events) causes.set(event, performance.now())
    },
    waitFor: (calls, limitMs) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`Only ${arrived.length} of ${calls} calls arrived.`)),
          limitMs,
        )
        notify = () => {
          if (arrived.length < calls) return
          clearTimeout(timer)
          resolve()
        }
        notify()
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const SHOWN_HEADERS = /^(webhook-|x-api-key|content-type|user-agent)/

function print(request: IncomingMessage, call: HookCall, sinceCauseMs: number): void {
  say(
    `\n  ${paint.event(`▶ ${call.event}`)}  ${request.method} ${request.url}  ${paint.good(`${seconds(sinceCauseMs).trim()} after its cause`)}`,
  )
  for (const [name, value] of Object.entries(request.headers)) {
    if (SHOWN_HEADERS.test(name)) say(`    ${paint.dim(`${name}: ${String(value)}`)}`)
  }
  printJson(Buffer.from(call.body).toString(), '    ')
}

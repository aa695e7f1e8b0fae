/** A sender and what it sends, for tests: whatever is opened is closed after each test. */
import { afterEach, vi } from 'vitest'
import { parseAllowList } from '../../server/webhooks/http/allow-list.ts'
import { parseTarget, type Target } from '../../server/webhooks/http/parse-target.ts'
import type { Lookup } from '../../server/webhooks/http/resolve-name.ts'
import {
  type Answered,
  createSender,
  type Sender,
  type SenderOptions,
  type SendRequest,
  type SendResult,
  type Unanswered,
} from '../../server/webhooks/http/send-request.ts'
import { type Listener, type ListenerOptions, startListener } from './listener.ts'

export const USER_AGENT = 'simplex-meeting/test'
export const LOOPBACK = parseAllowList('127.0.0.0/8')
export const LIMIT_BYTES = 16_384
export const BODY = Buffer.from('{"topic":"Zürich"}')

export const opened: Array<() => Promise<void>> = []

afterEach(async () => {
  vi.useRealTimers()
  while (opened.length > 0) await opened.pop()!()
})

export async function listen(options?: ListenerOptions): Promise<Listener> {
  const listener = await startListener(options)
  opened.push(() => listener.close())
  return listener
}

export function sender(options: Partial<SenderOptions> = {}): Sender {
  const created = createSender({ allowList: LOOPBACK, allowHttp: false, userAgent: USER_AGENT, ...options })
  opened.push(async () => {
    created.abort('the test is over')
    await created.close()
  })
  return created
}

export function target(url: string, allowList = LOOPBACK, allowHttp = false): Target {
  return parseTarget(url, { allowList, allowHttp })
}

export function request(to: Target | string, more: Partial<SendRequest> = {}): SendRequest {
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

export function send(through: Sender, asked: SendRequest): Promise<SendResult> {
  return new Promise((resolve) => through.send(asked, resolve))
}

export async function answered(through: Sender, asked: SendRequest): Promise<Answered> {
  const result = await send(through, asked)
  if (result.outcome !== 'answered') throw new Error(`not answered: ${result.errorClass}: ${result.message}`)
  return result
}

export async function unanswered(through: Sender, asked: SendRequest): Promise<Unanswered> {
  const result = await send(through, asked)
  if (result.outcome !== 'error') throw new Error(`answered with ${result.status}`)
  return result
}

/** A clock that runs like the real one and can be moved ahead. */
export function movableClock() {
  let aheadMs = 0
  return { now: () => performance.now() + aheadMs, advance: (ms: number) => (aheadMs += ms) }
}

/** A socket rests in the turn after its answer. */
export async function loopTurns(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}

export function always(...addresses: string[]): Lookup {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeCall, type CallToJudge } from './judge-call.ts'
import { RETRY_SCHEDULE_DEFAULT_SECONDS } from '../../platform/config/retry-schedule.ts'
import type { ErrorClass } from '../http/send-fault.ts'
import type { SendResult } from '../http/send-request.ts'

const DAY_MS = 86_400_000
const now = new Date('2026-11-24T10:00:00.000Z')
const TIMINGS = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null }

const ERROR_CLASSES: ErrorClass[] = [
  'timeout', 'dns', 'refused-address', 'connect', 'tls', 'reset', 'protocol', 'proxy', 'aborted',
] // prettier-ignore

function answered(status: number, retryAfter?: string, durationMs = 5): SendResult {
  return {
    outcome: 'answered',
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    responseBody: Buffer.alloc(0),
    truncated: false,
    note: null,
    durationMs,
    timings: TIMINGS,
    address: '127.0.0.1',
    resent: false,
  }
}

function unanswered(errorClass: ErrorClass): SendResult {
  return {
    outcome: 'error',
    errorClass,
    message: `It failed: ${errorClass}.`,
    durationMs: 5,
    timings: TIMINGS,
    address: null,
    resent: false,
  }
}

const judge = (result: SendResult, more: Partial<CallToJudge> = {}) =>
  judgeCall({
    result,
    failures: 0,
    timeoutMs: 15_000,
    schedule: RETRY_SCHEDULE_DEFAULT_SECONDS,
    now,
    random: 0.5,
    ...more,
  })

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const TRIES_LIMIT = RETRY_SCHEDULE_DEFAULT_SECONDS.length + 1
const failures = fc.integer({ min: 0, max: TRIES_LIMIT - 1 })
const success = fc.integer({ min: 200, max: 299 })
const failure = fc.integer({ min: 300, max: 599 })
const retryAfter = fc.option(fc.integer({ min: 0, max: 1_000_000 }).map(String), { nil: undefined })
const receiverError = fc.constantFrom(...ERROR_CLASSES.filter((name) => name !== 'aborted'))
const failedResult = fc.oneof(
  fc.tuple(failure, retryAfter).map(([status, after]) => answered(status, after)),
  receiverError.map(unanswered),
)

test('2xx within the time limit is delivered, whatever came before and whatever the headers ask', () => {
  fc.assert(
    fc.property(success, failures, retryAfter, (status, failures, retryAfter) => {
      expect(judge(answered(status, retryAfter), { failures })).toMatchObject({
        outcome: 'success',
        finalState: 'delivered',
        retryInMs: null,
        countsAsFailure: false,
        gone: false,
        gatedForMs: null,
      })
    }),
  )
})

test('everything else is tried again by the schedule, and given up after the last try, with the reason', () => {
  fc.assert(
    fc.property(failedResult, failures, random, (result, failures, random) => {
      const verdict = judge(result, { failures, random })
      expect(verdict).toMatchObject({ outcome: 'failure', countsAsFailure: true })
      expect(verdict.reason).toMatch(/\S/)
      if (failures === TRIES_LIMIT - 1) {
        expect(verdict).toMatchObject({ finalState: 'failed', retryInMs: null })
        expect(verdict.reason).toContain(`last of ${TRIES_LIMIT} tries`)
        return
      }
      expect(verdict.finalState).toBeNull()
      expect(verdict.retryInMs).toBeGreaterThanOrEqual(
        RETRY_SCHEDULE_DEFAULT_SECONDS[failures]! * 1_000 * 0.9,
      )
      expect(verdict.retryInMs).toBeLessThanOrEqual(
        1 + Math.max(DAY_MS, RETRY_SCHEDULE_DEFAULT_SECONDS[failures]! * 1_000 * 1.1),
      )
    }),
  )
})

test('a receiver that asks to wait is not called earlier, and never silences itself for more than a day', () => {
  fc.assert(
    fc.property(failure, fc.nat(1_000_000), failures, (status, seconds, failures) => {
      const { retryInMs, gatedForMs } = judge(answered(status, String(seconds)), { failures })
      const asksMs = Math.min(seconds * 1000, DAY_MS)
      if (retryInMs !== null) expect(retryInMs).toBeGreaterThanOrEqual(asksMs)
      const gates = (status === 429 || status === 503) && seconds > 0
      expect(gatedForMs).toBe(gates ? asksMs : null)
    }),
  )
})

test('410 and nothing else says that the receiver is gone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), failures, (status, failures) => {
      expect(judge(answered(status), { failures }).gone).toBe(status === 410)
    }),
  )
})

test('a call that we broke off ourselves is due again at once and says nothing about the receiver', () => {
  fc.assert(
    fc.property(failures, random, (failures, random) => {
      expect(judge(unanswered('aborted'), { failures, random })).toMatchObject({
        finalState: null,
        retryInMs: 0,
        countsAsFailure: false,
        heldAgainstReceiver: false,
        congested: false,
      })
    }),
  )
})

test('what failed is held against the receiver, but for the faults of our own proxy', () => {
  fc.assert(
    fc.property(failedResult, (result) => {
      const ours = result.outcome === 'error' && result.errorClass === 'proxy'
      expect(judge(result).heldAgainstReceiver).toBe(!ours)
    }),
  )
})

test('overload, a time-out and a slow success mean fewer calls from now on; a plain failure does not', () => {
  expect([429, 502, 503, 504].map((status) => judge(answered(status)).congested)).not.toContain(false)
  expect([301, 400, 404, 410, 500].map((status) => judge(answered(status)).congested)).not.toContain(true)
  expect(judge(unanswered('timeout')).congested).toBe(true)
  expect(judge(unanswered('reset')).congested).toBe(false)
  expect(judge(answered(200, undefined, 4_999)).congested).toBe(false)
  expect(judge(answered(200, undefined, 5_001))).toMatchObject({ congested: true, finalState: 'delivered' })
})

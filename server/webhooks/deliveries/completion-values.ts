/**
 * What a completion's statements are given: for each column one array, in the order of the statements' parameters in
 * `complete-deliveries`.
 */
import {
  BIGINT,
  binaryArray,
  BOOLEAN,
  BYTEA,
  DOUBLE,
  type ElementType,
  INTEGER,
  REAL,
  SMALLINT,
  TEXT,
  TIMESTAMPTZ,
  UUID,
} from '../../platform/database/binary-array.ts'
import { timeOrderedUuid } from '../../platform/ids.ts'
import type { FinishedCall } from './finished-call.ts'
import type { Flow, FlowTransition } from '../hooks/web-hook-flow.ts'

export interface Steered {
  webHookId: string
  flow: Flow
  transition: FlowTransition
}

/** Of `STORE`. */
export function storeValues(calls: FinishedCall[], now: Date | null): unknown[] {
  const real = new Date()
  const column = <T>(type: ElementType<T>, read: (call: FinishedCall) => T | null) =>
    binaryArray(type, calls, read)
  return [
    now,
    column(UUID, () => timeOrderedUuid(real)),
    column(BIGINT, (call) => call.delivery.id),
    column(UUID, (call) => call.leaseToken),
    column(TEXT, (call) => call.verdict.outcome),
    column(TEXT, (call) => call.verdict.finalState),
    column(TEXT, (call) => call.verdict.reason),
    column(DOUBLE, (call) => call.verdict.retryInMs),
    column(BOOLEAN, (call) => call.verdict.countsAsFailure),
    column(TIMESTAMPTZ, (call) => call.startedAt),
    column(REAL, (call) => call.durationMs),
    column(REAL, (call) => call.dnsMs),
    column(REAL, (call) => call.connectMs),
    column(REAL, (call) => call.tlsMs),
    column(REAL, (call) => call.firstByteMs),
    column(TEXT, (call) => call.address),
    column(TEXT, (call) => call.method),
    column(TEXT, (call) => call.url),
    column(TEXT, (call) => call.requestHeaders),
    column(SMALLINT, (call) => call.status),
    column(TEXT, (call) => call.responseHeaders),
    column(BYTEA, (call) => call.responseBody),
    column(BOOLEAN, (call) => call.truncated),
    column(TEXT, (call) => call.errorClass),
    column(TEXT, (call) => call.hook),
    column(BOOLEAN, (call) => call.verdict.countsAsInterruption),
  ]
}

/** The latter part of those of `RELEASE`. */
export function flowValues(steered: Steered[]): unknown[] {
  const column = <T>(type: ElementType<T>, read: (flow: Flow) => T | null) =>
    binaryArray(type, steered, ({ flow }) => read(flow))
  return [
    binaryArray(UUID, steered, ({ webHookId }) => webHookId),
    column(INTEGER, (flow) => flow.in_flight),
    column(REAL, (flow) => flow.in_flight_limit),
    column(TIMESTAMPTZ, (flow) => flow.gated_until),
    column(TEXT, (flow) => flow.breaker),
    column(TIMESTAMPTZ, (flow) => flow.breaker_since),
    column(TEXT, (flow) => flow.breaker_reason),
    column(TIMESTAMPTZ, (flow) => flow.probe_at),
    column(INTEGER, (flow) => flow.probes_failed),
    column(TIMESTAMPTZ, (flow) => flow.window_started_at),
    column(INTEGER, (flow) => flow.window_succeeded),
    column(INTEGER, (flow) => flow.window_failed),
    column(TIMESTAMPTZ, (flow) => flow.last_succeeded_at),
    column(TIMESTAMPTZ, (flow) => flow.last_failed_at),
    column(TEXT, (flow) => flow.last_error),
    column(INTEGER, (flow) => flow.epoch),
    column(INTEGER, (flow) => flow.released_from),
    column(REAL, (flow) => flow.answer_ms),
    column(REAL, (flow) => flow.limit_ceiling),
    column(TIMESTAMPTZ, (flow) => flow.ceiling_until),
  ]
}

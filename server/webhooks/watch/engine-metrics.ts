/**
 * What Prometheus learns of this process's engine: the calls that it makes, and how long the database takes for its
 * two hot statements. Labels are bounded: outcomes, and kinds of answers; never a URL, a web hook or a meeting.
 */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { FinishedCall } from '../deliveries/finished-call.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'

const CALL_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15]
const STATEMENT_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30]

export interface EngineMetrics {
  /** These outcomes were stored. */
  completed(calls: readonly FinishedCall[]): void
  /** So many leases of dead or slow processes were taken over. */
  tookOver(leases: number): void
  /** The same connection, its claims measured. */
  measureClaims(connection: EngineConnection): EngineConnection
  /** The same connection, its transactions measured: each stores outcomes. */
  measureCompletions(connection: EngineConnection): EngineConnection
}

export function createEngineMetrics(registry: Registry, inFlight: () => number): EngineMetrics {
  const registers = [registry]
  const calls = new Counter({
    name: 'webhook_calls_total',
    help: 'Calls made, by what followed (delivered, retried, failed, interrupted) and by the kind of answer',
    labelNames: ['outcome', 'answer'],
    registers,
  })
  const durations = new Histogram({
    name: 'webhook_call_duration_seconds',
    help: 'From the start of a call to its result',
    labelNames: ['outcome'],
    buckets: CALL_BUCKETS_SECONDS,
    registers,
  })
  const leases = new Counter({
    name: 'webhook_leases_taken_over_total',
    help: 'Leases that ran out and were taken over: a process died, or stood still',
    registers,
  })
  const statements = {
    claim: statementHistogram('webhook_claim_duration_seconds', 'Time of one claim, of a batch'),
    complete: statementHistogram(
      'webhook_completion_duration_seconds',
      'Time of storing a batch of outcomes, in its transaction',
    ),
  }
  const flying = new Gauge({
    name: 'webhook_calls_in_flight',
    help: 'Calls that this process is making',
    registers: [],
    collect() {
      this.set(inFlight())
    },
  })
  registry.registerMetric(flying)

  function statementHistogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: STATEMENT_BUCKETS_SECONDS, registers })
  }

  return {
    completed(finished) {
      for (const call of finished) {
        if (call.startedAt === null) continue
        const outcome = outcomeOf(call)
        calls.inc({ outcome, answer: answerOf(call) })
        if (call.durationMs !== null) durations.observe({ outcome }, call.durationMs / 1_000)
      }
    },
    tookOver: (count) => leases.inc(count),
    measureClaims: (connection) => ({
      ...connection,
      query: (config) =>
        config.name === 'claim'
          ? measured(statements.claim, () => connection.query(config))
          : connection.query(config),
    }),
    measureCompletions: (connection) => ({
      ...connection,
      transaction: (work) => measured(statements.complete, () => connection.transaction(work)),
    }),
  }
}

async function measured<T>(histogram: Histogram, work: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now()
  const result = await work()
  histogram.observe((performance.now() - startedAtMs) / 1_000)
  return result
}

function outcomeOf({ verdict, errorClass }: FinishedCall): string {
  if (verdict.finalState !== null) return verdict.finalState
  return errorClass === 'interrupted' ? 'interrupted' : 'retried'
}

/** `2xx` … `5xx`, or the class of what kept an answer from coming. */
function answerOf({ status, errorClass }: FinishedCall): string {
  if (status !== null) return `${Math.floor(status / 100)}xx`
  return errorClass ?? 'unknown'
}

/** What every part of the engine is given: where media go, clocks, counters, where to tell. */
import type { TransportOptions } from '../transport/transport.ts'
import type { Counters } from './counters.ts'

export interface EngineContext {
  transport: TransportOptions
  /** What pages are told to send to, as lines of a description without `a=candidate:`. */
  candidates: string[]
  counters: Counters
  /** Milliseconds that never go back. */
  nowMs(): number
  /** Milliseconds since 1970. */
  wallMs(): number
  nextSsrc(): number
  log(level: 'info' | 'warn' | 'error', message: string, details: object): void
}

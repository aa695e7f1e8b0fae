/**
 * What every contender of the bench can do. A contender is what a team would build instead, each set up as its own
 * documentation recommends for throughput, with at most `CALLS_IN_FLIGHT` calls at a time; none of the others signs,
 * keeps a log, an order, or one receiver's trouble from the next.
 *
 * The backlog is made in the bench's process; `start` runs in a process of the contender's own, which is measured.
 */
import type { Shape } from './prepare-backlog.ts'

export const WEB_HOOKS = 100
export const CALLS_IN_FLIGHT = 200
export const API_KEY = 'an-api-key-of-the-usual-length'
export const CONTENT_TYPE = 'application/json; charset=utf-8'

export interface Environment {
  /** A database of its own. */
  connectionString: string
  /** Empty for those that need none. */
  redisSocket: string
  origins: string[]
  /** In the backlog. */
  deliveries: number
  shape: Shape
}

export interface Contender {
  readonly needs: 'migrated' | 'empty' | 'redis' | 'nothing'
  prepare(environment: Environment): Promise<void>
  start(environment: Environment): Promise<RunningContender>
}

export interface RunningContender {
  /** Begins with the backlog. */
  work(): Promise<void>
  /** Resolves when every outcome is stored. Asked once all calls have arrived. */
  drained(): Promise<void>
  /** One more call; resolves when it cannot get lost any more. @returns its `webhook-id`. */
  enqueue(number: number): Promise<string>
  stop(): Promise<void>
}

/** The work of a queue, for those that are one: what is to be sent, and where. */
export interface Job {
  id: string
  url: string
  payload: unknown
}

export type MakeCall = (job: Job) => Promise<void>

export const CALL_TIMEOUT_MS = 15_000

export function headersOf({ id }: Job): Record<string, string> {
  return { 'content-type': CONTENT_TYPE, 'x-api-key': API_KEY, 'webhook-id': id }
}

export function urlOf(origins: string[], webHook: number): string {
  return `${origins[webHook % origins.length]}/hooks/${webHook}`
}

const DRAINED_POLL_MS = 5

/** Asks until it is so. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, DRAINED_POLL_MS))
}

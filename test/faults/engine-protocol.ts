/**
 * How a chaos run and its engine processes speak: `Command` to the process, `Report` back, by Node's own messages. And
 * the two addresses that names resolve to.
 */
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import type { NewWebHook } from '../../server/webhooks/hooks/create-web-hooks.ts'

export interface ProcessOptions {
  connectionString: string
  seed: number
  clockOffsetMs: number
  namesBehave: boolean
}

export interface RecordCommand {
  hook: HookName
  meetings: string[]
  payload: unknown
}

export type Command = { number: number } & (
  | { does: 'create-web-hook'; input: NewWebHook }
  | ({ does: 'record' } & RecordCommand)
  | { does: 'set-clock'; offsetMs: number }
  | { does: 'let-names-behave' }
  /** Takes over what dead processes held, sends what is due, and answers when nothing is in flight. */
  | { does: 'settle' }
  | { does: 'stop' }
)

export type Report = { number: number } & (
  | { says: 'done'; result: string }
  | { says: 'failed'; reason: string }
)

export const GOOD_ADDRESS = '127.0.0.1'
/** Loopback as well, but not on the allow-list: whatever arrives here got past the guard. */
export const FORBIDDEN_ADDRESS = '127.0.0.66'

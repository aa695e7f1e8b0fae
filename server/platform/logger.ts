/**
 * Logs: one line per thing that an operator would ask about, with ids and never with a secret. Pretty on a
 * terminal, JSON otherwise. Secrets are kept out at the source; the redaction paths below are a second net.
 */
import { pino, type Logger } from 'pino'
import pretty from 'pino-pretty'

export type { Logger }

const REDACTED_PATHS = [
  '*.apiKey',
  '*.password',
  '*.token',
  '*.signingSecret',
  '*.icsToken',
  'headers.authorization',
  'headers.cookie',
  'headers["x-api-key"]',
]

export function createLogger(level: string, onTerminal: boolean): Logger {
  const redact = { paths: REDACTED_PATHS, censor: '•••' }
  const options = { level, base: undefined, redact, serializers: { err: describeError } }
  if (!onTerminal) return pino({ ...options, timestamp: pino.stdTimeFunctions.isoTime })
  return pino(
    options,
    pretty({ colorize: true, translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname', sync: true }),
  )
}

/** Errors carry what they were about along: a connection with its address and secrets. Only what happened is logged. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  return { type: name, message, code, stack, ...(cause !== undefined && { cause: describeError(cause) }) }
}

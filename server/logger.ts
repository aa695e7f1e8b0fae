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
  const options = { level, base: undefined, redact: { paths: REDACTED_PATHS, censor: '•••' } }
  if (!onTerminal) return pino({ ...options, timestamp: pino.stdTimeFunctions.isoTime })
  return pino(
    options,
    pretty({ colorize: true, translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname', sync: true }),
  )
}

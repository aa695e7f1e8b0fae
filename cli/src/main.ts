#!/usr/bin/env node
/**
 * The command `simplex-meeting`. It speaks the public API of a meeting server and nothing else.
 *
 * Results go to standard output, one line or JSON each; everything said beside them goes to standard error, so that a
 * pipe gets results alone. When the reader of the pipe goes away (`… | head`), the command ends quietly.
 */
import { CommanderError } from 'commander'
import { CliError, EXIT_FAILED } from './cli-error.ts'
import { createProgram } from './program.ts'

/** As a shell has it for a command that SIGPIPE ended. */
const EXIT_PIPE_CLOSED = 141

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT_PIPE_CLOSED : EXIT_FAILED)
})
process.stderr.on('error', () => {})

try {
  await createProgram().parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode
  } else if (error instanceof CliError) {
    process.stderr.write(`simplex-meeting: ${error.message}\n`)
    process.exitCode = error.exitCode
  } else {
    process.stderr.write(`simplex-meeting: ${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = EXIT_FAILED
  }
}

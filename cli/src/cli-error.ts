/** What a command ends with: a message for the person, and an exit code for scripts. */

/** The command did what it was asked, and the result is bad: a call was refused, a check failed. */
export const EXIT_FAILED = 1
/** The command line is wrong: an unknown option, a missing argument, a file that cannot be read. */
export const EXIT_USAGE = 2
/** The server or the receiver cannot be reached. */
export const EXIT_UNREACHABLE = 3
/** The server does not know the key, or the key may not do this. */
export const EXIT_FORBIDDEN = 4

export const exitCodeHelp = `
Exit codes:
  0  done                        3  server or receiver not reachable
  1  done, and the result is bad 4  the key is unknown or may not do this
  2  wrong command line`

export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exitCode: number

  constructor(message: string, exitCode: number = EXIT_FAILED) {
    super(message)
    this.exitCode = exitCode
  }
}

/** All commands together, with what they share: help with examples, exit codes, completion. */
import { Command } from 'commander'
import { EXIT_USAGE, exitCodeHelp } from './cli-error.ts'
import { addCompletion } from './commands/completion.ts'
import { addDeliveries } from './commands/deliveries.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEvents } from './commands/events.ts'
import { addListen } from './commands/listen.ts'
import { addLogin } from './commands/login.ts'
import { addMeetings } from './commands/meetings.ts'
import { addReplay } from './commands/replay.ts'
import { addSecret } from './commands/secret.ts'
import { addSimulate } from './commands/simulate.ts'
import { addTrigger } from './commands/trigger.ts'
import { addVerify } from './commands/verify.ts'
import { addWebHooks } from './commands/web-hooks.ts'
import { VERSION } from './version.ts'

export function createProgram(): Command {
  const program = new Command('simplex-meeting')
    .description('The command line of a simplex Meeting server.')
    .version(VERSION)
    .showSuggestionAfterError()
    .showHelpAfterError('Try --help.')
    .addHelpText(
      'after',
      `${exitCodeHelp}

Environment:
  SIMPLEX_MEETING_URL      the server, such as https://meet.example.com
  SIMPLEX_MEETING_API_KEY  a key of its API; secrets are never given as arguments
  SIMPLEX_MEETING_SECRET   signs what trigger and listen send; default: one of this machine`,
    )
  addListen(program)
  addTrigger(program)
  addVerify(program)
  addDoctor(program)
  addDeliveries(program)
  addReplay(program)
  addEvents(program)
  addMeetings(program)
  addWebHooks(program)
  addSimulate(program)
  addLogin(program)
  addSecret(program)
  addCompletion(program)
  useExitCodes(program)
  return program
}

/** Wrong command lines end with 2, as for other programs; help and version with 0. Errors are thrown, and said once. */
function useExitCodes(command: Command): void {
  command.exitOverride((error) => {
    error.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE
    throw error
  })
  for (const below of command.commands) useExitCodes(below)
}

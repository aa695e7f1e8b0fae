/** `secret`: what `trigger` and `listen` sign with, for the environment of a listener. Made when first asked for. */
import type { Command } from 'commander'
import { examples } from '../options.ts'
import { type JsonOption, print } from '../output.ts'
import { localSecret } from '../profile.ts'

export function addSecret(program: Command): void {
  const command = program
    .command('secret')
    .description('print the secret that calls from this machine are signed with')
    .option('--json', 'one JSON value per line')
    .action((options: JsonOption) => {
      const secret = localSecret()
      return print(options, { secret }, () => secret)
    })
  examples(command, ['secret', 'secret --json'])
  command.addHelpText('after', '  $ SIGNING_SECRET=$(simplex-meeting secret) node listener.js')
}

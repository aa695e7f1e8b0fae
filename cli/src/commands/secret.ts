/** `secret`: what `trigger` and `listen` sign with, for the environment of a listener. Made when first asked for. */
import type { Command } from 'commander'
import { localSecret } from '../profile.ts'

export function addSecret(program: Command): void {
  program
    .command('secret')
    .description('print the secret that calls from this machine are signed with')
    .action(() => void process.stdout.write(`${localSecret()}\n`))
    .addHelpText('after', '\nExample:\n  $ SIGNING_SECRET=$(simplex-meeting secret) node listener.js')
}

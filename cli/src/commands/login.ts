/** `login`: keeps server and key in the profile, a file that only its owner may read. The key is read from standard input. */
import type { Command } from 'commander'
import { answerOf, operationsOf } from '../api.ts'
import { CliError, EXIT_USAGE } from '../cli-error.ts'
import { examples, httpUrl } from '../options.ts'
import { note, print } from '../output.ts'
import { profilePath, readProfile, writeProfile } from '../profile.ts'

const KEY_LIMIT_CHARACTERS = 1_000

export function addLogin(program: Command): void {
  const command = program
    .command('login')
    .description('keep a server and its API key for the commands that follow')
    .argument('<url>', 'the meeting server', httpUrl)
    .option('--json', 'JSON')
    .action(run)
  examples(command, ['login https://meet.example.com < key.txt'])
}

async function run(url: string, options: { json?: boolean }): Promise<void> {
  const server = url.replace(/\/+$/, '')
  const apiKey = await readKey()
  const { user } = await answerOf(operationsOf({ server, apiKey }).GET('/api/v1/session'))
  writeProfile({ ...readProfile(), server, apiKey })
  const path = profilePath()
  await print(
    options,
    { server, user: user.username, profile: path },
    () => `${server} and its key are kept in ${path}`,
  )
}

/** What is typed is not echoed. */
async function readKey(): Promise<string> {
  const { stdin } = process
  if (stdin.isTTY) {
    note('API key (it is not shown):')
    stdin.setRawMode(true)
  }
  let text = ''
  for await (const chunk of stdin) {
    text += String(chunk)
    if (text.includes('\u0003')) throw new CliError('Nothing was kept.')
    if (/[\r\n]/.test(text) || text.length > KEY_LIMIT_CHARACTERS) break
  }
  if (stdin.isTTY) stdin.setRawMode(false)
  const key = text.trim()
  if (key) return key
  throw new CliError('No key came on standard input.', EXIT_USAGE)
}

/** `replay`: has events sent again to a web hook, or says with `--dry-run` how many that would be. */
import { type Command, Option } from 'commander'
import { answerOf, connect, operationsOf, type ServerOption } from '../api.ts'
import { examples, moment, withServer } from '../options.ts'
import { note, print } from '../output.ts'

const POLL_INTERVAL_MS = 1_000

interface Options extends ServerOption {
  since: string
  until?: string
  only: 'missed' | 'failed' | 'all'
  dryRun?: boolean
  wait: boolean
  json?: boolean
}

export function addReplay(program: Command): void {
  const command = withServer(program.command('replay'))
    .description('have events sent again to a web hook')
    .argument('<web-hook>', 'its id')
    .requiredOption('--since <time>', 'from then on: a time, or 6h, 2d', moment)
    .option('--until <time>', 'until then; default: now', moment)
    .addOption(
      new Option('--only <which>', 'missed: never sent to it; failed: given up; all')
        .choices(['missed', 'failed', 'all'])
        .default('failed'),
    )
    .option('--dry-run', 'only say how many')
    .option('--no-wait', 'do not wait until all are sent')
    .action(run)
  examples(command, ['replay 5f48a701 --since 6h --dry-run', 'replay 5f48a701 --since 2d --only missed'])
}

async function run(webHook: string, options: Options): Promise<void> {
  const api = operationsOf(connect(options))
  const { since, until, only, dryRun } = options
  const params = { path: { id: webHook } }
  const body = { since, until, only, dryRun }
  const replay = await answerOf(api.POST('/api/v1/web-hooks/{id}/replay', { params, body }))
  if ('count' in replay) return print(options, replay, () => `${replay.count} events would be sent`)
  let progress = replay
  while (options.wait && progress.state === 'running') {
    note(`${progress.done} of ${progress.total}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS))
    progress = await answerOf(api.GET('/api/v1/replays/{id}', { params: { path: { id: replay.id } } }))
  }
  return print(
    options,
    progress,
    () => `${progress.id}  ${progress.state}: ${progress.done} of ${progress.total}`,
  )
}

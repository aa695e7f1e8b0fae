/**
 * `events`: the catch-up feed, oldest first, one JSON value per line. With `--cursor-file` it goes on where it was left:
 * the place is written after each event was printed, so that one may be printed twice and none is missed.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { HookName } from '../../../receiver/src/contract/hook-names.ts'
import { type CursorStore, FeedError, followFeed } from '../../../receiver/src/feed.ts'
import { connect, type ServerOption } from '../api.ts'
import { CliError, EXIT_FAILED, EXIT_FORBIDDEN, EXIT_USAGE } from '../cli-error.ts'
import { examples, hookOption, withServer } from '../options.ts'
import { note, print } from '../output.ts'

interface Options extends ServerOption {
  after?: string
  event?: HookName
  follow?: boolean
  cursorFile?: string
  json?: boolean
}

export function addEvents(program: Command): void {
  const command = withServer(program.command('events'))
    .description('the feed of all events, oldest first')
    .option('--after <cursor>', 'from there on; default: from the beginning')
    .addOption(hookOption())
    .option('--follow', 'go on as more happens')
    .option('--cursor-file <file>', 'keep the place in this file, and go on from there')
    .action(run)
  examples(command, [
    'events --event onMeetingClosed --json | jq .payload.topic',
    'events --follow --cursor-file place',
  ])
}

async function run(options: Options): Promise<void> {
  const { server, apiKey } = connect(options)
  const end = new AbortController()
  process.once('SIGINT', () => end.abort())
  process.once('SIGTERM', () => end.abort())
  try {
    for await (const event of followFeed({
      server,
      apiKey,
      after: options.after,
      events: options.event && [options.event],
      follow: options.follow ?? false,
      cursorStore: options.cursorFile === undefined ? undefined : fileStore(options.cursorFile),
      signal: end.signal,
      onRetry: (error) => note(`${error instanceof Error ? error.message : String(error)} Trying again.`),
    })) {
      const meetings = event.meetings.map(({ id, sequence }) => `${id}#${sequence}`).join(' ')
      await print(options, event, () => `${event.createdAt.toISOString()}  ${event.event}  ${meetings}`)
    }
  } catch (error) {
    if (!(error instanceof FeedError)) throw error
    const goOn = error.oldestCursor ? ` Go on with --after ${error.oldestCursor}` : ''
    const isForbidden = error.status === 401 || error.status === 403
    throw new CliError(error.message + goOn, isForbidden ? EXIT_FORBIDDEN : EXIT_FAILED)
  }
}

function fileStore(path: string): CursorStore {
  return {
    load() {
      try {
        return readFileSync(path, 'utf8').trim()
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw new CliError(`${path} cannot be read: ${String(error)}`, EXIT_USAGE)
      }
    },
    save(place) {
      const draft = `${path}.${process.pid}`
      writeFileSync(draft, `${place}\n`)
      renameSync(draft, path)
    },
  }
}

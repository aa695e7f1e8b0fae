/** The process of one contender: works off its backlog on command, then takes a stream of fresh calls. */
import type { Environment } from './contender.ts'
import { loadContender } from './contenders/index.ts'

export interface ContenderOptions {
  contender: string
  environment: Environment
}

export type ContenderCommand =
  | { does: 'work' }
  | { does: 'drain' }
  /** So many calls, evenly spread over time, whether or not those before have arrived. */
  | { does: 'stream'; count: number; perSecond: number; first: number }
  | { does: 'stop' }

export type ContenderReport =
  | { says: 'ready' }
  | { says: 'working' }
  | { says: 'drained' }
  /** Which call could not get lost any more from when on, ms by the machine's monotonic clock. */
  | { says: 'streamed'; acknowledged: [webhookId: string, atMs: number][] }
  | { says: 'stopped' }

const { contender, environment } = JSON.parse(process.argv[2]!) as ContenderOptions
const running = await (await loadContender(contender)).start(environment)
const tell = (report: ContenderReport) => void process.send!(report)
const nowMs = () => Number(process.hrtime.bigint()) / 1e6

async function stream(count: number, perSecond: number, first: number): Promise<[string, number][]> {
  const startedAtMs = nowMs()
  const enqueued: Promise<[string, number]>[] = []
  for (let i = 0; i < count; i++) {
    const waitMs = startedAtMs + (i * 1_000) / perSecond - nowMs()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    enqueued.push(running.enqueue(first + i).then((id) => [id, nowMs()]))
  }
  return Promise.all(enqueued)
}

async function obey(command: ContenderCommand): Promise<void> {
  switch (command.does) {
    case 'work':
      await running.work()
      return tell({ says: 'working' })
    case 'drain':
      await running.drained()
      return tell({ says: 'drained' })
    case 'stream':
      return tell({
        says: 'streamed',
        acknowledged: await stream(command.count, command.perSecond, command.first),
      })
    case 'stop':
      await running.stop()
      return tell({ says: 'stopped' })
  }
}

process.on('message', (command: ContenderCommand) => void obey(command))
process.once('disconnect', () => process.exit())
tell({ says: 'ready' })

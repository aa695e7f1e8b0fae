/** An engine that works off its backlog until it is told to stop, and says how long its two hot statements took. */
import { Registry } from 'prom-client'
import { openContext, openEngine } from './open-context.ts'

export type BacklogCommand = { does: 'work' } | { does: 'tell-statements' } | { does: 'stop' }

/** Seconds in all, since the start. */
export interface Statements {
  claimSeconds: number
  completeSeconds: number
}

export type BacklogReport =
  | { says: 'ready' }
  | { says: 'working' }
  | ({ says: 'statements' } & Statements)
  | { says: 'stopped' }

const connectionString = JSON.parse(process.argv[2]!) as string
const context = await openContext(connectionString)
await context.database.announcements.start()
const registry = new Registry()
const engine = openEngine(context, registry)
const tell = (report: BacklogReport) => void process.send!(report)

async function secondsOf(name: string): Promise<number> {
  const { values } = await registry.getSingleMetric(name)!.get()
  const sum = values.find((value) => 'metricName' in value && value.metricName === `${name}_sum`)
  return sum?.value ?? 0
}

async function obey(command: BacklogCommand): Promise<void> {
  switch (command.does) {
    case 'work':
      engine.start()
      return tell({ says: 'working' })
    case 'tell-statements':
      return tell({
        says: 'statements',
        claimSeconds: await secondsOf('webhook_claim_duration_seconds'),
        completeSeconds: await secondsOf('webhook_completion_duration_seconds'),
      })
    case 'stop':
      await engine.stop()
      await context.database.close()
      return tell({ says: 'stopped' })
  }
}

process.on('message', (command: BacklogCommand) => void obey(command))
process.once('disconnect', () => process.exit())
tell({ says: 'ready' })

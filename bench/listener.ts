/** The bench's end of the listener process. */
import { startChild } from './child.ts'
import type { ListenerCommand, ListenerReport } from './listener-process.ts'

export interface BenchListener {
  readonly pid: number
  readonly origins: string[]
  /** Takes every call and never answers. */
  readonly hanging: string
  /** Answers after 300 ms; not counted. */
  readonly slow: string
  /** How many calls that one has taken so far. */
  hangingCalls(): Promise<number>
  /** Resolves once it counts again; `allCame` then does when that many calls have come. */
  expect(count: number): Promise<{ allCame: Promise<unknown> }>
  /** When each call came since it counts, ms by the machine's monotonic clock. */
  arrivals(): Promise<[webhookId: string, atMs: number][]>
  stop(): Promise<void>
}

const PROGRAM = new URL('listener-process.ts', import.meta.url)

export async function startBenchListener(): Promise<BenchListener> {
  const child = startChild<ListenerCommand, ListenerReport>(PROGRAM)
  const { origins, hanging, slow } = await child.hear('listening')
  return {
    pid: child.pid,
    origins,
    hanging,
    slow,
    async hangingCalls() {
      const told = child.hear('hanging')
      child.tell({ does: 'tell-hanging' })
      return (await told).calls
    },
    async expect(count) {
      const allCame = child.hear('all-came')
      const expecting = child.hear('expecting')
      child.tell({ does: 'expect', count })
      await expecting
      return { allCame }
    },
    async arrivals() {
      const told = child.hear('arrivals')
      child.tell({ does: 'tell-arrivals' })
      return (await told).arrivals
    },
    stop: () => child.stop(),
  }
}

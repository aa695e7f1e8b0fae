/** All contenders, in the order of the table. Loaded one by one, so that none carries the others' code in its memory. */
import type { Contender } from '../contender.ts'

export const CEILING = 'bare undici'
export const OURS = 'simplex Meeting'

const LOADERS: Record<string, () => Promise<Contender>> = {
  [CEILING]: async () => (await import('./undici.ts')).undici,
  [OURS]: async () => (await import('./simplex-meeting.ts')).simplexMeeting,
  'BullMQ + fetch': async () =>
    (await import('./bullmq.ts')).bullmq((await import('../call-by-fetch.ts')).callByFetch),
  'BullMQ + axios': async () =>
    (await import('./bullmq.ts')).bullmq((await import('../call-by-axios.ts')).callByAxios),
  'pg-boss + fetch': async () => (await import('./pg-boss.ts')).pgBoss,
  'graphile-worker + fetch': async () => (await import('./graphile-worker.ts')).graphileWorker,
}

export const CONTENDERS: readonly string[] = Object.keys(LOADERS)

export function loadContender(name: string): Promise<Contender> {
  const load = LOADERS[name]
  if (!load) throw new Error(`There is no contender “${name}”. There are: ${CONTENDERS.join(', ')}.`)
  return load()
}

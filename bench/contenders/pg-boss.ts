/** pg-boss on the same PostgreSQL: batches, fetched as long as they come back full, settled job by job. */
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { CALLS_IN_FLIGHT, type Contender, type Job, until } from '../contender.ts'
import { callByFetch } from '../call-by-fetch.ts'
import { job, jobBatches } from '../jobs.ts'

const QUEUE = 'calls'
const WORKERS = 4
const RETRIES = { retryLimit: 10, retryDelay: 5, retryBackoff: true }

async function open(connectionString: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString, useListenNotify: true, schedule: false })
  boss.on('error', (error) => process.stderr.write(`${error.message}\n`))
  await boss.start()
  return boss
}

export const pgBoss: Contender = {
  needs: 'empty',
  async prepare({ connectionString, origins, deliveries }) {
    const boss = await open(connectionString)
    await boss.createQueue(QUEUE, { ...RETRIES, notify: true })
    for (const jobs of jobBatches(origins, deliveries))
      await boss.insert(
        QUEUE,
        jobs.map((data) => ({ data, ...RETRIES })),
      )
    await boss.stop()
    const client = new pg.Client({ connectionString })
    await client.connect()
    await client.query('vacuum analyze')
    await client.end()
  },
  async start({ connectionString, origins }) {
    const boss = await open(connectionString)
    const client = new pg.Client({ connectionString })
    await client.connect()
    return {
      async work() {
        const options = {
          batchSize: CALLS_IN_FLIGHT / WORKERS,
          localConcurrency: WORKERS,
          burstWhenBatchFull: true,
          pollingIntervalSeconds: 0.5,
          notifyPollingIntervalSeconds: 0.5,
          perJobResults: true,
        } as const
        await boss.work<Job, void, typeof options>(QUEUE, options, (jobs) => Promise.all(jobs.map(perform)))
      },
      drained: () =>
        until(async () => {
          const { rows } = await client.query(`select from pgboss.job where state < 'completed' limit 1`)
          return rows.length === 0
        }),
      async enqueue(number) {
        const data = job(origins, number)
        await boss.send(QUEUE, data, RETRIES)
        return data.id
      },
      async stop() {
        await client.end()
        await boss.stop({ graceful: true })
      },
    }
  },
}

async function perform({ id, data }: { id: string; data: Job }) {
  try {
    await callByFetch(data)
    return { id, status: 'completed' as const }
  } catch (error) {
    return { id, status: 'failed' as const, output: String(error) }
  }
}

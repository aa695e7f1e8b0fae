/** graphile-worker on the same PostgreSQL, with the local queue and the batched completion of its own benchmarks. */
import { Logger, makeWorkerUtils, run, type Runner } from 'graphile-worker'
import pg from 'pg'
import { CALLS_IN_FLIGHT, type Contender, type Job, until } from '../contender.ts'
import { callByFetch } from '../call-by-fetch.ts'
import { job, jobBatches } from '../jobs.ts'

const LOCAL_QUEUE_JOBS = 500
const COMPLETE_DELAY_MS = 0
const POOL_CONNECTIONS = 12
const ATTEMPTS = 11

const logger = new Logger(() => (level, message) => {
  if (level === 'error') process.stderr.write(`${message}\n`)
})

export const graphileWorker: Contender = {
  needs: 'empty',
  async prepare({ connectionString, origins, deliveries }) {
    const utils = await makeWorkerUtils({ connectionString, logger })
    await utils.migrate()
    for (const jobs of jobBatches(origins, deliveries))
      await utils.addJobs(jobs.map((payload) => ({ identifier: 'call', payload, maxAttempts: ATTEMPTS })))
    await utils.withPgClient((client) => client.query('vacuum analyze'))
    await utils.release()
  },
  async start({ connectionString, origins }) {
    const utils = await makeWorkerUtils({ connectionString, logger })
    const pool = new pg.Pool({ connectionString, max: POOL_CONNECTIONS })
    pool.on('error', (error) => process.stderr.write(`${error.message}\n`))
    let runner: Runner | undefined
    return {
      async work() {
        runner = await run({
          pgPool: pool,
          logger,
          noHandleSignals: true,
          taskList: { call: (payload) => callByFetch(payload as Job) },
          preset: {
            worker: {
              concurrentJobs: CALLS_IN_FLIGHT,
              localQueue: { size: LOCAL_QUEUE_JOBS },
              completeJobBatchDelay: COMPLETE_DELAY_MS,
              failJobBatchDelay: COMPLETE_DELAY_MS,
            },
          },
        })
      },
      drained: () =>
        until(async () => {
          const { rows } = await pool.query('select from graphile_worker._private_jobs limit 1')
          return rows.length === 0
        }),
      async enqueue(number) {
        const payload = job(origins, number)
        await utils.addJob('call', payload, { maxAttempts: ATTEMPTS })
        return payload.id
      },
      async stop() {
        await runner?.stop()
        await utils.release()
        await pool.end()
      },
    }
  },
}

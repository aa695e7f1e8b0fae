/** BullMQ on Redis. What a Redis that is synced once a second acknowledged may get lost in a crash; ours may not. */
import { Queue, Worker } from 'bullmq'
import { CALLS_IN_FLIGHT, type Contender, type Job, type MakeCall } from '../contender.ts'
import { job, jobBatches } from '../jobs.ts'

const QUEUE = 'calls'
const KEPT_JOBS = 1_000
const OPTIONS = {
  attempts: 11,
  backoff: { type: 'exponential', delay: 5_000 },
  removeOnComplete: { count: KEPT_JOBS },
}

export function bullmq(call: MakeCall): Contender {
  return {
    needs: 'redis',
    async prepare({ redisSocket, origins, deliveries }) {
      const queue = new Queue<Job>(QUEUE, { connection: { path: redisSocket } })
      await queue.obliterate({ force: true })
      for (const jobs of jobBatches(origins, deliveries))
        await queue.addBulk(jobs.map((data) => ({ name: 'call', data, opts: OPTIONS })))
      await queue.close()
    },
    async start({ redisSocket, origins, deliveries }) {
      const connection = { path: redisSocket }
      const queue = new Queue<Job>(QUEUE, { connection })
      await queue.waitUntilReady()
      const all = Promise.withResolvers<void>()
      let completed = 0
      const worker = new Worker<Job>(QUEUE, ({ data }) => call(data), {
        connection,
        concurrency: CALLS_IN_FLIGHT,
        autorun: false,
      })
      worker.on('completed', () => {
        if (++completed === deliveries) all.resolve()
      })
      worker.on('error', (error) => process.stderr.write(`${error.message}\n`))
      return {
        async work() {
          await worker.waitUntilReady()
          void worker.run()
        },
        drained: () => all.promise,
        async enqueue(number) {
          const data = job(origins, number)
          await queue.add('call', data, OPTIONS)
          return data.id
        },
        async stop() {
          await worker.close()
          await queue.close()
        },
      }
    },
  }
}

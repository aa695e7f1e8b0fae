/**
 * For anyone who runs the server, outside the API and without a key: is it alive, is it ready for traffic, how is it
 * doing. Keep `/metrics` inside the house: it names no tenant, but it counts.
 */
import type { Registry } from 'prom-client'
import { Type } from 'typebox'
import type { Context } from '../../platform/context.ts'
import { isMigrated } from '../../platform/database/migrate.ts'
import type { Api } from '../api.ts'
import { Unavailable } from '../problems.ts'

const READY_TIMEOUT_MS = 2_000

const tags = ['system']
const Status = Type.Object({ status: Type.String() }, { additionalProperties: false })
const MetricsText = Type.String({ contentMediaType: 'text/plain', description: 'Metrics' })

export function registerHealthRoutes(app: Api, { database }: Context, metrics: Registry): void {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })

  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'getHealth',
        tags,
        summary: 'Alive?',
        description: 'Answers while the process lives, whatever becomes of the database.',
        response: { 200: Status },
      },
    },
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags,
        summary: 'Ready for traffic?',
        description: '200 while the database is reachable and migrated, else 503: for a load balancer.',
        response: { 200: Status },
      },
    },
    async () => {
      const reason = isStopping ? 'The server is shutting down.' : await whyNotReady(database.pool)
      if (reason !== null) throw new Unavailable('not-ready', reason)
      return { status: 'ready' }
    },
  )

  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'getMetrics',
        tags,
        summary: 'For Prometheus',
        description: 'Metrics in the text format of Prometheus. Keep it inside your network.',
        response: { 200: MetricsText },
      },
    },
    async (_request, reply) =>
      reply
        .type(metrics.contentType)
        .serializer(String)
        .send(await metrics.metrics()),
  )
}

async function whyNotReady(pool: Context['database']['pool']): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, READY_TIMEOUT_MS, 'The database does not answer.')
  })
  const asked = isMigrated(pool).then(
    (migrated) => (migrated ? null : 'The database is not migrated to this version.'),
    () => 'The database cannot be reached.',
  )
  try {
    return await Promise.race([asked, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

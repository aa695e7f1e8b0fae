/**
 * The API description as text, from all routes and without any database: registering routes reads nothing from the
 * context. Used by the route that serves it, by the script that writes `openapi.json`, and by the test that the
 * committed file is current.
 */
import { VERSION } from '../platform/product.ts'
import type { CollectedRoute } from './collect-routes.ts'
import { describeApi } from './describe-api.ts'
import { createHttpServer } from './http-server.ts'
import { createMetrics } from './metrics.ts'
import { registerRoutes } from './register-routes.ts'
import { registerHealthRoutes } from './routes/health.ts'

/** Stands for the context and the services: whatever is looked at is there, and is nothing. */
const nothing: never = new Proxy(() => {}, {
  get: (_target, name) => (name === 'then' ? undefined : nothing),
  apply: () => nothing,
}) as never

/** Every route of the server. */
export async function collectAllRoutes(): Promise<CollectedRoute[]> {
  const app = await createHttpServer(nothing)
  registerHealthRoutes(app, nothing, createMetrics())
  await registerRoutes(app, nothing, nothing, null)
  await app.ready()
  await app.close()
  return app.collectedRoutes
}

/** Stands for the server in descriptions that are kept in the repository. */
export const EXAMPLE_URL = 'https://meet.example.com'

export async function writeApiDescription(): Promise<string> {
  return `${JSON.stringify(describeApi(await collectAllRoutes(), VERSION, EXAMPLE_URL), null, 2)}\n`
}

/**
 * Keeps the list of all routes, from which the API description is generated and which tests go through, and refuses
 * a route of the API that does not say who may call it: forgetting that must be impossible, not unlikely.
 */
import type { FastifyContextConfig, FastifySchema, RouteOptions } from 'fastify'
import type { Api } from './api.ts'

export const API_PREFIX = '/api/v1'

export interface CollectedRoute {
  method: string
  /** The pattern, with the prefix: `/api/v1/meetings/:id`. */
  url: string
  config: FastifyContextConfig
  schema: FastifySchema
}

declare module 'fastify' {
  interface FastifyInstance {
    collectedRoutes: CollectedRoute[]
  }
}

export function collectRoutes(app: Api): void {
  const routes: CollectedRoute[] = []
  app.decorate('collectedRoutes', routes)
  app.addHook('onRoute', (route: RouteOptions) => {
    const { url, config = {}, schema = {} } = route
    if (url.startsWith(API_PREFIX) && !config.scope) {
      throw new Error(`The route ${String(route.method)} ${url} does not say who may call it (config.scope)`)
    }
    if (config.refusesMethod) return
    if (url.startsWith(API_PREFIX) && !(schema.operationId && schema.summary)) {
      throw new Error(`The route ${String(route.method)} ${url} has no operationId or summary`)
    }
    for (const method of [route.method].flat()) {
      if (method !== 'HEAD' && method !== 'OPTIONS') routes.push({ method, url, config, schema })
    }
  })
}

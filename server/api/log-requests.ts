/**
 * One line per call that somebody would ask about: writes and refusals; successful reads at debug level. A line has
 * the route's pattern and never the URL, because query strings and some paths are capabilities; of the parameters
 * only ids.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../platform/context.ts'
import type { Api } from './api.ts'

export function logRequests(app: Api, { logger }: Context): void {
  app.addHook('onError', async (request, reply, error) => {
    const { statusCode = 500 } = error as { statusCode?: number }
    if (!('extensions' in error) && statusCode >= 500) {
      logger.error({ err: error, requestId: request.id, route: routeOf(request) }, 'A request failed')
    }
  })
  app.addHook('onResponse', async (request, reply) => {
    logger[levelOf(request, reply)](lineOf(request, reply), 'Request')
  })
}

function levelOf({ method }: FastifyRequest, { statusCode }: FastifyReply): 'info' | 'debug' {
  return statusCode >= 400 || !/^(GET|HEAD|OPTIONS)$/.test(method) ? 'info' : 'debug'
}

function lineOf(request: FastifyRequest, reply: FastifyReply): Record<string, unknown> {
  const { id } = (request.params ?? {}) as { id?: string }
  return {
    requestId: request.id,
    method: request.method,
    route: routeOf(request),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    ...(id && { id }),
    ...(request.maybeCaller && { actor: request.maybeCaller.actor }),
  }
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown'
}

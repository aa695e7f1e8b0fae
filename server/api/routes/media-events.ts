/**
 * Where the operator's LiveKit server reports what happened in its rooms. A report is a hint: the lists are read again,
 * and nothing is made of what it says, since reports get lost and come in the wrong order.
 */
import { NotAuthenticated } from '../../accounts/authentication-errors.ts'
import type { Services } from '../../services.ts'
import type { Api } from '../api.ts'
import { Nothing } from '../schemas/fields.ts'

const REPORT_LIMIT_BYTES = 65_536

export function registerMediaEventRoute(api: Api, services: Services): void {
  void api.register(async (own) => {
    own.addContentTypeParser(
      'application/webhook+json',
      { parseAs: 'string', bodyLimit: REPORT_LIMIT_BYTES },
      (_request, body, done) => done(null, body),
    )
    own.post(
      '/media/events',
      {
        config: { scope: 'public', idempotency: false, bodyMediaType: 'application/webhook+json' },
        schema: {
          operationId: 'reportMediaEvent',
          tags: ['meetings'],
          summary: 'Where a LiveKit server reports events',
          description:
            'Name this address under `webhook.urls` in the configuration of the LiveKit server. Its reports are signed ' +
            'with the API secret; each one has the lists of its rooms read again.',
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        const { media, mediaFollower } = services
        if (!(await media.isEvent(String(request.body), request.headers.authorization)))
          throw new NotAuthenticated(
            'not-authenticated',
            'This report is not signed with the API secret of the LiveKit server.',
          )
        mediaFollower.nudge()
        return reply.code(204).send()
      },
    )
  })
}

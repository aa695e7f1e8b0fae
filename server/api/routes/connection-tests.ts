/** What the page `/test-connection` asks for. Anybody may test their connection, before they are invited to anything. */
import { TooManyRequests } from '../../accounts/authentication-errors.ts'
import { CONNECTION_TESTS_LIMIT, openConnectionTest } from '../../media/connection-test.ts'
import type { Context } from '../../platform/context.ts'
import type { Services } from '../../services.ts'
import type { Api } from '../api.ts'
import { limitRate } from '../limit-rate.ts'
import { ConnectionTestView } from '../schemas/connection-tests.ts'

const TESTS_PER_MINUTE = 20
const FULL_RETRY_SECONDS = 60
const TOO_MANY = 'Too many people test their connection at once.'

export function registerConnectionTestRoute(api: Api, context: Context, services: Services): void {
  limitRate(api, TESTS_PER_MINUTE, TOO_MANY, (limited) => {
    limited.post(
      '/connection-tests',
      {
        config: { scope: 'public', idempotency: false },
        schema: {
          operationId: 'testConnection',
          tags: ['meetings'],
          summary: 'Gives what is needed to test a connection',
          description:
            'A media room for two participants who are both the caller: what one of them sends reaches the other as in a ' +
            'meeting, or does not. For anybody; nothing is stored.',
          response: { 200: ConnectionTestView },
        },
      },
      async () => {
        const test = await openConnectionTest(context, services.media)
        if (test) return test
        throw new TooManyRequests(
          'too-many-requests',
          `${TOO_MANY} Try again in a minute.`,
          CONNECTION_TESTS_LIMIT,
          FULL_RETRY_SECONDS,
        )
      },
    )
  })
}

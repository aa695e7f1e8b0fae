/**
 * The door of one-time links: what a link is for, and what the person fills in. The link's token is the proof of who
 * they are; it never appears in a log (log-requests writes the route's pattern).
 */
import { Type } from 'typebox'
import { findOneTimeLink } from '../../accounts/one-time-link.ts'
import { checkSetUp, useOneTimeLink } from '../../settings/use-one-time-link.ts'
import type { Context } from '../../platform/context.ts'
import type { Api } from '../api.ts'
import { Nothing } from '../schemas/fields.ts'
import { Session, SetUp, SetUpCheck, SetUpLink } from '../schemas/session.ts'
import { answerSignedIn } from './session.ts'

const tags = ['session']
const TokenParams = Type.Object({ token: Type.String({ description: 'From the link' }) })

export function registerSetUpRoutes(api: Api, context: Context): void {
  api.get(
    '/set-up/:token',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'getSetUpLink',
        tags,
        summary: 'Says what a one-time link is for',
        description: 'Also whether a second factor is asked for. The link stays usable.',
        params: TokenParams,
        response: { 200: SetUpLink },
      },
    },
    async ({ params }) => {
      const link = await findOneTimeLink(context, context.database.queries, params.token)
      const { productName, timezone } = context.settings.current()
      return {
        purpose: link.purpose,
        expiresAt: link.expiresAt.toISOString(),
        email: link.email,
        username: link.username,
        language: link.language,
        totpRequired: link.hasTotp,
        productName,
        timezone,
      }
    },
  )

  api.post(
    '/set-up/:token/check',
    {
      config: { scope: 'public', idempotency: false },
      schema: {
        operationId: 'checkSetUp',
        tags,
        summary: 'Checks name, e-mail address and password before the link is used',
        description: 'Answers as the set-up itself would, and changes nothing.',
        params: TokenParams,
        body: SetUpCheck,
        response: { 204: Nothing },
      },
    },
    async ({ params, body }, reply) => {
      await checkSetUp(context, params.token, body)
      return reply.code(204).send()
    },
  )

  api.post(
    '/set-up/:token',
    {
      config: { scope: 'public', idempotency: false },
      schema: {
        operationId: 'setUp',
        tags,
        summary: 'Sets the password, and with it name and instance, and signs in',
        description:
          'Works once. Only the link of purpose set-up takes email, productName and timezone. Of a user who has a second ' +
          'factor it needs totp.',
        params: TokenParams,
        body: SetUp,
        response: { 200: Session },
      },
    },
    async ({ params, body }, reply) =>
      answerSignedIn(context, reply, await useOneTimeLink(context, params.token, body)),
  )
}

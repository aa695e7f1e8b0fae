/** Users: the people who sign in. */
import type { Context } from '../../platform/context.ts'
import {
  findUser,
  listUsers,
  type UserRow,
  inviteUser,
  renewUserLink,
  updateUser,
} from '../../accounts/users.ts'
import type { OneTimeLink as Link } from '../../accounts/one-time-link.ts'
import { acceptWhole } from '../accept-whole.ts'
import type { Api } from '../api.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { InvitedUser, NewUser, OneTimeLink, User, UserList, UserPatch } from '../schemas/accounts.ts'
import { IdParams } from '../schemas/fields.ts'
import { Page, pageOfIds, pageRequest } from '../schemas/page.ts'
import { requireShown, withEtag } from '../versions.ts'

const tags = ['administration']

export function registerUserRoutes(api: Api, context: Context): void {
  api.get(
    '/users',
    {
      config: { scope: 'administration:read' },
      schema: {
        operationId: 'listUsers',
        tags,
        summary: 'Lists users',
        querystring: UserList,
        response: { 200: Page(User) },
      },
    },
    async ({ caller, query }) => {
      const page = pageRequest(query)
      return pageOfIds(await listUsers(context, caller, query, page), page, present)
    },
  )

  api.post(
    '/users',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'inviteUser',
        tags,
        summary: 'Invites a user',
        description: 'Answers with the link that lets them set their password, this once.',
        body: NewUser,
        response: { 201: InvitedUser },
      },
    },
    async ({ caller, body }, reply) => {
      const { user, link, isMailed } = await inviteUser(context, caller, body)
      const invitation = presentLink({ ...link, isMailed })
      return reply
        .code(201)
        .header('location', `${API_PREFIX}/users/${user.id}`)
        .send({ user: withEtag(reply, present(user)), invitation })
    },
  )

  registerSingleUserRoutes(api, context)
}

function registerSingleUserRoutes(api: Api, context: Context): void {
  api.get(
    '/users/:id',
    {
      config: { scope: 'administration:read', versioned: true },
      schema: {
        operationId: 'getUser',
        tags,
        summary: 'Reads a user',
        params: IdParams,
        response: { 200: User },
      },
    },
    async ({ caller, params }, reply) =>
      withEtag(reply, present(await findUser(context.database.queries, caller, params.id))),
  )

  api.patch(
    '/users/:id',
    {
      config: { scope: 'administration:write', versioned: true },
      preValidation: acceptWhole(UserPatch, async (caller, { id }) =>
        present(await findUser(context.database.queries, caller, id)),
      ),
      schema: {
        operationId: 'updateUser',
        tags,
        summary: 'Changes, disables or enables a user',
        description: 'The whole user as it was read is taken, too.',
        params: IdParams,
        body: UserPatch,
        response: { 200: User },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const requireSeen = (row: UserRow) => requireShown(request, 'user', present(row))
      return withEtag(reply, present(await updateUser(context, caller, params.id, body, requireSeen)))
    },
  )

  api.post(
    '/users/:id/one-time-link',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'renewUserLink',
        tags,
        summary: 'Makes a new one-time link for a user',
        description:
          'The invitation again, or a new password for somebody who forgot theirs. Ends older links.',
        params: IdParams,
        response: { 201: OneTimeLink },
      },
    },
    async ({ caller, params }, reply) => {
      const link = presentLink(await renewUserLink(context, caller, params.id))
      return reply.code(201).header('location', link.url).send(link)
    },
  )
}

function present(user: UserRow): User {
  return {
    id: user.id,
    accountId: user.account_id,
    email: user.email,
    username: user.username,
    role: user.role,
    language: user.language,
    disabledAt: user.disabled_at?.toISOString() ?? null,
    hasPassword: user.has_password,
    totpEnabled: user.has_totp,
    createdAt: user.created_at.toISOString(),
  }
}

function presentLink({ url, expiresAt, isMailed }: Link & { isMailed: boolean }) {
  return { url, expiresAt: expiresAt.toISOString(), isMailed }
}

/** Accounts: the tenants of the instance. */
import {
  createAccount,
  findAccount,
  listAccounts,
  type AccountRow,
  updateAccount,
} from '../../accounts/accounts.ts'
import type { Context } from '../../platform/context.ts'
import { acceptWhole } from '../accept-whole.ts'
import type { Api } from '../api.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { Account, AccountList, AccountPatch, NewAccount } from '../schemas/accounts.ts'
import { IdParams } from '../schemas/fields.ts'
import { Page, pageOfIds, pageRequest } from '../schemas/page.ts'
import { requireShown, withEtag } from '../versions.ts'

const tags = ['administration']

export function registerAccountRoutes(api: Api, context: Context): void {
  api.get(
    '/accounts',
    {
      config: { scope: 'administration:read' },
      schema: {
        operationId: 'listAccounts',
        tags,
        summary: 'Lists accounts',
        querystring: AccountList,
        response: { 200: Page(Account) },
      },
    },
    async ({ caller, query }) => {
      const page = pageRequest(query)
      return pageOfIds(await listAccounts(context, caller, page), page, present)
    },
  )

  api.post(
    '/accounts',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'createAccount',
        tags,
        summary: 'Makes an account',
        description: 'With a room of its own. For callers of the whole instance.',
        body: NewAccount,
        response: { 201: Account },
      },
    },
    async ({ caller, body }, reply) => {
      const account = await createAccount(context, caller, body)
      return reply
        .code(201)
        .header('location', `${API_PREFIX}/accounts/${account.id}`)
        .send(withEtag(reply, present(account)))
    },
  )

  registerSingleAccountRoutes(api, context)
}

function registerSingleAccountRoutes(api: Api, context: Context): void {
  api.get(
    '/accounts/:id',
    {
      config: { scope: 'administration:read', versioned: true },
      schema: {
        operationId: 'getAccount',
        tags,
        summary: 'Reads an account',
        params: IdParams,
        response: { 200: Account },
      },
    },
    async ({ caller, params }, reply) =>
      withEtag(reply, present(await findAccount(context.database.queries, caller, params.id))),
  )

  api.patch(
    '/accounts/:id',
    {
      config: { scope: 'administration:write', versioned: true },
      preValidation: acceptWhole(AccountPatch, async (caller, { id }) =>
        present(await findAccount(context.database.queries, caller, id)),
      ),
      schema: {
        operationId: 'updateAccount',
        tags,
        summary: 'Changes an account',
        description:
          "With `sharesMeetings` its hosts see, change and host each other's meetings; with `isSandbox` nothing is mailed for it. The whole account as it was " +
          'read is taken, too.',
        params: IdParams,
        body: AccountPatch,
        response: { 200: Account },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const requireSeen = (row: AccountRow) => requireShown(request, 'account', present(row))
      return withEtag(reply, present(await updateAccount(context, caller, params.id, body, requireSeen)))
    },
  )
}

function present({
  id,
  name,
  shares_meetings,
  is_sandbox,
  recording_layout,
  created_at,
}: AccountRow): Account {
  return {
    id,
    name,
    sharesMeetings: shares_meetings,
    isSandbox: is_sandbox,
    recordingLayout: recording_layout,
    createdAt: created_at.toISOString(),
  }
}

/** Rooms of an account: where its meetings are held. */
import { queryOptions } from '@tanstack/react-query'
import type { Room } from '../../server/api/schemas/accounts.ts'
import { call } from './client.ts'
import type { ListPage } from './list-query.ts'

export type { Room }

/** More than anybody chooses from. */
const CHOICE_LIMIT = 200

export const roomsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['/rooms', 'list', accountId],
    queryFn: async () => {
      const { data } = await call<ListPage<Room>>('GET', '/rooms', {
        query: { accountId, limit: CHOICE_LIMIT },
      })
      return data
    },
  })

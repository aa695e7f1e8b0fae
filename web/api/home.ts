/** What the first page asks: is there a meeting yet, and which come next? */
import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import type { ListPage } from './list-query.ts'
import type { Meeting } from './meetings.ts'

const SHOWN_LIMIT = 5
const REFRESH_MS = 30_000

export const latestMeetingQuery = queryOptions({
  queryKey: ['/meetings', 'any'],
  queryFn: async () => {
    const { data } = await call<ListPage<unknown>>('GET', '/meetings', { query: { limit: 1 } })
    return data.length > 0
  },
})

/** Those that are open, then those that come next. */
export const comingMeetingsQuery = queryOptions({
  queryKey: ['/meetings', 'coming'],
  refetchInterval: REFRESH_MS,
  queryFn: async () => {
    const read = (state: 'open' | 'upcoming') =>
      call<ListPage<Meeting>>('GET', '/meetings', { query: { state, order: 'oldest', limit: SHOWN_LIMIT } })
    const [open, upcoming] = await Promise.all([read('open'), read('upcoming')])
    // Shortly before its start a meeting is both.
    const places = new Map(
      [...open.data, ...upcoming.data].map((each) => [`${each.id} ${each.startTime}`, each]),
    )
    return [...places.values()].slice(0, SHOWN_LIMIT)
  },
})

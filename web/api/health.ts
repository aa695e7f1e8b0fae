/** How the instance is doing. */
import { queryOptions } from '@tanstack/react-query'
import type { Health, Trouble } from '../../server/api/schemas/health.ts'
import { call } from './client.ts'

export type { Health, Trouble }

const REFRESH_MS = 15_000

export const healthQuery = queryOptions({
  queryKey: ['health'],
  refetchInterval: REFRESH_MS,
  retry: false,
  queryFn: ({ signal }) => call<Health>('GET', '/health', { signal }),
})

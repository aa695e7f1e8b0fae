/**
 * What the pages know of the server, kept for a short while. A read is tried again only where trying again can help:
 * a refusal stays one. Failures are shown by the page that asked.
 */
import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problem.ts'

const FRESH_MS = 10_000
const RETRIES_LIMIT = 2
const RETRY_LONGEST_MS = 8_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (failures, error) => failures < RETRIES_LIMIT && mayHelp(error),
      retryDelay: (failures) => Math.min(1_000 * 2 ** failures, RETRY_LONGEST_MS),
    },
    mutations: { retry: false },
  },
})

function mayHelp(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status === 503)
}

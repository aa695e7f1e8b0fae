/**
 * How often a merge is tried, and when again. Pure. What may go better next time (memory, disk, a crash) is given time
 * to; what fails again and again is given up, so that it does not keep the others from being merged for ever.
 */

/** Begun, and neither finished nor called off by a server that stopped. */
export const MERGE_ATTEMPTS_LIMIT = 5
const RETRY_SECONDS = [60, 300, 1800, 7200] as const

/** How long to wait after the attempt with this number, from 1; null: it was the last one. */
export function retryAfterSeconds(attempt: number): number | null {
  if (attempt >= MERGE_ATTEMPTS_LIMIT) return null
  return RETRY_SECONDS[attempt - 1] ?? RETRY_SECONDS.at(-1)!
}

/** What is shown of a recording whose merge failed; `message` is the end of a sentence. */
export function failureReason(attempt: number, message: string): string {
  const outcome =
    retryAfterSeconds(attempt) === null
      ? 'It was given up; it can be tried again by hand'
      : 'It is tried again by itself'
  return `The merge failed (attempt ${attempt} of ${MERGE_ATTEMPTS_LIMIT}): ${message}. ${outcome}.`
}

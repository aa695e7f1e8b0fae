/** When a mail that was not taken is tried again. Pure. */

const RETRY_AFTER_MINUTES = [1, 5, 15, 60, 180, 360, 720] as const

/** Seconds until the next try after `failures` of them; null: given up. */
export function retryAfterSeconds(failures: number): number | null {
  const minutes = RETRY_AFTER_MINUTES[failures - 1]
  return minutes === undefined ? null : minutes * 60
}

/** A meeting goes on for a while longer than planned. Pure. */
export const EXTENSION_MINUTES = 15

const MINUTE_MS = 60_000

/** The end, moved on by a quarter of an hour. */
export function extended(endTime: string): string {
  return new Date(Date.parse(endTime) + EXTENSION_MINUTES * MINUTE_MS).toISOString()
}

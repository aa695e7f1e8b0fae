/** How long to wait before the next attempt: longer each time, never long, and not all at once. */
const SHORTEST_MS = 500
const LONGEST_MS = 10_000

/** `attempt`: 0 for the first; `random`: 0 to 1. Between half and all of what doubles each time. */
export function backOffMs(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** attempt)
  return whole / 2 + (whole / 2) * random
}

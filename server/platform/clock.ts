/**
 * Time, passed in. Code that decides by time takes a `Clock` or a `now`, so that a test moves the clock instead
 * of sleeping.
 *
 * Two clocks count. A meeting's own times (closed at, joined at) are the process's. Leases, due times and windows
 * are the database's, because several processes must agree on them: statements take `$now`, which is null in
 * production, and say `coalesce($now, now())`.
 */
export interface Clock {
  now(): Date
  /** What statements take as `$now`: null leaves the time to the database. */
  databaseNow(): Date | null
}

export const systemClock: Clock = {
  now: () => new Date(),
  databaseNow: () => null,
}

/**
 * Divides a series before one of its occurrences, for "delete this and following" and "change this and following".
 *
 * What came before keeps the kind of its end where it can: of "ten times", split before the fourth, three stay and
 * seven follow. A series without such a count ends with the day before, as a person would put it. Deleted occurrences
 * count, as they do in the series itself.
 */
import { ENDS_AFTER_LIMIT_OCCURRENCES } from './check-recurring.ts'
import { countStartsBefore } from './occurrences.ts'
import type { Recurring, Series } from './recurring.ts'
import { localMidnight } from './time-zone.ts'

export interface SplitSeries {
  /** How the series goes on that ends before `start`; null where nothing comes before. */
  kept: Recurring | null
  /** How a series repeats whose first occurrence is the one at `start`; null where the series was over by then. */
  following: Recurring | null
}

/** `start`: an occurrence of the series, deleted or not. */
export function splitSeries(series: Series, start: Date): SplitSeries {
  const { recurring } = series
  if (start.getTime() <= series.startTime.getTime()) return { kept: null, following: recurring }
  if (recurring.endsType === 'after') {
    const before = countStartsBefore(series, start, ENDS_AFTER_LIMIT_OCCURRENCES)
    const after = recurring.endsAfter - before
    const following = after > 0 ? { ...recurring, endsAfter: after } : null
    return { kept: { ...recurring, endsAfter: before }, following }
  }
  const over = recurring.endsType === 'on' && start.getTime() > Date.parse(recurring.endsOn)
  const endsOn = new Date(localMidnight(start, series.timezone) - 1).toISOString()
  return { kept: { ...recurring, endsType: 'on', endsOn }, following: over ? null : recurring }
}

/**
 * Times as a clock on the wall shows them, in a time zone, from and to instants. Uses the browser's own time zone
 * data. Of a time that comes twice the first one is meant; one that is skipped is moved on by what was skipped.
 */
export interface WallTime {
  /** `2026-11-24`, as `<input type="date">` has it. */
  date: string
  /** `09:30` */
  time: string
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^(\d{2}):(\d{2})$/

export function wallTimeOf(instant: Date, timeZone: string): WallTime {
  const shifted = new Date(instant.getTime() + offsetMs(instant.getTime(), timeZone)).toISOString()
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 16) }
}

/** Null where it is no date or no time. */
export function instantOf({ date, time }: WallTime, timeZone: string): Date | null {
  const wall = readWall(date, time)
  if (wall === null || !isTimeZone(timeZone)) return null
  const before = wall - offsetMs(wall - DAY_MS, timeZone)
  const after = wall - offsetMs(wall + DAY_MS, timeZone)
  const shown = [before, after].filter((at) => at + offsetMs(at, timeZone) === wall)
  return new Date(shown.length > 0 ? Math.min(...shown) : before)
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

/** The next full half hour, from at least five minutes ahead: when a new meeting is likely to begin. */
export function likelyStart(now: Date): Date {
  const halfHour = 30 * MINUTE_MS
  return new Date(Math.ceil((now.getTime() + 5 * MINUTE_MS) / halfHour) * halfHour)
}

/** As if it were UTC, in milliseconds. */
function readWall(date: string, time: string): number | null {
  const [, year, month, day] = DATE.exec(date) ?? []
  const [, hour, minute] = TIME.exec(time) ?? []
  if (year === undefined || hour === undefined) return null
  const wall = new Date(`${year}-${month}-${day}T${hour}:${minute}:00.000Z`).getTime()
  // The thirtieth of February is no date.
  return Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== date ? null : wall
}

/** How far the clocks of the zone are ahead of UTC then. */
function offsetMs(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

/**
 * A moment, in the reader's zone and language. `zone` is where the thing itself takes place: where that differs, its
 * own time stands beside. The exact moment is in the tooltip and in `datetime`.
 */
import { useEffect, useState } from 'react'
import { locale } from '../i18n/index.ts'
import { localZone } from './local-zone.ts'

interface LocalTimeProps {
  at: string
  /**
   * date-time: day and minute; exact: to the millisecond; relative: how long ago, or until then; until: of something
   * that is to come, how long until then, and "now" once it is due.
   */
  format?: 'date-time' | 'exact' | 'relative' | 'until' | 'date'
  zone?: string
}

const MINUTE_MS = 60_000

export function LocalTime({ at, format = 'date-time', zone }: LocalTimeProps) {
  const now = useNow(format === 'relative' || format === 'until')
  const date = new Date(at)
  const here =
    format === 'relative'
      ? relative(date, now)
      : format === 'until'
        ? relative(date, Math.min(now, date.getTime()))
        : absolute(date, format)
  const there = zone && zone !== localZone() ? ` (${absolute(date, 'date-time', zone)}, ${zone})` : ''
  return (
    <time dateTime={at} title={absolute(date, 'exact')}>
      {here}
      {there}
    </time>
  )
}

const formats = {
  date: { dateStyle: 'medium' },
  'date-time': { dateStyle: 'medium', timeStyle: 'short' },
  exact: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export function absolute(date: Date, format: keyof typeof formats = 'date-time', timeZone?: string): string {
  return new Intl.DateTimeFormat(locale(), { ...formats[format], ...(timeZone && { timeZone }) }).format(date)
}

const units: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

export function relative(date: Date, now: number): string {
  const seconds = Math.round((date.getTime() - now) / 1000)
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' })
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  return format.format(Math.trunc(seconds / size), unit)
}

/** Renders again every so often, so that "3 minutes ago" stays true. */
function useNow(isWanted: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isWanted) return
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 4)
    return () => clearInterval(timer)
  }, [isWanted])
  return now
}

/**
 * How a series repeats, in a sentence: "Every 2 weeks on Tuesday, until 31 March 2027". Weekday and day of the month
 * follow from the start in the meeting's time zone.
 */
import type { TFunction } from 'i18next'
import type { Recurring } from '../../api/meetings.ts'

interface Series {
  recurring: Pick<
    Recurring,
    'frequencyType' | 'frequency' | 'monthlyPattern' | 'endsType' | 'endsOn' | 'endsAfter'
  >
  start: Date
  timeZone: string
}

const DAYS_OF_WEEK = 7
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'] as const
const LAST_DAY_OF_EVERY_MONTH = 28

/** Null where it does not repeat. */
export function recurrenceWords(series: Series, t: TFunction, locale: string): string | null {
  const rhythm = rhythmWords(series, t, locale)
  if (rhythm === null) return null
  const { endsType, endsOn, endsAfter } = series.recurring
  if (endsType === 'on') {
    const date = dateWords(new Date(endsOn), series.timeZone, locale)
    return t('meetings.repeats.until', { rhythm, date })
  }
  if (endsType === 'after') return t('meetings.repeats.times', { rhythm, count: endsAfter })
  return rhythm
}

function rhythmWords({ recurring, start, timeZone }: Series, t: TFunction, locale: string): string | null {
  const count = recurring.frequency ?? 1
  const { weekday, day } = dayOf(start, timeZone, locale)
  switch (recurring.frequencyType) {
    case '':
      return null
    case 'daily':
      return t('meetings.repeats.daily', { count })
    case 'weekly':
      return t('meetings.repeats.weekly', { count, weekday })
    case 'monthly':
      return recurring.monthlyPattern === 'dayOfWeek'
        ? monthlyByWeekday(count, day, weekday, t)
        : monthlyByDate(count, day, t)
    case 'yearly': {
      const date = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long' }).format(start)
      return t('meetings.repeats.yearly', { count, date })
    }
  }
}

function monthlyByDate(count: number, day: number, t: TFunction): string {
  const words = t('meetings.repeats.monthlyByDate', { count, day })
  return day > LAST_DAY_OF_EVERY_MONTH ? t('meetings.repeats.whereThere', { rhythm: words }) : words
}

function monthlyByWeekday(count: number, day: number, weekday: string, t: TFunction): string {
  const nth = t(`meetings.repeats.nth.${ordinals[Math.ceil(day / DAYS_OF_WEEK) - 1] ?? 'fifth'}`)
  const words = t('meetings.repeats.monthlyByWeekday', { count, nth, weekday })
  return day > LAST_DAY_OF_EVERY_MONTH ? t('meetings.repeats.whereThere', { rhythm: words }) : words
}

function dayOf(start: Date, timeZone: string, locale: string): { weekday: string; day: number } {
  const day = new Intl.DateTimeFormat('en', { timeZone, day: 'numeric' }).format(start)
  return {
    weekday: new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' }).format(start),
    day: Number(day),
  }
}

export function dateWords(date: Date, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }).format(date)
}

/** Lengths of time in people's units: 5400 s is "1 h 30 min". At most two units, since more is never read. */
import { locale } from '../i18n/index.ts'

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

export function durationWords(seconds: number): string {
  const parts: string[] = []
  let rest = Math.round(seconds)
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(inUnit(count, unit))
    if (parts.length === 2) break
  }
  return parts.join(' ') || inUnit(0, 'second')
}

/** The times of a call: milliseconds below a second, then seconds. */
export function millisecondWords(ms: number): string {
  if (ms < 1_000) return inUnit(Math.round(ms * 10) / 10, 'millisecond')
  return inUnit(Math.round(ms / 100) / 10, 'second')
}

function inUnit(count: number, unit: string): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(count)
}

/**
 * Attendance as CSV, for spreadsheets: a row for each stay, and one for each person who was invited and did not come.
 * Pure.
 *
 * - RFC 4180: every field in quotes, lines end in CR LF. It begins with a byte order mark, since without one Excel takes
 *   UTF-8 for the code page of the computer and breaks names; others skip it.
 * - People choose their names themselves. What a spreadsheet would take for a formula has an apostrophe before it, so
 *   that it stays text.
 * - Times are UTC (ISO 8601), and seconds are whole: that is what spreadsheets can reckon with.
 */
import type { MeetingSummary } from '../../receiver/src/contract/payload-types.ts'

export interface Invitee {
  name: string
  email: string
}

const BYTE_ORDER_MARK = '\uFEFF'
const FORMULA = /^[\s]*[=+\-@\t\r]/

export function attendanceCsv(
  participants: MeetingSummary['participants'],
  absent: readonly Invitee[],
): string {
  const stays = participants.flatMap(({ name, durations }) =>
    pairs(durations).map(([joined, left]) => [
      name,
      '',
      'present',
      new Date(joined).toISOString(),
      new Date(left).toISOString(),
      String(Math.round((left - joined) / 1000)),
    ]),
  )
  const missing = absent.map(({ name, email }) => [name, email, 'absent', '', '', '0'])
  const rows = [['name', 'email', 'status', 'joined', 'left', 'seconds'], ...stays, ...missing]
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

const field = (text: string) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** `joined` and `left` come in turn. */
function pairs(durations: MeetingSummary['participants'][number]['durations']): [number, number][] {
  return durations.flatMap(({ action, timestamp }, n): [number, number][] => {
    const next = durations[n + 1]
    return action === 'joined' && next !== undefined ? [[timestamp, next.timestamp]] : []
  })
}

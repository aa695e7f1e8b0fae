import { expect, test } from 'vitest'
import { attendanceCsv } from './attendance-csv.ts'

const info = {
  browserVersion: '',
  browserName: '',
  osName: '',
  osVersion: '',
  platformType: '',
  platformVendor: '',
}
const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)

test('a row for each stay, and for who was invited and did not come, which spreadsheets take as text', () => {
  const durations = [
    { action: 'joined' as const, timestamp: at('09:00:00') },
    { action: 'left' as const, timestamp: at('09:10:00') },
    { action: 'joined' as const, timestamp: at('09:20:00') },
    { action: 'left' as const, timestamp: at('09:20:30') },
  ]
  const csv = attendanceCsv(
    [{ name: 'Zoë "Z" Müller', info, durations }],
    [{ name: '=HYPERLINK("http://x")', email: '@evil.example' }],
  )
  expect(csv).toBe(
    [
      '\uFEFF"name","email","status","joined","left","seconds"',
      '"Zoë ""Z"" Müller","","present","2026-11-24T09:00:00.000Z","2026-11-24T09:10:00.000Z","600"',
      '"Zoë ""Z"" Müller","","present","2026-11-24T09:20:00.000Z","2026-11-24T09:20:30.000Z","30"',
      `"'=HYPERLINK(""http://x"")","'@evil.example","absent","","","0"`,
      '',
    ].join('\r\n'),
  )
})

test.each(['=1', '+1', '-1', '@a', ' =1', '\t=1'])('%j is no formula', (name) => {
  expect(attendanceCsv([], [{ name, email: '' }]).split('\r\n')[1]).toMatch(/^"'/)
})

import { expect, test } from 'vitest'
import type { WarningCode } from '../platform/database/tables.ts'
import { composeWarning, type WarningMail } from './mail-warning.ts'
import { english } from './warning-words-en.ts'

const CODES = Object.keys(english.subject) as WarningCode[]
const LANGUAGES = ['en', 'de-CH', 'fr', 'it']

function warning(more: Partial<WarningMail> = {}): WarningMail {
  return {
    code: 'breaker-open',
    detail: 'Calls are kept: The receiver answered 500.',
    since: new Date('2026-11-24T10:00:00Z'),
    deadline: null,
    timezone: 'Europe/Zurich',
    webHook: { name: 'Ledger', event: 'onMeetingClosed', origin: 'https://receiver.example' },
    url: 'https://meet.example/system/web-hooks/1',
    recipient: { name: 'Ada', email: 'ada@example.com', language: 'en' },
    branding: { name: 'Meetings', fromName: 'Meetings' },
    ...more,
  }
}

test('says what happened, to what, since when, and where it is settled', () => {
  const { subject, text, to, calendar } = composeWarning(warning())
  expect([subject, to.email, calendar]).toEqual(['Web hook Ledger: its calls fail', 'ada@example.com', null])
  for (const said of [
    'Hello Ada',
    'Web hook: Ledger (onMeetingClosed)',
    'Endpoint: https://receiver.example',
    'Since: 24 November 2026 at 11:00 (Europe/Zurich)',
    'Details: Calls are kept: The receiver answered 500.',
    'Open the web hook: https://meet.example/system/web-hooks/1',
  ]) {
    expect(text).toContain(said)
  }
})

test('where something is about to happen, it says when', () => {
  const deadline = new Date('2026-12-01T08:30:00Z')
  const { text } = composeWarning(warning({ code: 'certificate-expires', deadline }))
  expect(text).toContain('On: 1 December 2026 at 09:30 (Europe/Zurich)')
  expect(text).not.toContain('Since:')
})

test.each(LANGUAGES)('every warning has its own words in %s', (language) => {
  const recipient = { name: 'Ada', email: 'ada@example.com', language }
  const mails = CODES.map((code) => composeWarning(warning({ code, recipient })))
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(CODES.length)
  expect(new Set(mails.map(({ text }) => text.split('\n\n')[1])).size).toBe(CODES.length)
  for (const { subject, html } of mails) {
    expect(subject).toContain('Ledger')
    expect(html).toContain(`lang="${language === 'en' ? 'en-GB' : language.slice(0, 2)}"`)
  }
})

test('a web hook without a name goes by the hook that it serves', () => {
  const webHook = { name: null, event: 'onMeetingClosed', origin: 'https://receiver.example' }
  const { subject } = composeWarning(warning({ webHook }))
  expect(subject).toBe('Web hook onMeetingClosed: its calls fail')
})

test('no name and no answer of a receiver becomes markup or a header', () => {
  const webHook = {
    name: 'a\r\nBcc: b@example.com<b>',
    event: 'onMeetingClosed',
    origin: 'https://receiver.example',
  }
  const { subject, html } = composeWarning(warning({ webHook, detail: '<script>alert(1)</script>' }))
  expect(subject).not.toMatch(/[\r\n]/)
  expect(html).not.toMatch(/<script>|<b>/)
})

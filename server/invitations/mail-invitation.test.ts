import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Invitation } from './mail-invitation.ts'
import { composeInvitation } from './mail-invitation.ts'

const invitation: Invitation = {
  kind: 'invitation',
  meeting: {
    topic: 'Board meeting',
    agenda: 'Budget\nOutlook',
    startTime: new Date('2027-03-23T09:00:00.000Z'),
    endTime: new Date('2027-03-23T10:30:00.000Z'),
    timezone: 'Europe/Zurich',
    meetingId: '9974-7653-8886-0485',
    joinUrl: 'https://meet.example.com/join/9974-7653-8886-0485?a=1&b=2',
    isRecurring: false,
    organizer: { name: 'Zoë Müller', email: 'zoe@example.com' },
  },
  recipient: { name: 'Ben', email: 'ben@example.com', language: 'en' },
  branding: { name: 'Example Meetings', color: '#ffd400', fromName: 'Example' },
  calendar: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
}

const compose = (changes: Partial<Invitation> = {}) => composeInvitation({ ...invitation, ...changes })
const inLanguage = (language: string, changes: Partial<Invitation> = {}) =>
  compose({ ...changes, recipient: { ...invitation.recipient, language } })

test('an invitation says who, what, when, where, and carries the calendar object', () => {
  const mail = compose()
  expect(mail).toMatchObject({
    fromName: 'Example',
    to: { name: 'Ben', email: 'ben@example.com' },
    replyTo: { name: 'Zoë Müller', email: 'zoe@example.com' },
    subject: 'Invitation: Board meeting',
    calendar: { method: 'REQUEST', content: invitation.calendar },
  })
  expect(mail.text).toBe(`Board meeting

Hello Ben

Zoë Müller invites you to an online meeting.

When: Tuesday, 23 March 2027, 10:00–11:30 (Europe/Zurich)
Meeting number: 9974-7653-8886-0485
Organizer: Zoë Müller
Agenda: Budget
Outlook

Join the meeting: https://meet.example.com/join/9974-7653-8886-0485?a=1&b=2

The attached calendar file puts the meeting into your calendar.

Example Meetings
`)
  expect(mail.html).toContain('href="https://meet.example.com/join/9974-7653-8886-0485?a=1&amp;b=2"')
  expect(mail.html).toContain('background:#ffd400;color:#000000')
})

test('an update and a cancellation say so, and a cancellation leads nowhere', () => {
  expect(compose({ kind: 'update' })).toMatchObject({
    subject: 'Updated: Board meeting',
    calendar: { method: 'REQUEST' },
  })
  const cancelled = compose({ kind: 'cancellation' })
  expect(cancelled).toMatchObject({ subject: 'Cancelled: Board meeting', calendar: { method: 'CANCEL' } })
  expect(cancelled.text).toContain('has cancelled this meeting')
  expect(cancelled.text + cancelled.html).not.toContain('/join/')
})

describe('the language', () => {
  test.each([
    ['de', 'Einladung: Board meeting', 'Dienstag, 23. März 2027'],
    ['de-CH', 'Einladung: Board meeting', 'Dienstag, 23. März 2027'],
    ['fr', 'Invitation : Board meeting', 'mardi 23 mars 2027'],
    ['it_CH', 'Invito: Board meeting', 'martedì 23 marzo 2027'],
    ['ja', 'Invitation: Board meeting', 'Tuesday, 23 March 2027'],
    ['', 'Invitation: Board meeting', 'Tuesday, 23 March 2027'],
    ['constructor', 'Invitation: Board meeting', 'Tuesday, 23 March 2027'],
  ])('%j', (language, subject, date) => {
    const mail = inLanguage(language)
    expect(mail.subject).toBe(subject)
    expect(mail.text).toContain(date)
    expect(mail.html).toContain(date)
  })

  test('every catalogue tells the three kinds apart, with and without names', () => {
    const organizer = { name: '', email: '' }
    for (const language of ['en', 'de', 'fr', 'it']) {
      const kinds = (['invitation', 'update', 'cancellation'] as const).map((kind) =>
        inLanguage(language, { kind }),
      )
      expect(new Set(kinds.map((mail) => mail.subject)).size).toBe(3)
      expect(new Set(kinds.map((mail) => mail.text)).size).toBe(3)
      const nameless = inLanguage(language, { meeting: { ...invitation.meeting, organizer } })
      expect(nameless.replyTo).toBeNull()
      expect(nameless.text).not.toMatch(/undefined|Zoë/)
    }
  })
})

test('a series says that it repeats, and a meeting over midnight names both days', () => {
  const endTime = new Date('2027-03-24T01:00:00.000Z')
  const { text } = compose({ meeting: { ...invitation.meeting, isRecurring: true, endTime } })
  expect(text).toContain('This meeting repeats')
  expect(text).toMatch(/23 March 2027.*10:00.*24 March 2027.*02:00/)
})

describe('whatever people type', () => {
  test('stays one line where there is one', () => {
    const meeting = { ...invitation.meeting, topic: 'Board\r\nBcc: eve@example.com\u0000' }
    expect(compose({ meeting }).subject).toBe('Invitation: Board Bcc: eve@example.com')
    const long = compose({ meeting: { ...invitation.meeting, topic: '🎉'.repeat(300) } }).subject
    expect(long).toBe(`Invitation: ${'🎉'.repeat(68)}…`)
  })

  test('becomes no markup', () => {
    const tags = (html: string) => html.match(/[<>]/g)!.length
    const quotes = (html: string) => html.match(/["']/g)!.length
    const plain = compose().html
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('<script>', '"', "'", '>', '&', ' onclick=')).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(nasty, nasty, nasty, (topic, agenda, name) => {
        const meeting = {
          ...invitation.meeting,
          topic,
          agenda: `${agenda}.`,
          organizer: { name: `${name}.`, email: 'zoe@example.com' },
        }
        const recipient = { ...invitation.recipient, name }
        const { html } = compose({ meeting, recipient, branding: { ...invitation.branding, name: topic } })
        expect(tags(html)).toBe(tags(plain))
        expect(quotes(html)).toBe(quotes(plain))
      }),
    )
  })

  test('links lead to the web only, and colours are colours', () => {
    const { html } = compose({
      meeting: { ...invitation.meeting, joinUrl: 'javascript:alert(1)' },
      branding: { ...invitation.branding, logoUrl: 'javascript:alert(2)', color: 'red;x:url(//evil)' },
    })
    expect(html).not.toMatch(/(href|src)="javascript/)
    expect(html).not.toContain('evil')
  })

  test('the logo stands in for the name', () => {
    const logoUrl = 'https://meet.example.com/logo.png?"x'
    const { html } = compose({ branding: { ...invitation.branding, logoUrl } })
    expect(html).toContain('<img src="https://meet.example.com/logo.png?&quot;x" alt="Example Meetings"')
  })
})

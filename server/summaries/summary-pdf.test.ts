import { expect, test } from 'vitest'
import { makePng } from '../../test/support/make-png.ts'
import { describeWhen, renderSummaryPdf, type SummaryDocument } from './summary-pdf.ts'

const info = {
  browserVersion: '',
  browserName: '',
  osName: '',
  osVersion: '',
  platformType: '',
  platformVendor: '',
}

function document(change: Partial<SummaryDocument> = {}): SummaryDocument {
  return {
    summary: { participants: [], agenda: '', minutes: '', meetingQuestions: [] },
    topic: 'Vorstandssitzung: Zürcher Überlandbahn',
    meetingNumber: '9974-7653-8886-0485',
    startTime: new Date('2026-11-24T09:00:00.000Z'),
    closedAt: new Date('2026-11-24T10:00:00.000Z'),
    timezone: 'Europe/Zurich',
    language: 'de-CH',
    productName: 'simplex Meeting',
    color: '#1f6feb',
    ...change,
  }
}

const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

test('is a complete PDF, with its fonts inside', async () => {
  const pdf = await renderSummaryPdf(document())
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.subarray(-6).toString().trim()).toBe('%%EOF')
  expect(pages(pdf)).toBe(1)
  expect(pdf.toString('latin1')).toContain('/FontFile2')
})

test('many people and long minutes go over several pages', async () => {
  const participants = Array.from({ length: 200 }, (_, index) => ({
    name: `Jürg Müßigmann ${index}`,
    info,
    durations: [
      { action: 'joined' as const, timestamp: Date.parse('2026-11-24T09:00:00.000Z') },
      { action: 'left' as const, timestamp: Date.parse('2026-11-24T10:00:00.000Z') },
    ],
  }))
  const minutes = 'Beschlossen: äöü ÄÖÜ ß éèà ç.\n'.repeat(300)
  const pdf = await renderSummaryPdf(
    document({ summary: { participants, agenda: '1. Begrüssung', minutes, meetingQuestions: [] } }),
  )
  expect(pages(pdf)).toBeGreaterThan(8)
})

test.each([
  ['closed before its start', { closedAt: new Date('2026-11-24T08:50:00.000Z') }],
  ['a language that we do not speak', { language: 'rm-CH' }],
  ['letters that the font does not have', { topic: '会议 👋' }],
  [
    'who was absent, and a recording',
    {
      absent: ['Alan', 'Grace'],
      recording: {
        url: 'http://localhost/api/v1/recordings/x/file?token=y',
        beganAt: new Date('2026-11-24T09:00:05.000Z'),
        endedAt: new Date('2026-11-24T09:55:00.000Z'),
        chapters: [{ startMs: 0, kind: 'joined', names: ['Ada'] }],
      },
    },
  ],
  ['a meeting over midnight', { closedAt: new Date('2026-11-25T03:00:00.000Z') }],
])('renders %s', async (_what, change) => {
  expect(pages(await renderSummaryPdf(document(change)))).toBe(1)
})

test('the logo stands on every page, and is in the file once', async () => {
  const minutes = 'Beschlossen.\n'.repeat(200)
  const summary = { participants: [], agenda: '', minutes, meetingQuestions: [] }
  const pdf = await renderSummaryPdf(document({ summary, logo: makePng() }))
  expect(pages(pdf)).toBeGreaterThan(2)
  // A picture with transparency is two: its colours, and its opacity.
  expect(pdf.toString('latin1').match(/\/Subtype \/Image\b/g)).toHaveLength(2)
  const without = await renderSummaryPdf(document({ summary }))
  expect(without.toString('latin1')).not.toContain('/Subtype /Image')
})

test('questions and their answers are in it', async () => {
  const meetingQuestions = Array.from({ length: 60 }, (_, index) => ({
    question: `Was kostet Punkt ${index}?`,
    askedBy: 'Grace Okafor',
    answers: ['Nichts.', 'Fast nichts.'],
  }))
  const summary = { participants: [], agenda: '', minutes: '', meetingQuestions }
  expect(pages(await renderSummaryPdf(document({ summary })))).toBeGreaterThan(3)
})

test.each([
  ['en', /^Tuesday,? 24 November 2026.* 10:00/],
  ['de', /^Dienstag, 24\. November 2026.* 10:00/],
])('in %s times are written as on pages and in mails', (language, written) => {
  expect(describeWhen(document({ language }))).toMatch(written)
})

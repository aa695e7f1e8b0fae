import { afterEach, expect, test } from 'vitest'
import { createPdfDrawer, type PdfDrawer, type PdfLimits } from './pdf-drawer.ts'
import type { SummaryDocument } from './summary-pdf.ts'

const MINUTES_MAX_LENGTH = 200_000

const drawers: PdfDrawer[] = []
afterEach(async () => {
  await Promise.all(drawers.splice(0).map((drawer) => drawer.stop()))
})

function drawer(limits: Partial<PdfLimits> = {}): PdfDrawer {
  const made = createPdfDrawer(limits)
  drawers.push(made)
  return made
}

function document(minutes: string): SummaryDocument {
  return {
    summary: { participants: [], agenda: '', minutes, meetingQuestions: [] },
    topic: 'Board',
    meetingNumber: '9974-7653-8886-0485',
    startTime: new Date('2026-11-24T09:00:00.000Z'),
    closedAt: new Date('2026-11-24T10:00:00.000Z'),
    timezone: 'Europe/Zurich',
    language: 'en',
    productName: 'simplex Meeting',
    color: '#1f6feb',
  }
}

test('as many letters as minutes may have, without a blank, are drawn, and the process goes on meanwhile', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 10)
  const pdf = await drawer().draw(document('x'.repeat(MINUTES_MAX_LENGTH)))
  clearInterval(timer)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(turns).toBeGreaterThan(20)
})

test('the same summary is drawn once; with other minutes again', async () => {
  const pdfs = drawer()
  const [first, second] = await Promise.all([pdfs.draw(document('A')), pdfs.draw(document('A'))])
  expect(second).toBe(first)
  expect(await pdfs.draw(document('A'))).toBe(first)
  expect(await pdfs.draw(document('B'))).not.toBe(first)
})

test('what takes longer than it may ends, and the next one is drawn', async () => {
  const pdfs = drawer({ timeoutMs: 1 })
  await expect(pdfs.draw(document('A'))).rejects.toMatchObject({ code: 'pdf-too-large' })
  expect((await drawer().draw(document('A'))).length).toBeGreaterThan(1_000)
})

test('what needs more memory than it may have ends without the process', async () => {
  const pdfs = drawer({ memoryMebibytes: 40 })
  const minutes = 'One two three. '.repeat((4 * MINUTES_MAX_LENGTH) / 15)
  await expect(pdfs.draw(document(minutes))).rejects.toMatchObject({ code: 'pdf-too-large' })
})

test('not more than a few wait', async () => {
  const pdfs = drawer({ queueLength: 1 })
  const drawn = [pdfs.draw(document('A')), pdfs.draw(document('B'))]
  expect(() => pdfs.draw(document('C'))).toThrow(expect.objectContaining({ code: 'too-many-requests' }))
  expect(await Promise.all(drawn)).toHaveLength(2)
})

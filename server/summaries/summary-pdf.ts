/**
 * The summary as a PDF: what, when, who was there when (with a bar for each stay), agenda and minutes. Drawn from
 * what is stored at that moment, so that it shows the minutes of the moment; with the fonts of the PDF library itself,
 * and without any network: it can be made where nothing can be reached.
 */
import { fileURLToPath } from 'node:url'
import { openSync, type Font } from 'fontkit'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { MeetingSummary } from '../../receiver/src/contract/payload-types.ts'
import { atInstant } from '../calendar/time-zone.ts'
import { bars, presentMs, ticks, timeAxis, type TimeAxis } from './attendance-chart.ts'
import { pdfWords, type PdfWords } from './pdf-words.ts'
import { printableText } from './printable-text.ts'

export interface SummaryDocument {
  summary: Pick<MeetingSummary, 'participants' | 'agenda' | 'minutes' | 'meetingQuestions'>
  topic: string
  /** The number that people typed to join. */
  meetingNumber: string
  startTime: Date
  closedAt: Date
  timezone: string
  language: string
  productName: string
  /** `#rrggbb` */
  color: string
  /** PNG or JPEG that can be printed (accounts/printable-image). */
  logo?: Buffer | null
  /** Whether the name stands beside the logo, too. */
  nameBesideLogo?: boolean
  /** Who was invited and did not come. */
  absent?: string[]
  recording?: PrintedRecording | null
}

interface PrintedRecording {
  url: string
  beganAt: Date | null
  endedAt: Date | null
  chapters: { startMs: number; kind: string; names: string[] }[]
}

const PAGE_MARGIN = 48
const NAME_WIDTH = 150
const TIME_WIDTH = 62
const CHART_WIDTH = 267
const LOGO_BOX: [width: number, height: number] = [160, 24]
const BAR_HEIGHT = 10
const TICK_LABEL_WIDTH = 40
const JPEG_FIRST_BYTE = 0xff
const GREY = '#667085'
const PALE = '#eef1f5'
const LINE = '#d0d5dd'
const INK = '#1d2939'
const LINK = '#175cd3'
const CHAPTERS_PRINTED_LIMIT = 50

type Margins = [number, number, number, number]

const FONTS = {
  Roboto: {
    normal: fontFile('Roboto-Regular.ttf'),
    bold: fontFile('Roboto-Medium.ttf'),
    italics: fontFile('Roboto-Italic.ttf'),
    bolditalics: fontFile('Roboto-MediumItalic.ttf'),
  },
}

const font = openSync(FONTS.Roboto.normal) as Font

pdfmake.setFonts(FONTS)
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => Object.values(FONTS.Roboto).includes(path))

export async function renderSummaryPdf(document: SummaryDocument): Promise<Buffer> {
  const { header, footer, content, ...rest } = define(document)
  return pdfmake.createPdf({ ...rest, ...printable({ header, footer, content }) }).getBuffer()
}

/** Every text of it as the fonts can print it, also what header and footer make of a page's number. */
function printable<Part>(part: Part): Part {
  if (typeof part === 'function') {
    return ((...page: unknown[]) => printable((part as (...page: unknown[]) => unknown)(...page))) as Part
  }
  if (Array.isArray(part)) return part.map((each: unknown) => printable(each)) as Part
  if (typeof part !== 'object' || part === null) return part
  const entries = Object.entries(part).map(([key, value]): [string, unknown] => [
    key,
    key === 'text' && typeof value === 'string' ? printableText(value, hasGlyph) : printable(value),
  ])
  return Object.fromEntries(entries) as Part
}

function hasGlyph(codePoint: number): boolean {
  return font.hasGlyphForCodePoint(codePoint)
}

function define(document: SummaryDocument): TDocumentDefinitions {
  const { summary, topic, productName, color, language, closedAt } = document
  const words = pdfWords(language)
  return {
    pageSize: 'A4',
    pageMargins: [PAGE_MARGIN, 72, PAGE_MARGIN, 60],
    language,
    info: { title: topic, author: productName, creator: productName, creationDate: closedAt },
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.25, color: INK },
    styles: {
      heading: { fontSize: 13, bold: true, color, margin: [0, 20, 0, 6] },
      quiet: { color: GREY },
      label: { fontSize: 8, color: GREY },
    },
    images: pictures(document.logo),
    header: () => brandLine(document),
    footer: (page, pages) => ({
      text: words.page(page, pages),
      style: 'label',
      alignment: 'right',
      margin: [PAGE_MARGIN, 24, PAGE_MARGIN, 0],
    }),
    content: [
      { text: words.title, style: 'quiet' },
      { text: topic, fontSize: 20, bold: true, lineHeight: 1.1, margin: [0, 2, 0, 4] },
      { text: describeWhen(document), style: 'quiet' },
      { text: words.attendance, style: 'heading' },
      summary.participants.length > 0
        ? attendanceTable(document, words)
        : { text: words.nobodyCame, style: 'quiet' },
      ...(document.absent?.length
        ? [
            {
              text: `${words.absent}: ${document.absent.join(', ')}`,
              style: 'quiet',
              margin: [0, 6, 0, 0] as Margins,
            },
          ]
        : []),
      ...recordingLines(document, words),
      ...(summary.agenda === '' ? [] : [{ text: words.agenda, style: 'heading' }, prose(summary.agenda)]),
      ...questionsAndAnswers(summary.meetingQuestions, words),
      { text: words.minutes, style: 'heading' },
      summary.minutes === '' ? { text: words.noMinutes, style: 'quiet' } : prose(summary.minutes),
    ],
  }
}

function brandLine({ productName, color, logo, nameBesideLogo = true }: SummaryDocument): Content {
  const name: Content = { text: productName, bold: true, color, fontSize: 11 }
  return {
    margin: [PAGE_MARGIN, logo ? 16 : 28, PAGE_MARGIN, 0],
    stack: [
      logo ? { columns: brandParts(nameBesideLogo ? name : null), columnGap: 10 } : name,
      { canvas: [{ type: 'rect', x: 0, y: 3, w: NAME_WIDTH + TIME_WIDTH + CHART_WIDTH + 20, h: 2, color }] },
    ],
  }
}

/** The name at half the height of the logo. */
function brandParts(name: Content | null): Content[] {
  const picture = { width: 'auto', stack: [{ image: 'logo', fit: LOGO_BOX }] }
  return name ? [picture, { stack: [name], margin: [0, 6, 0, 0] }] : [picture]
}

/** Named once, so that a document of many pages holds it once. */
function pictures(logo: Buffer | null | undefined): Record<string, string> {
  if (!logo) return {}
  const type = logo[0] === JPEG_FIRST_BYTE ? 'jpeg' : 'png'
  return { logo: `data:image/${type};base64,${logo.toString('base64')}` }
}

/** From when to when there is a recording, where it is, and where in it something begins. */
function recordingLines({ recording, language, timezone }: SummaryDocument, words: PdfWords): Content[] {
  if (!recording) return []
  const { url, beganAt, endedAt, chapters } = recording
  const when = new Intl.DateTimeFormat(pdfWords(language).locale, { timeStyle: 'medium', timeZone: timezone })
  return [
    { text: words.recording, style: 'heading' },
    ...(beganAt && endedAt ? [{ text: when.formatRange(beganAt, endedAt) }] : []),
    { text: words.watch, link: url, color: LINK, decoration: 'underline' as const },
    ...chapters.slice(0, CHAPTERS_PRINTED_LIMIT).flatMap(({ startMs, kind, names }) => {
      const what = kind === 'joined' ? names.join(', ') : words.chapter(kind, names.join(', '))
      return [{ text: `${clock(startMs)}  ${what}`, style: 'quiet' }]
    }),
  ]
}

function clock(ms: number): string {
  const [h, m, s] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(Math.floor)
  return `${h}:${String(m).padStart(2, '0')}:${String(s).padStart(2, '0')}`
}

function questionsAndAnswers(questions: MeetingSummary['meetingQuestions'], words: PdfWords): Content[] {
  if (questions.length === 0) return []
  return [
    { text: words.questions, style: 'heading' },
    ...questions.map(({ question, askedBy, answers }) => ({
      stack: [
        { text: question, bold: true },
        { text: words.askedBy(askedBy), style: 'label' },
        ...answers.map((answer) => ({
          text: answer,
          margin: [12, 2, 0, 0] as [number, number, number, number],
        })),
      ],
      margin: [0, 0, 0, 8] as [number, number, number, number],
    })),
  ]
}

/** As pages and mails of the language write it. */
export function describeWhen({
  startTime,
  closedAt,
  timezone,
  language,
  meetingNumber,
}: SummaryDocument): string {
  const when = new Intl.DateTimeFormat(pdfWords(language).locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: timezone,
  })
  return `${when.formatRange(startTime, closedAt < startTime ? startTime : closedAt)} (${timezone}) · ${meetingNumber}`
}

function attendanceTable(document: SummaryDocument, words: PdfWords): Content {
  const { summary, startTime, closedAt } = document
  const attendances = summary.participants.map(({ durations }) => durations)
  const axis = timeAxis(startTime, closedAt, attendances, CHART_WIDTH)
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [NAME_WIDTH, TIME_WIDTH, CHART_WIDTH],
      body: [
        [
          { text: words.name, style: 'label' },
          { text: words.time, style: 'label', alignment: 'right' },
          axisLabels(document, axis),
        ],
        ...summary.participants.map(({ name, durations }) => [
          { text: name },
          { text: describeDuration(presentMs(durations)), alignment: 'right' as const },
          chart(document, axis, durations),
        ]),
      ],
    },
    layout: {
      hLineWidth: (line) => (line === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => LINE,
      paddingLeft: (column) => (column === 0 ? 0 : 10),
      paddingRight: () => 0,
      paddingTop: () => 5,
      paddingBottom: () => 3,
    },
  }
}

function axisLabels(document: SummaryDocument, axis: TimeAxis): Content {
  const clock = new Intl.DateTimeFormat(pdfWords(document.language).locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: document.timezone,
  })
  const labels = ticks(axis, utcOffsetMs(document)).map(({ x, timeMs }) => ({
    columns: [
      { text: clock.format(timeMs), width: TICK_LABEL_WIDTH, style: 'label', alignment: 'center' as const },
    ],
    relativePosition: { x: clampLabel(x - TICK_LABEL_WIDTH / 2), y: 0 },
  }))
  // What is placed relatively takes no room of its own.
  return { stack: [...labels, { text: ' ', style: 'label' }] }
}

function chart(
  document: SummaryDocument,
  axis: TimeAxis,
  durations: MeetingSummary['participants'][number]['durations'],
): Content {
  const grid = ticks(axis, utcOffsetMs(document)).map(({ x }) => ({
    type: 'line' as const,
    x1: x,
    x2: x,
    y1: 0,
    y2: BAR_HEIGHT,
    lineWidth: 0.5,
    lineColor: LINE,
  }))
  const stays = bars(durations, axis).map(({ x, width }) => ({
    type: 'rect' as const,
    x,
    y: 0,
    w: width,
    h: BAR_HEIGHT,
    color: document.color,
  }))
  const background = { type: 'rect' as const, x: 0, y: 0, w: CHART_WIDTH, h: BAR_HEIGHT, color: PALE }
  return { canvas: [background, ...grid, ...stays], margin: [0, 1, 0, 0] }
}

/** `1:05` hours, or `0:12`. */
function describeDuration(durationMs: number): string {
  const minutes = Math.round(durationMs / 60_000)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function prose(text: string): Content {
  return { text, preserveLeadingSpaces: true }
}

function clampLabel(x: number): number {
  return Math.min(Math.max(x, -TICK_LABEL_WIDTH / 4), CHART_WIDTH - (TICK_LABEL_WIDTH * 3) / 4)
}

function utcOffsetMs({ startTime, timezone }: SummaryDocument): number {
  return atInstant(startTime, timezone).offsetNanoseconds / 1e6
}

function fontFile(name: string): string {
  return fileURLToPath(import.meta.resolve(`pdfmake/fonts/Roboto/${name}`))
}

/**
 * The charts of `docs/benchmarks.md`: panels of bars, as an SVG that reads on light and on dark pages and needs no
 * script, no font and no library.
 */
import type { Summary } from './report.ts'

const WIDTH = 860
const LABEL_WIDTH = 190
const BAR_HEIGHT = 18
const ROW_HEIGHT = 28
const TITLE_HEIGHT = 40
const VALUE_WIDTH = 90
export const COLORS = { ours: '#1f6feb', others: '#8b949e', database: '#d29922', text: '#6e7781' } as const

interface Part {
  value: number
  color: string
}

interface Bar {
  label: string
  parts: Part[]
  value: string
}

export interface Panel {
  title: string
  bars: Bar[]
}

/** Deliveries per second, and processor time a delivery. */
export function chart(summaries: Summary[], ours: string): string {
  const color = (name: string) => (name.startsWith(ours) ? COLORS.ours : COLORS.others)
  const speed = summaries.map((summary) => ({
    label: summary.contender,
    parts: [{ value: summary.deliveriesPerSecond, color: color(summary.contender) }],
    value: `${Math.round(summary.deliveriesPerSecond).toLocaleString('en')}/s`,
  }))
  const cost = summaries.map((summary) => ({
    label: summary.contender,
    parts: [
      { value: summary.serverMicroseconds, color: color(summary.contender) },
      { value: summary.databaseMicroseconds, color: COLORS.database },
    ],
    value: `${Math.round(summary.serverMicroseconds)} + ${Math.round(summary.databaseMicroseconds)} µs`,
  }))
  return drawPanels('Deliveries per second, and processor time a delivery', [
    { title: 'Deliveries per second, from a prepared backlog', bars: speed },
    { title: 'Processor time a delivery: server + database (yellow)', bars: cost },
  ])
}

/** One below the other, each with a scale of its own. */
export function drawPanels(title: string, panels: Panel[]): string {
  const heightOf = ({ bars }: Panel) => TITLE_HEIGHT + bars.length * ROW_HEIGHT
  const height = panels.reduce((sum, panel) => sum + heightOf(panel), ROW_HEIGHT / 2)
  let top = 0
  const drawn = panels.flatMap((panel) => {
    const lines = drawPanel(panel, top)
    top += heightOf(panel)
    return lines
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" ` +
      `font-family="system-ui, sans-serif" font-size="13" fill="${COLORS.text}">`,
    `<title>${escape(title)}</title>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n')
}

function drawPanel({ title, bars }: Panel, top: number): string[] {
  const most = Math.max(...bars.map((bar) => bar.parts.reduce((sum, { value }) => sum + value, 0)))
  const scale = (WIDTH - LABEL_WIDTH - VALUE_WIDTH) / most
  return [
    `<text x="0" y="${top + 24}" font-weight="600">${escape(title)}</text>`,
    ...bars.flatMap((bar, i) => drawBar(bar, top + TITLE_HEIGHT + i * ROW_HEIGHT, scale)),
  ]
}

function drawBar({ label, parts, value }: Bar, top: number, scale: number): string[] {
  const middle = top + BAR_HEIGHT / 2 + 4.5
  let left = LABEL_WIDTH
  const rectangles = parts.map((part) => {
    const width = part.value * scale
    const x = left
    left += width
    return `<rect x="${round(x)}" y="${top}" width="${round(width)}" height="${BAR_HEIGHT}" fill="${part.color}"/>`
  })
  return [
    `<text x="${LABEL_WIDTH - 8}" y="${middle}" text-anchor="end">${escape(label)}</text>`,
    ...rectangles,
    `<text x="${round(left + 6)}" y="${middle}">${escape(value)}</text>`,
  ]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

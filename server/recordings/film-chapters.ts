/**
 * The chapters of a film: who came when, when a screen was shared, and when nothing was recorded, because hosts wanted it
 * so or because something was lost. Pure.
 *
 * What happens within a few seconds is one chapter: five people who come in at the beginning are no five chapters.
 */
import type { FilmChapter as Chapter } from '../platform/database/tables.ts'
import type { Span } from './choose-speaker.ts'
import { bridge, FRAMES_PER_SECOND, type Person } from './cut-timeline.ts'

const CHAPTERS_LIMIT = 200
const TOGETHER_MS = 5_000
/** Shorter ones are reconnects. */
const PAUSE_FRAMES = 5 * FRAMES_PER_SECOND

/** In order of time; of too many, the first. `lost`: when it was not recorded although it should have been. */
export function findChapters<Part>(
  people: readonly Person<Part>[],
  lengthMs: number,
  lost: readonly Span[] = [],
): Chapter[] {
  const arrivals = people.flatMap(({ name, presence }): Chapter[] => {
    const first = Math.min(...presence.map(({ from }) => from))
    return Number.isFinite(first) ? [{ startMs: msAt(first), kind: 'joined', names: [name] }] : []
  })
  const shares = people.flatMap(({ name, screens }) =>
    bridge(screens).map(({ from }): Chapter => ({ startMs: msAt(from), kind: 'screen', names: [name] })),
  )
  const recorded = bridge(
    people.flatMap(({ presence, screens }) => [...presence, ...screens]),
    PAUSE_FRAMES,
  )
  const unrecorded = recorded.slice(1).map(({ from }, n) => ({ from: recorded[n]!.to, to: from }))
  const isLost = (gap: Span) => lost.some(({ from, to }) => from < gap.to && gap.from < to)
  const gaps = [
    ...unrecorded.filter((gap) => !isLost(gap)).map((gap) => ({ ...gap, kind: 'paused' as const })),
    ...bridge(lost).map((gap) => ({ ...gap, kind: 'lost' as const })),
  ]
  const pauses = gaps.flatMap(({ from, to, kind }): Chapter[] => [
    { startMs: msAt(Math.max(0, from)), kind, names: [] },
    { startMs: msAt(Math.max(0, to)), kind: 'resumed', names: [] },
  ])
  return together([...arrivals, ...shares, ...pauses].toSorted((a, b) => a.startMs - b.startMs))
    .filter(({ startMs }) => startMs < lengthMs)
    .slice(0, CHAPTERS_LIMIT)
}

function together(chapters: readonly Chapter[]): Chapter[] {
  const joined: Chapter[] = []
  for (const chapter of chapters) {
    const last = joined.at(-1)
    const isSame = last?.kind === chapter.kind && chapter.startMs - last.startMs < TOGETHER_MS
    if (isSame) last.names.push(...chapter.names.filter((name) => !last.names.includes(name)))
    else joined.push({ ...chapter, names: [...chapter.names] })
  }
  return joined
}

const msAt = (frame: number) => Math.round((frame * 1000) / FRAMES_PER_SECOND)

const NAMES_IN_TITLE_LIMIT = 6
const TITLES: Record<Chapter['kind'], (names: string) => string> = {
  joined: (names) => names,
  screen: (names) => `Screen: ${names}`,
  paused: () => 'Recording paused',
  lost: () => 'Not recorded',
  resumed: () => 'Recording resumed',
}

/** In ffmpeg's own format, as an input for the muxer. Players show the titles; pages word chapters themselves. */
export function chapterMetadata(chapters: readonly Chapter[], lengthMs: number): string {
  const blocks = chapters.map(({ startMs, kind, names }, n) => {
    const shown = names.slice(0, NAMES_IN_TITLE_LIMIT).join(', ')
    const title = TITLES[kind](names.length > NAMES_IN_TITLE_LIMIT ? `${shown} …` : shown)
    const endMs = chapters[n + 1]?.startMs ?? Math.max(startMs, Math.round(lengthMs))
    return `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${startMs}\nEND=${endMs}\ntitle=${escapeValue(title)}\n`
  })
  return `;FFMETADATA1\n${blocks.join('')}`
}

const escapeValue = (text: string) => text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[=;#\\]/g, String.raw`\$&`)

/**
 * Cuts a film where what it shows changes: somebody comes or goes, a camera or a shared screen begins or ends. Between
 * two cuts the same people are in the same places, from the same parts. Pure. Times are frames of the film.
 *
 * - A person is there from the first to the last of their parts; a gap of a few seconds between two (a reconnect, a
 *   camera that is switched on) does not take them away.
 * - Nothing is shown for less than a second: changes that come so close together happen at once, at the first of them,
 *   those of the first second at the beginning, and those of the last second at the end.
 * - What is the same for long is cut as well, so that pieces are encoded side by side and a crash costs little.
 */
import { GRID_LIMIT_TILES, STRIP_LIMIT_TILES } from './lay-out-tiles.ts'

export const FRAMES_PER_SECOND = 25
const LEAST_FRAMES = FRAMES_PER_SECOND
const BRIDGED_GAP_FRAMES = 3 * FRAMES_PER_SECOND
const STRETCH_LIMIT_FRAMES = 30 * FRAMES_PER_SECOND
/** With more changes than this, those that are close together become one. */
const CHANGES_LIMIT = 1_000

export interface Span {
  from: number
  to: number
}

/** A picture that one part has, as long as it is to be seen. */
export interface Picture<Part> extends Span {
  part: Part
}

/** One person with what they sent. */
export interface Person<Part> {
  id: string
  name: string
  /** When they were there; in any order, and may overlap. */
  presence: Span[]
  cameras: Picture<Part>[]
  screens: Picture<Part>[]
}

/** One person in one place; without a picture, their initials. */
export interface Tile<Part> {
  personId: string
  name: string
  picture: Picture<Part> | null
}

export interface Stretch<Part> {
  from: number
  frames: number
  screen: Tile<Part> | null
  tiles: Tile<Part>[]
  /** How many people have no tile, because there are too many. */
  unseen: number
}

export function cutTimeline<Part>(people: readonly Person<Part>[], frames: number): Stretch<Part>[] {
  const shown = people.map((person) => ({
    ...person,
    presence: bridge(person.presence),
    cameras: oneAtATime(person.cameras),
    screens: oneAtATime(person.screens),
  }))
  const snap = snapTo(chooseCuts(shown, frames), frames)
  const placed = shown.map((person) => ({
    ...person,
    presence: person.presence.map(snap),
    cameras: person.cameras.map(snap),
    screens: person.screens.map(snap),
  }))
  const spans = placed.flatMap(({ presence, cameras, screens }) => [...presence, ...cameras, ...screens])
  const cuts = [...new Set([0, frames, ...spans.flatMap(({ from, to }) => [from, to])])].toSorted(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).flatMap((from, n) => {
    const content = whatIsShown(placed, from)
    return pieces({ from, to: cuts[n + 1]! }).map((piece) => ({
      from: piece.from,
      frames: piece.to - piece.from,
      ...content,
    }))
  })
}

/** In order of time, with small gaps closed. */
export function bridge(spans: readonly Span[], gap = BRIDGED_GAP_FRAMES): Span[] {
  const whole: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last !== undefined && span.from - last.to <= gap) last.to = Math.max(last.to, span.to)
    else whole.push({ ...span })
  }
  return whole
}

/** Where two overlap, the later one is seen; where the next one comes soon, the last picture stays until then. */
function oneAtATime<Part>(pictures: readonly Picture<Part>[]): Picture<Part>[] {
  const ordered = pictures.toSorted((a, b) => a.from - b.from)
  return ordered
    .map((picture, n) => {
      const next = ordered[n + 1]
      if (next === undefined || next.from - picture.to > BRIDGED_GAP_FRAMES) return picture
      return { ...picture, to: next.from }
    })
    .filter(({ from, to }) => to > from)
}

/** The frames at which something may change, at least a second apart. */
function chooseCuts<Part>(people: readonly Person<Part>[], frames: number): number[] {
  const changes = people
    .flatMap(({ presence, cameras, screens }) => [...presence, ...cameras, ...screens])
    .flatMap(({ from, to }) => [from, to])
    .toSorted((a, b) => a - b)
  let least = LEAST_FRAMES
  for (;;) {
    const cuts = [0]
    for (const change of changes) {
      if (change - cuts.at(-1)! >= least && frames - change >= least) cuts.push(change)
    }
    if (cuts.length <= CHANGES_LIMIT) return cuts
    least *= 2
  }
}

/** Moves both ends to the cut before them, and to the end where that is what they are close to. */
function snapTo(cuts: readonly number[], frames: number) {
  const lastCut = cuts.at(-1)!
  const cutBefore = (frame: number) => cuts[upperBound(cuts, frame) - 1] ?? 0
  const isEnd = (frame: number) => frame > lastCut && frames - frame < LEAST_FRAMES
  return <Each extends Span>(span: Each): Each => ({
    ...span,
    from: isEnd(span.from) && lastCut > 0 ? frames : cutBefore(span.from),
    to: isEnd(span.to) || span.to >= frames ? frames : cutBefore(span.to),
  })
}

/** How many of the sorted numbers are not greater. */
function upperBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

function whatIsShown<Part>(people: readonly Person<Part>[], at: number) {
  const isOn = ({ from, to }: Span) => from <= at && at < to
  const tileOf = ({ id, name }: Person<Part>, picture: Picture<Part> | undefined): Tile<Part> => ({
    personId: id,
    name,
    picture: picture ?? null,
  })
  const screens = people.flatMap((person) => {
    const picture = person.screens.findLast(isOn)
    return picture === undefined ? [] : [{ tile: tileOf(person, picture), from: picture.from }]
  })
  const newest = screens.reduce<(typeof screens)[number] | null>(
    (a, b) => (a === null || b.from > a.from ? b : a),
    null,
  )
  const present = people
    .filter(({ presence }) => presence.some(isOn))
    .map((person) => tileOf(person, person.cameras.findLast(isOn)))
  const screen = newest?.tile ?? null
  const limit = screen === null ? GRID_LIMIT_TILES : STRIP_LIMIT_TILES
  const tiles = chooseTiles(present, limit)
  return { screen, tiles, unseen: present.length - tiles.length }
}

/** Of too many, those with a picture first; one place then says how many others there are. */
function chooseTiles<Part>(tiles: Tile<Part>[], limit: number): Tile<Part>[] {
  if (tiles.length <= limit) return tiles
  const chosen = new Set(
    tiles.toSorted((a, b) => Number(b.picture !== null) - Number(a.picture !== null)).slice(0, limit - 1),
  )
  return tiles.filter((tile) => chosen.has(tile))
}

function pieces({ from, to }: Span): Span[] {
  const count = Math.ceil((to - from) / STRETCH_LIMIT_FRAMES)
  return Array.from({ length: count }, (_, n) => ({
    from: from + Math.round(((to - from) * n) / count),
    to: from + Math.round(((to - from) * (n + 1)) / count),
  }))
}

/**
 * Cuts a film where what it shows changes: somebody comes or goes, a camera or a shared screen begins or ends, somebody
 * else speaks. Between two cuts the same people are in the same places, from the same parts. Pure. Times are frames of the film.
 *
 * - A person is there from the first to the last of their parts; a gap of a few seconds between two (a reconnect, a
 *   camera that is switched on) does not take them away.
 * - Nothing is shown for less than a second: changes that come so close together happen at once, at the first of them,
 *   those of the first second at the beginning, and those of the last second at the end.
 * - Layout `speaker`: of three people or more, the one who speaks is large and the others stand in a strip, as long as
 *   anyone has spoken yet; beside a shared screen there is the speaker's face alone. `grid`: all are of one size, and a
 *   screen has a strip of faces beside it.
 * - What is the same for long is cut as well, so that pieces are encoded side by side and a crash costs little.
 */
import { chooseSpeakers, type Span, type SpeakerSpan, type Voice } from './choose-speaker.ts'
import { GRID_LIMIT_TILES, STRIP_LIMIT_TILES } from './lay-out-tiles.ts'

export const FRAMES_PER_SECOND = 25
const LEAST_FRAMES = FRAMES_PER_SECOND
const BRIDGED_GAP_FRAMES = 3 * FRAMES_PER_SECOND
const STRETCH_LIMIT_FRAMES = 30 * FRAMES_PER_SECOND
/** A ring goes on through short breaks. */
const RING_GAP_FRAMES = FRAMES_PER_SECOND / 2
const LEAST_WEIGHT = 0.05
/** From so many people on, who speaks is large. */
const SPEAKER_LAYOUT_PEOPLE = 3
/** With more changes than this, those that are close together become one. */
const CHANGES_LIMIT = 1_000

export type FilmLayout = 'speaker' | 'grid'

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
  /** When they spoke; in order of time. */
  speech: Voice[]
}

/** One person in one place; without a picture, their initials. */
export interface Tile<Part> {
  personId: string
  name: string
  picture: Picture<Part> | null
  /** When they speak, from the beginning of the stretch: where there is no picture, a ring shows it. */
  speaking: Span[]
}

export interface Stretch<Part> {
  from: number
  frames: number
  screen: Tile<Part> | null
  /** Who is shown large; null: all tiles are of one size. */
  speaker: Tile<Part> | null
  tiles: Tile<Part>[]
  /** How many people have no tile, because there are too many. */
  unseen: number
}

export function cutTimeline<Part>(
  people: readonly Person<Part>[],
  frames: number,
  layout: FilmLayout,
): Stretch<Part>[] {
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
  const changes = inOrder([0, frames, ...spans.flatMap(({ from, to }) => [from, to])])
  const speakers =
    layout === 'speaker'
      ? chooseSpeakers(placed, { frames, framesPerSecond: FRAMES_PER_SECOND, cuts: changes })
      : [{ id: null, from: 0, to: frames }]
  const scenes = toScenes(
    placed,
    inOrder([...changes, ...speakers.map(({ from }) => from)]),
    layout,
    speakers,
  )
  return scenes.flatMap(({ content, ...span }) =>
    pieces(span).map((piece) => toStretch(content, piece, people)),
  )
}

interface Scene<Part> extends Span {
  content: Content<Part>
}

/** Where a cut changes nothing that is seen, there is none. */
function toScenes<Part>(
  people: readonly Person<Part>[],
  cuts: readonly number[],
  layout: FilmLayout,
  speakers: readonly SpeakerSpan[],
): Scene<Part>[] {
  const scenes: Scene<Part>[] = []
  const spans = speakers.values()
  let speaker = spans.next().value
  for (const [n, from] of cuts.slice(0, -1).entries()) {
    while (speaker !== undefined && speaker.to <= from) speaker = spans.next().value
    const content = whatIsShown(people, from, layout, speaker?.id ?? null)
    const last = scenes.at(-1)
    if (last !== undefined && isSame(last.content, content)) last.to = cuts[n + 1]!
    else scenes.push({ from, to: cuts[n + 1]!, content })
  }
  return scenes
}

function isSame<Part>(a: Content<Part>, b: Content<Part>): boolean {
  const [before, after] = [a, b].map(({ screen, speaker, tiles }) => [screen, speaker, ...tiles])
  return (
    a.unseen === b.unseen &&
    before!.length === after!.length &&
    before!.every((tile, n) => {
      const other = after![n] ?? null
      return tile?.personId === other?.personId && tile?.picture?.part === other?.picture?.part
    })
  )
}

/** Rings go by the times of speech themselves, which no cut has moved. */
function toStretch<Part>(
  { screen, speaker, tiles, unseen }: Content<Part>,
  { from, to }: Span,
  people: readonly Person<Part>[],
): Stretch<Part> {
  const withSpeech = (tile: PlainTile<Part>): Tile<Part> => {
    const speech = tile.picture === null ? people.find(({ id }) => id === tile.personId)?.speech : []
    const heard = (speech ?? []).filter((voice) => voice.from < to && from < voice.to && isLoud(voice))
    return {
      ...tile,
      speaking: bridge(heard, RING_GAP_FRAMES).map((span) => ({
        from: Math.max(0, span.from - from),
        to: Math.min(to, span.to) - from,
      })),
    }
  }
  return {
    from,
    frames: to - from,
    screen: screen && withSpeech(screen),
    speaker: speaker && withSpeech(speaker),
    tiles: tiles.map(withSpeech),
    unseen,
  }
}

/** Loud enough for somebody who listens to hear it. */
export const isLoud = ({ weight }: Voice) => weight >= LEAST_WEIGHT

const inOrder = (frames: readonly number[]) => [...new Set(frames)].toSorted((a, b) => a - b)

/** In order of time, with small gaps closed. */
export function bridge(spans: readonly Span[], gap = BRIDGED_GAP_FRAMES): Span[] {
  const whole: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last !== undefined && span.from - last.to <= gap) last.to = Math.max(last.to, span.to)
    else whole.push({ from: span.from, to: span.to })
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

type PlainTile<Part> = Omit<Tile<Part>, 'speaking'>

interface Content<Part> {
  screen: PlainTile<Part> | null
  speaker: PlainTile<Part> | null
  tiles: PlainTile<Part>[]
  unseen: number
}

function whatIsShown<Part>(
  people: readonly Person<Part>[],
  at: number,
  layout: FilmLayout,
  speakerId: string | null,
): Content<Part> {
  const isOn = ({ from, to }: Span) => from <= at && at < to
  const tileOf = ({ id, name }: Person<Part>, picture: Picture<Part> | undefined): PlainTile<Part> => ({
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
  const isSpeakerLayout = layout === 'speaker'
  if (screen !== null && isSpeakerLayout) {
    // Before anybody has spoken, the person whose screen it is.
    const face = [speakerId, screen.personId].map((id) => present.find((tile) => tile.personId === id))
    const beside = face.find((tile) => tile !== undefined) ?? present[0]
    return { screen, speaker: null, tiles: beside === undefined ? [] : [beside], unseen: 0 }
  }
  const speaker =
    (present.length >= SPEAKER_LAYOUT_PEOPLE && present.find((tile) => tile.personId === speakerId)) || null
  const others = present.filter((tile) => tile !== speaker)
  const limit = screen === null && speaker === null ? GRID_LIMIT_TILES : STRIP_LIMIT_TILES
  const tiles = chooseTiles(others, limit)
  return { screen, speaker, tiles, unseen: others.length - tiles.length }
}

/** Of too many, those with a picture first; one place then says how many others there are. */
function chooseTiles<Part>(tiles: PlainTile<Part>[], limit: number): PlainTile<Part>[] {
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

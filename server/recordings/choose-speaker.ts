/**
 * Who is shown large when: the person who speaks. Pure. Times are frames of the film.
 *
 * - A speaker stays for three seconds at least, and until somebody else begins to speak and goes on with it: a word
 *   thrown in changes nothing, nor do two who speak at once.
 * - The film is made afterwards, so it looks ahead: the picture changes as the next speaker begins.
 * - Who leaves is not shown any more, whatever the three seconds say.
 * - Nobody has spoken yet: there is no speaker.
 */
export interface Span {
  from: number
  to: number
}

/** `weight`: how loud it is, where 1 is a voice as it should be. */
export interface Voice extends Span {
  weight: number
}

export interface Candidate {
  id: string
  presence: readonly Span[]
  /** In order of time. */
  speech: readonly Voice[]
}

export interface SpeakerSpan extends Span {
  id: string | null
}

export interface SpeakerRules {
  frames: number
  framesPerSecond: number
  /** Where the film changes anyway, in order: a change of the speaker keeps a second away from them, or is at one. */
  cuts: readonly number[]
}

const HOLD_SECONDS = 3
const LOOK_AHEAD_SECONDS = 2
const STEPS_PER_SECOND = 2
/** Of the time ahead: so much of it has to be speech. */
const LEAST_SCORE = 0.25
/** Who takes over is heard so many times as well as who speaks now. */
const TAKE_OVER_RATIO = 2
const WEIGHT_LIMIT = 2
/** With more changes than this, speakers are held longer. */
const CHANGES_LIMIT = 1_500

/** Without a gap from the first frame to the last, and never the same person twice in a row. */
export function chooseSpeakers(people: readonly Candidate[], rules: SpeakerRules): SpeakerSpan[] {
  for (let holdSeconds = HOLD_SECONDS; ; holdSeconds *= 2) {
    const spans = walk(people, rules, holdSeconds * rules.framesPerSecond)
    if (spans.length <= Math.max(CHANGES_LIMIT, rules.cuts.length)) return spans
  }
}

function walk(people: readonly Candidate[], rules: SpeakerRules, hold: number): SpeakerSpan[] {
  const { frames } = rules
  const ears = people.map((person) => ({ person, listen: listenAhead(person.speech, rules) }))
  const spans: SpeakerSpan[] = [{ id: null, from: 0, to: frames }]
  for (const at of placesToChange(rules)) {
    const now = spans.at(-1)!
    const hasLeft = now.id !== null && !people.some((person) => person.id === now.id && isThere(person, at))
    const isFree = at === 0 || (at - now.from >= hold && frames - at >= hold)
    if (!hasLeft && !isFree) continue
    const next = takeOver(ears, now.id, { at, until: Math.min(at + hold, frames) - 1 })
    if (next === undefined && !hasLeft) continue
    const id = next ?? null
    if (now.from === at) now.id = id
    else {
      now.to = at
      spans.push({ id, from: at, to: frames })
    }
  }
  return spans
}

interface Ear {
  person: Candidate
  listen: (at: number) => Listened
}

/** Who is there long enough to be shown, and is heard best. */
function takeOver(
  ears: readonly Ear[],
  speakerId: string | null,
  { at, until }: { at: number; until: number },
): string | undefined {
  const heard = ears
    .map(({ person, listen }) => ({ person, ...listen(at) }))
    .filter(({ person }) => isThere(person, at))
  const speaker = heard.find(({ person }) => person.id === speakerId)
  const least = Math.max(LEAST_SCORE, TAKE_OVER_RATIO * (speaker?.score ?? 0))
  return heard
    .filter((one) => one !== speaker && one.begins && one.score >= least && isThere(one.person, until))
    .toSorted((a, b) => b.score - a.score)[0]?.person.id
}

const isThere = ({ presence }: Candidate, at: number) =>
  presence.some(({ from, to }) => from <= at && at < to)

/** The cuts, and places between them that leave a second to each. */
function* placesToChange({ frames, framesPerSecond, cuts }: SpeakerRules): Generator<number> {
  const ends = [...new Set([0, ...cuts.filter((cut) => cut > 0 && cut < frames), frames])]
  const step = Math.floor(framesPerSecond / STEPS_PER_SECOND)
  for (const [n, cut] of ends.slice(0, -1).entries()) {
    yield cut
    for (let at = cut + framesPerSecond; at <= ends[n + 1]! - framesPerSecond; at += step) yield at
  }
}

interface Listened {
  /** How much of the time ahead is speech, by its weight. */
  score: number
  /** Within half a second: the picture must not change before they speak. */
  begins: boolean
}

/** Answers for places that only go forward. */
function listenAhead(speech: readonly Voice[], { framesPerSecond }: SpeakerRules): (at: number) => Listened {
  const ahead = LOOK_AHEAD_SECONDS * framesPerSecond
  let first = 0
  return (at) => {
    while (first < speech.length && speech[first]!.to <= at) first += 1
    let sum = 0
    for (let n = first; n < speech.length && speech[n]!.from < at + ahead; n += 1) {
      const { from, to, weight } = speech[n]!
      sum += (Math.min(to, at + ahead) - Math.max(from, at)) * Math.min(WEIGHT_LIMIT, weight)
    }
    const begins = first < speech.length && speech[first]!.from <= at + framesPerSecond / STEPS_PER_SECOND
    return { score: sum / ahead, begins }
  }
}

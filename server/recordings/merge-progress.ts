/**
 * How far a merge is, and how long it will still take. Work is counted in any unit; what earlier attempts had finished
 * counts as done, but says nothing of how fast this one is. Pure: the time is passed in.
 */
const LEAST_ELAPSED_MS = 3_000

export interface MergeProgress {
  /** From 0 to 1, never falling. */
  fraction: number
  /** Null: it cannot be said yet. */
  secondsLeft: number | null
}

export interface ProgressMeter {
  /** So much of a piece of work is done, from 0 to 1. */
  advance(piece: string, fraction: number): void
}

export interface MeterOptions {
  /** The cost of each piece of work that is still to be done. */
  pieces: ReadonlyMap<string, number>
  /** What is done already. */
  doneCost: number
  nowMs: () => number
  report: (progress: MergeProgress) => void
}

export function createProgressMeter({ pieces, doneCost, nowMs, report }: MeterOptions): ProgressMeter {
  const beganMs = nowMs()
  const todoCost = [...pieces.values()].reduce((sum, cost) => sum + cost, 0)
  const done = new Map<string, number>()
  let last = 0
  const tell = () => {
    const madeCost = [...done].reduce((sum, [piece, part]) => sum + (pieces.get(piece) ?? 0) * part, 0)
    const total = doneCost + todoCost
    last = Math.max(last, total === 0 ? 0 : Math.min(1, (doneCost + madeCost) / total))
    const elapsedMs = nowMs() - beganMs
    const isKnown = madeCost > 0 && elapsedMs >= LEAST_ELAPSED_MS
    const leftMs = isKnown ? (elapsedMs * (todoCost - madeCost)) / madeCost : null
    report({ fraction: last, secondsLeft: leftMs === null ? null : Math.max(0, Math.ceil(leftMs / 1000)) })
  }
  tell()
  return {
    advance(piece, fraction) {
      done.set(piece, Math.max(done.get(piece) ?? 0, fraction))
      tell()
    },
  }
}

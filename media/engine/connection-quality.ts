/**
 * How good somebody's connection is, in the words that pages show. Pure. LOST is never said: a page that hears it of
 * itself connects again, and whose packets do not come at all is found out otherwise.
 */
import { ConnectionQuality } from '@livekit/protocol'

const GOOD_ABOVE_LOSS = 0.03
const POOR_ABOVE_LOSS = 0.1
const GOOD_ABOVE_ROUND_TRIP_MS = 250
const POOR_ABOVE_ROUND_TRIP_MS = 600

export interface ConnectionMeasure {
  lossIn: number
  lossOut: number
  roundTripMs: number | null
  /** Pictures that the connection does not carry. */
  pausedPictures: number
  isLimited: boolean
}

export function judgeConnection(measure: ConnectionMeasure): ConnectionQuality {
  const loss = Math.max(measure.lossIn, measure.lossOut)
  const roundTripMs = measure.roundTripMs ?? 0
  if (loss >= POOR_ABOVE_LOSS || roundTripMs >= POOR_ABOVE_ROUND_TRIP_MS || measure.pausedPictures > 0) {
    return ConnectionQuality.POOR
  }
  if (loss >= GOOD_ABOVE_LOSS || roundTripMs >= GOOD_ABOVE_ROUND_TRIP_MS || measure.isLimited) {
    return ConnectionQuality.GOOD
  }
  return ConnectionQuality.EXCELLENT
}

const SCORES: Record<ConnectionQuality, number> = {
  [ConnectionQuality.EXCELLENT]: 5,
  [ConnectionQuality.GOOD]: 3.5,
  [ConnectionQuality.POOR]: 2,
  [ConnectionQuality.LOST]: 1,
}

/** As a mean opinion score, 1 to 5. */
export function scoreOf(quality: ConnectionQuality): number {
  return SCORES[quality]
}

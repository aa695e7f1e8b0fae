/**
 * Which layer of each picture a receiver gets, when not everything fits: pure.
 *
 * Everybody is seen before anybody is seen well: in the order of their rank pictures get their lowest layer as long as
 * it fits, then one after the other is raised, step by step, up to what is wanted. What does not fit at all is paused.
 * One picture is shown even if it does not fit, as long as there is any room: sound with one picture that stutters is
 * more than sound alone. To raise a picture above what is shown now takes some room to spare, so that layers do not
 * change to and fro at the limit.
 */

export const PAUSED = -1
const ROOM_TO_RAISE = 1.1

export interface Picture {
  id: string
  /** 0, 1 or 2; PAUSED where the receiver does not want it now. */
  wanted: number
  /** Lower is more important. */
  rank: number
  /** Bits per second of each layer, 0 where there is no such layer. */
  layersBps: readonly number[]
  /** What is shown now. */
  current: number
}

export interface Allocation {
  /** By id: 0, 1, 2 or PAUSED. */
  layers: Map<string, number>
  /** What all pictures need as wanted, in bits per second. */
  wantedBps: number
  /** What the next step up needs in all, in bits per second; 0: everybody has what they want. */
  nextStepBps: number
}

/** `roomBps` null: everything fits. */
export function allocatePictures(pictures: readonly Picture[], roomBps: number | null): Allocation {
  const wantedBps = pictures.reduce((sum, picture) => sum + layerBps(picture, picture.wanted), 0)
  const layers = new Map(pictures.map((picture) => [picture.id, picture.wanted]))
  if (roomBps === null) return { layers, wantedBps, nextStepBps: 0 }
  for (const { id } of pictures) layers.set(id, PAUSED)
  const inOrder = pictures.filter(({ wanted }) => wanted >= 0).sort((a, b) => a.rank - b.rank)
  let usedBps = 0
  let nextStepBps = 0

  const raise = (picture: Picture): boolean => {
    const given = layers.get(picture.id)!
    const next = stepsOf(picture).find((layer) => layer > given)
    if (next === undefined) return false
    const neededBps = usedBps - layerBps(picture, given) + layerBps(picture, next)
    const isFirst = given === PAUSED && usedBps === 0
    const room = next > picture.current ? roomBps / ROOM_TO_RAISE : roomBps
    if (neededBps > room && !isFirst) {
      nextStepBps = nextStepBps === 0 ? neededBps : Math.min(nextStepBps, neededBps)
      return false
    }
    usedBps = neededBps
    layers.set(picture.id, next)
    return true
  }

  for (const picture of inOrder) raise(picture)
  for (let round = 0; round < 2; round++) {
    for (const picture of inOrder) if (layers.get(picture.id) !== PAUSED) raise(picture)
  }
  return { layers, wantedBps, nextStepBps }
}

/** The layers that exist, up to what is wanted; the lowest one where all are above it. */
function stepsOf({ layersBps, wanted }: Picture): number[] {
  const existing = layersBps.flatMap((bps, layer) => (bps > 0 ? [layer] : []))
  const fitting = existing.filter((layer) => layer <= wanted)
  if (fitting.length > 0) return fitting
  return existing.length > 0 ? existing.slice(0, 1) : [wanted]
}

function layerBps(picture: Picture, layer: number): number {
  if (layer === PAUSED) return 0
  const steps = stepsOf({ ...picture, wanted: layer })
  return picture.layersBps[steps.at(-1)!] ?? 0
}

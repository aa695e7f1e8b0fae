import { describe, expect, test } from 'vitest'
import { MERGED_LENGTH_LIMIT_MS, PARTS_LIMIT, planMerge } from './plan-merge.ts'
import type { InspectedPart, UsablePart } from './plan-merge.ts'

const BEGIN_MS = Date.parse('2026-03-01T10:00:00.000Z')

interface Sketch {
  who: string
  at: number
  length: number
  index?: number
  picture?: string | null
  sound?: string | null
  kind?: 'camera' | 'screen'
}

function partOf(sketch: Sketch): InspectedPart {
  const { who, at, length, index = 0, picture = 'vp8', sound = 'opus', kind = 'camera' } = sketch
  const stream = (streamIndex: number, codec: string | null) =>
    codec === null ? null : { streamIndex, codec, startMs: 0, endMs: length }
  const inspection: UsablePart = {
    usable: true,
    lengthMs: length,
    picture: stream(0, picture),
    sound: stream(1, sound),
    flaws: [],
    isCut: false,
  }
  const fileName = `${who}-${index}.webm`
  return {
    fileName,
    path: `/parts/${fileName}`,
    participantId: who,
    participantName: who,
    index,
    pictureKind: kind,
    startedAt: new Date(BEGIN_MS + at),
    lengthLimitMs: Infinity,
    inspection,
  }
}

const OPTIONS = { resolution: 'low', layout: 'grid', heard: new Map() } as const

const plan = (sketches: Sketch[]) => planMerge(sketches.map(partOf), OPTIONS)

function filmOf(sketches: Sketch[]) {
  const made = plan(sketches)
  if (made.kind !== 'film') throw new Error(`It is no film: ${made.kind}`)
  return made
}

describe('one part', () => {
  test('is copied, without being encoded again', () => {
    const { kind, lengthMs, used } = plan([{ who: 'ann', at: 0, length: 2000, picture: 'vp9' }])
    expect({ kind, lengthMs, used }).toEqual({ kind: 'copy', lengthMs: 2000, used: ['ann-0.webm'] })
  })

  test('in a codec that webm does not allow is encoded', () => {
    expect(plan([{ who: 'ann', at: 0, length: 2000, picture: 'h264' }]).kind).toBe('film')
    expect(plan([{ who: 'ann', at: 0, length: 2000, sound: 'pcm_f32le' }]).kind).toBe('film')
  })
})

describe('where parts go', () => {
  test('each at its own start, and the recording lasts until the last one ends', () => {
    const { lengthMs, used, stretches, sounds } = filmOf([
      { who: 'bob', at: 1500, length: 4000 },
      { who: 'ann', at: 0, length: 3000 },
    ])
    expect({ lengthMs, used }).toEqual({ lengthMs: 5500, used: ['ann-0.webm', 'bob-0.webm'] })
    expect(stretches.map(({ from, tiles }) => [from, tiles.map(({ name }) => name)])).toEqual([
      [0, ['ann']],
      [38, ['ann', 'bob']],
      [75, ['bob']],
    ])
    expect(sounds.map(({ offsetMs }) => offsetMs)).toEqual([0, 1500])
  })

  test('what would make the recording longer than a day is left out', () => {
    const { used, omitted } = plan([
      { who: 'ann', at: 0, length: 1000 },
      { who: 'bob', at: MERGED_LENGTH_LIMIT_MS, length: 1000 },
    ])
    expect(used).toEqual(['ann-0.webm'])
    expect(omitted).toEqual([{ fileName: 'bob-0.webm', reason: expect.stringContaining('24 hours') }])
  })

  test('beyond the parts, the shortest are left out', () => {
    const many = Array.from({ length: PARTS_LIMIT + 1 }, (_, n) => ({
      who: `p${n % 16}`,
      at: n * 600_000,
      length: n === 50 ? 100 : 300_000 + n,
      index: n,
    }))
    const { used, omitted } = plan(many)
    expect(used).toHaveLength(PARTS_LIMIT)
    expect(omitted.map(({ fileName }) => fileName)).toEqual(['p2-50.webm'])
  })
})

describe('what is shown', () => {
  test('nobody has a picture: sound only', () => {
    const { stretches, sounds } = filmOf([
      { who: 'ann', at: 0, length: 1000, picture: null },
      { who: 'bob', at: 0, length: 1000, picture: null },
    ])
    expect([stretches.length, sounds.length]).toEqual([0, 2])
  })

  test('who has a voice and no picture has a tile all the same', () => {
    const { stretches } = filmOf([
      { who: 'ann', at: 0, length: 1000, picture: null },
      { who: 'bob', at: 0, length: 1000, sound: null },
    ])
    expect(stretches[0]!.tiles.map(({ name, picture }) => [name, picture === null])).toEqual([
      ['ann', true],
      ['bob', false],
    ])
  })

  test('a camera that sends nothing any more is gone after a while; a screen may be still', () => {
    const still = (kind: 'camera' | 'screen') => {
      const part = partOf({ who: 'ann', at: 0, length: 60_000, kind })
      part.inspection.picture!.endMs = 1_000
      const made = planMerge([part, partOf({ who: 'bob', at: 0, length: 60_000, picture: null })], OPTIONS)
      if (made.kind !== 'film') throw new Error('It is no film')
      return made.stretches.filter(({ screen, tiles }) => (screen ?? tiles[0])?.picture).at(-1)!
    }
    const camera = still('camera')
    expect(camera.from + camera.frames).toBe(11 * 25)
    const screen = still('screen')
    expect(screen.from + screen.frames).toBe(60 * 25)
  })

  test('a shared screen makes the film large enough to read it', () => {
    const ann = { who: 'ann', at: 0, length: 1000 }
    expect(filmOf([ann, { ...ann, who: 'bob' }]).canvas.height).toBe(360)
    expect(filmOf([ann, { ...ann, who: 'bob', kind: 'screen' }]).canvas.height).toBe(720)
  })

  test('no part: nothing', () => {
    expect(plan([])).toMatchObject({ kind: 'nothing', used: [], omitted: [] })
  })
})

test('who speaks when is told, in milliseconds of the film, and of a faint voice as of a loud one', () => {
  const heard = new Map([
    ['ann-0.webm', { lufs: -33, speech: [{ fromMs: 1000, toMs: 3000, lufs: -33 }] }],
    ['bob-0.webm', { lufs: -14, speech: [{ fromMs: 200, toMs: 900, lufs: -14 }] }],
    ['cem-0.webm', { lufs: -60, speech: [{ fromMs: 0, toMs: 4000, lufs: -54 }] }],
  ])
  const parts = ['ann', 'bob', 'cem'].map((who, n) => partOf({ who, at: n * 1000, length: 4000 }))
  expect(planMerge(parts, { ...OPTIONS, heard }).voices).toEqual([
    { participantId: 'ann', name: 'ann', times: [[1000, 3000]] },
    { participantId: 'bob', name: 'bob', times: [[1200, 1920]] },
  ])
})

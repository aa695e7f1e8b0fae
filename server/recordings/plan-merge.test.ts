import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CELLS_LIMIT, MERGED_LENGTH_LIMIT_MS, PARTS_LIMIT, planMerge } from './plan-merge.ts'
import type { InspectedPart, UsablePart } from './plan-merge.ts'

const BEGIN_MS = Date.parse('2026-03-01T10:00:00.000Z')
/** What Linux takes as one argument. */
const ARGUMENT_LIMIT_BYTES = 128 * 1024

interface Sketch {
  who: string
  at: number
  length: number
  index?: number
  picture?: string | null
  sound?: string | null
}

function partOf(sketch: Sketch): InspectedPart {
  const { who, at, length, index = 0, picture = 'vp8', sound = 'opus' } = sketch
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
  const startedAt = new Date(BEGIN_MS + at)
  const place = { fileName, path: `/parts/${fileName}`, participantId: who, index, startedAt }
  return { ...place, lengthLimitMs: Infinity, inspection }
}

const plan = (sketches: Sketch[]) => planMerge(sketches.map(partOf), 'low')
const graphOf = (args: string[]) => args[args.indexOf('-filter_complex') + 1] ?? ''
const inputsOf = (args: string[]) => args.filter((_, n) => args[n - 1] === '-i')

describe('one part', () => {
  test('is copied, without being encoded again', () => {
    const { kind, args, lengthMs, used } = plan([{ who: 'ann', at: 0, length: 2000, picture: 'vp9' }])
    expect({ kind, lengthMs, used }).toEqual({ kind: 'copy', lengthMs: 2000, used: ['ann-0.webm'] })
    expect(args.join(' ')).toMatch(/-i file:\/parts\/ann-0.webm -map 0:0 -map 0:1 -c copy -f webm$/)
  })

  test('in a codec that webm does not allow is encoded', () => {
    expect(plan([{ who: 'ann', at: 0, length: 2000, picture: 'h264' }]).kind).toBe('mix')
    expect(plan([{ who: 'ann', at: 0, length: 2000, sound: 'pcm_f32le' }]).kind).toBe('mix')
  })
})

describe('where parts go', () => {
  test('each at its own start, and the recording lasts until the last one ends', () => {
    const { args, lengthMs, used } = plan([
      { who: 'bob', at: 1500, length: 4000 },
      { who: 'ann', at: 0, length: 3000 },
    ])
    expect({ lengthMs, used }).toEqual({ lengthMs: 5500, used: ['ann-0.webm', 'bob-0.webm'] })
    const graph = graphOf(args)
    expect(graph).toContain('adelay=0:all=1')
    expect(graph).toContain('adelay=1500:all=1')
    expect(graph).toContain('xstack=inputs=2')
    // 1.5 s and 5.5 s at 25 frames per second.
    expect(graph).toContain('tpad=start=38:stop=-1,trim=end_frame=138')
    expect(graph).toContain('tpad=start=0:stop=-1,trim=end_frame=138')
    expect(args.slice(args.indexOf('-t'))).toEqual(['-t', '5.500', '-f', 'webm'])
  })

  test('the pieces of a participant always fill the recording to the frame, whatever overlaps', () => {
    const sketch = fc.record({
      who: fc.constantFrom('ann', 'bob', 'cem'),
      at: fc.integer({ min: 0, max: 20_000 }),
      length: fc.integer({ min: 1, max: 20_000 }),
      index: fc.nat({ max: 5 }),
    })
    fc.assert(
      fc.property(fc.array(sketch, { minLength: 2, maxLength: 12 }), (sketches) => {
        const { args, lengthMs } = plan(sketches)
        const frames = Math.round((lengthMs * 25) / 1000)
        const perCell = new Map<string, number>()
        for (const [, length, cell] of graphOf(args).matchAll(/trim=end_frame=(\d+)\[c(\d+)p/g)) {
          perCell.set(cell!, (perCell.get(cell!) ?? 0) + Number(length))
        }
        const expected = new Set(sketches.map(({ who }) => who)).size
        expect(perCell.size).toBe(expected)
        for (const filled of perCell.values()) expect(Math.abs(filled - frames)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('several parts of one participant share a cell, those of others do not', () => {
    const { args } = plan([
      { who: 'ann', at: 0, length: 1000, index: 0 },
      { who: 'ann', at: 3000, length: 1000, index: 1 },
      { who: 'bob', at: 0, length: 4000 },
    ])
    const graph = graphOf(args)
    expect(graph).toContain('concat=n=2:v=1:a=0[c0]')
    expect(graph).toContain('xstack=inputs=2')
    expect(graph).toContain('amix=inputs=3')
  })

  test('what would make the recording longer than a day is left out', () => {
    const { used, omitted } = plan([
      { who: 'ann', at: 0, length: 1000 },
      { who: 'bob', at: MERGED_LENGTH_LIMIT_MS, length: 1000 },
    ])
    expect(used).toEqual(['ann-0.webm'])
    expect(omitted).toEqual([{ fileName: 'bob-0.webm', reason: expect.stringContaining('24 hours') }])
  })
})

describe('without picture or sound', () => {
  test('nobody has a picture: sound only', () => {
    const { args } = plan([
      { who: 'ann', at: 0, length: 1000, picture: null },
      { who: 'bob', at: 0, length: 1000, picture: null },
    ])
    expect(args).not.toContain('[picture]')
    expect(args).toContain('[sound]')
    expect(inputsOf(args)).toHaveLength(2)
  })

  test('nobody has sound: picture only', () => {
    const { args } = plan([
      { who: 'ann', at: 0, length: 1000, sound: null },
      { who: 'bob', at: 0, length: 1000, sound: null },
    ])
    expect(args).toContain('[picture]')
    expect(args).not.toContain('[sound]')
  })

  test('one of two has a picture: it gets the whole canvas, and both are heard', () => {
    const { args } = plan([
      { who: 'ann', at: 0, length: 1000, picture: null },
      { who: 'bob', at: 0, length: 1000 },
    ])
    expect(graphOf(args)).toContain('scale=640:360')
    expect(graphOf(args)).not.toContain('xstack')
    expect(graphOf(args)).toContain('amix=inputs=2')
  })

  test('no part: nothing', () => {
    expect(plan([])).toMatchObject({ kind: 'nothing', used: [], omitted: [] })
  })
})

describe('too many', () => {
  test('beyond the cells, the shortest pictures are heard only; without a sound, they are left out', () => {
    const many = Array.from({ length: CELLS_LIMIT + 2 }, (_, n) => ({
      who: `p${n}`,
      at: n,
      length: 10_000 - n,
      sound: n === CELLS_LIMIT ? null : 'opus',
    }))
    const { args, used, omitted, incomplete } = plan(many)
    expect(graphOf(args)).toContain(`xstack=inputs=${CELLS_LIMIT}`)
    expect(used).toHaveLength(CELLS_LIMIT + 1)
    expect(omitted).toEqual([{ fileName: 'p16-0.webm', reason: expect.stringContaining('no sound') }])
    expect(incomplete).toEqual([{ fileName: 'p17-0.webm', reason: expect.stringContaining('16 longest') }])
  })

  test('beyond the parts, the shortest are left out, and the graph still fits into an argument', () => {
    const many = Array.from({ length: PARTS_LIMIT + 1 }, (_, n) => ({
      who: `p${n % CELLS_LIMIT}`,
      at: n * 600_000,
      length: n === 50 ? 100 : 300_000 + n,
      index: n,
    }))
    const { args, used, omitted } = plan(many)
    expect(used).toHaveLength(PARTS_LIMIT)
    expect(omitted.map(({ fileName }) => fileName)).toEqual(['p2-50.webm'])
    expect(inputsOf(args)).toHaveLength(2 * PARTS_LIMIT)
    expect(Buffer.byteLength(graphOf(args))).toBeLessThan(ARGUMENT_LIMIT_BYTES)
  })
})

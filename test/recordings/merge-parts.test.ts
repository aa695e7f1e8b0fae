import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '../../server/platform/logger.ts'
import { mergeParts } from '../../server/recordings/merge-parts.ts'
import type { MergeRequest, MergeResult } from '../../server/recordings/merge-parts.ts'
import type { MergeProgress } from '../../server/recordings/merge-progress.ts'
import type { RecordedPart } from '../../server/recordings/plan-merge.ts'
import { chaptersOf, examineWebm, headerLength, loudness, streamsOf } from '../support/examine-webm.ts'
import {
  makeEmptyWebm,
  makeGarbage,
  makeSwitchedWebm,
  makeTurnedWebm,
  makeUndecodableWebm,
  makeWebm,
} from '../support/make-webm.ts'

const logger = createLogger('silent', false)
const BEGIN_MS = Date.parse('2026-03-01T10:00:00.000Z')
/** A frame, and what the sound's codec adds at its ends. */
const TOLERANCE_MS = 60

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merge-parts-'))
  await Promise.all([
    makeWebm(file('red'), { seconds: 1, picture: 'red', tone: 440 }),
    makeWebm(file('long-red'), { seconds: 3, picture: 'red', tone: 440 }),
    makeWebm(file('blue'), { seconds: 1, picture: 'blue', tone: 880 }),
    makeWebm(file('green'), { seconds: 1, picture: 'green', tone: 1760 }),
    makeWebm(file('silent'), { seconds: 1, picture: 'yellow' }),
    makeWebm(file('sound'), { seconds: 1, tone: 880 }),
    makeWebm(file('late-camera'), { seconds: 1, picture: 'green', tone: 440, pictureLater: 0.6 }),
    makeWebm(file('late-microphone'), { seconds: 1, picture: 'blue', tone: 880, toneLater: 0.6 }),
  ])
  await Promise.all([
    makeTurnedWebm(
      file('turned'),
      { seconds: 1, picture: 'red', tone: 440 },
      { seconds: 1, picture: 'blue', tone: 440, size: '120x160' },
    ),
    makeTurnedWebm(
      file('slept'),
      { seconds: 1, picture: 'red', tone: 440 },
      { seconds: 1, picture: 'blue', tone: 880 },
      1,
    ),
    makeTurnedWebm(
      file('hours'),
      { seconds: 1, picture: 'red', tone: 440 },
      { seconds: 1, picture: 'red', tone: 440 },
      23 * 3600,
    ),
    makeEmptyWebm(file('empty')),
    makeUndecodableWebm(file('noise'), { seconds: 1, picture: 'testsrc', tone: 1760 }),
    makeGarbage(file('garbage')),
    writeFile(file('nothing'), ''),
  ])
})
afterAll(async () => rm(folder, { recursive: true, force: true }))

const file = (name: string) => join(folder, `${name}.webm`)

function part(
  name: string,
  participantId: string,
  startMs: number,
  index = 0,
  lengthLimitMs = 60_000,
): RecordedPart {
  const startedAt = new Date(BEGIN_MS + startMs)
  return {
    fileName: `${name}.webm`,
    path: file(name),
    participantId,
    participantName: participantId,
    index,
    pictureKind: 'camera',
    startedAt,
    lengthLimitMs,
  }
}

let merges = 0

async function merge(parts: RecordedPart[], more: Partial<MergeRequest> = {}) {
  merges += 1
  const session = join(folder, `session-${merges}`)
  await mkdir(session)
  const outputPath = join(session, 'merged.webm')
  const workDir = join(session, 'work')
  const result = await mergeParts({
    parts,
    outputPath,
    workDir,
    resolution: 'low',
    layout: 'grid',
    priority: 'normal',
    logger,
    ...more,
  })
  expect(await readdir(workDir).catch(() => [])).toEqual([])
  return { outputPath, ...result }
}

function expectLength(result: MergeResult, expectedMs: number): void {
  if (result.result !== 'merged') throw new Error(`not merged: ${result.reason}`)
  expect(Math.abs(result.durationMs - expectedMs)).toBeLessThanOrEqual(TOLERANCE_MS)
}

describe('one part', () => {
  test('is copied, and its header then says how long it is', async () => {
    expect(await headerLength(file('red'))).toBeNaN()
    const merged = await merge([part('red', 'ann', 0)])
    expect(merged).toMatchObject({ result: 'merged', used: ['red.webm'], omitted: [], incomplete: [] })
    expectLength(merged, 1000)
    expect(await headerLength(merged.outputPath)).toBeCloseTo(1, 1)
    expect(await streamsOf(merged.outputPath)).toMatchObject([
      { width: 160, height: 120 },
      { codec_name: 'opus' },
    ])
    const { colourAt } = await examineWebm(merged.outputPath)
    expect(colourAt(0.5, 0.5, 0.5)).toBe('red')
  })
})

describe('a part whose packets say that they are hours apart', () => {
  const CUT = { fileName: 'hours.webm', reason: expect.stringContaining('after its participant had left') }

  test('is as long as its participant stayed, alone', async () => {
    const merged = await merge([part('hours', 'ann', 0, 0, 3_000)])
    expect(merged).toMatchObject({ result: 'merged', used: ['hours.webm'], incomplete: [CUT] })
    if (merged.result === 'merged') expect(merged.durationMs).toBeLessThanOrEqual(3_000 + TOLERANCE_MS)
  })

  test('is as long as its participant stayed, beside others', async () => {
    const merged = await merge([part('hours', 'ann', 0, 0, 3_000), part('blue', 'bob', 500)])
    expectLength(merged, 3_000)
    expect(merged).toMatchObject({ used: ['hours.webm', 'blue.webm'], omitted: [], incomplete: [CUT] })
    const { colourAt, toneAt } = await examineWebm(merged.outputPath)
    expect(colourAt(0.5, 0.25, 0.5)).toBe('red')
    expect(colourAt(1, 0.75, 0.5)).toBe('blue')
    expect(colourAt(2.5, 0.5, 0.5)).toBe('red')
    expect(toneAt(0.4, 440)).toBeGreaterThan(0.5)
  })
})

describe('several parts', () => {
  test('begin where they were begun; who is alone is large, and who is not there takes no room', async () => {
    const merged = await merge([part('blue', 'bob', 2500), part('red', 'ann', 0)])
    expectLength(merged, 3500)
    expect(merged).toMatchObject({ used: ['red.webm', 'blue.webm'], omitted: [], incomplete: [] })
    const { colourAt, toneAt } = await examineWebm(merged.outputPath)
    const streams = await streamsOf(merged.outputPath)
    expect(streams).toMatchObject([{ codec_name: 'vp8', width: 640, height: 360 }, { codec_name: 'opus' }])
    // 160 × 120 fills 640 × 360 in height, from an eighth to seven eighths of the width.
    expect([colourAt(0.1, 0.2, 0.5), colourAt(0.9, 0.8, 0.9)]).toEqual(['red', 'red'])
    expect([colourAt(1.1, 0.5, 0.5), colourAt(2.4, 0.5, 0.5)]).toEqual(['black', 'black'])
    expect([colourAt(2.6, 0.2, 0.5), colourAt(3.4, 0.8, 0.9)]).toEqual(['blue', 'blue'])
    expect(toneAt(0.4, 440)).toBeGreaterThan(0.5)
    expect(toneAt(1.2, 440)).toBeLessThan(0.05)
    expect(toneAt(2.25, 880)).toBeLessThan(0.05)
    expect(toneAt(2.55, 880)).toBeGreaterThan(0.5)
  })

  test('of three participants form a grid, and all are heard', async () => {
    const merged = await merge([part('red', 'ann', 0), part('blue', 'bob', 0), part('green', 'cem', 0)])
    expectLength(merged, 1000)
    const { colourAt, toneAt } = await examineWebm(merged.outputPath)
    expect(colourAt(0.5, 0.25, 0.25)).toBe('red')
    expect(colourAt(0.5, 0.75, 0.25)).toBe('blue')
    expect(colourAt(0.5, 0.5, 0.75)).toBe('green')
    // The last row is centred: beside it there is nobody.
    expect(colourAt(0.5, 0.094, 0.75)).toBe('black')
    for (const tone of [440, 880, 1760]) expect(toneAt(0.4, tone)).toBeGreaterThan(0.5)
  })

  test('of one participant follow each other in one place, the last picture staying until the next', async () => {
    const reconnected = [part('red', 'ann', 0, 0), part('green', 'ann', 3000, 1), part('blue', 'bob', 0)]
    const merged = await merge(reconnected)
    expectLength(merged, 4000)
    const { colourAt, toneAt } = await examineWebm(merged.outputPath)
    expect([colourAt(0.5, 0.25, 0.5), colourAt(0.5, 0.75, 0.5)]).toEqual(['red', 'blue'])
    expect(colourAt(2, 0.5, 0.5)).toBe('red')
    expect(colourAt(3.2, 0.5, 0.5)).toBe('green')
    expect(toneAt(2, 440)).toBeLessThan(0.05)
    expect(toneAt(3.1, 1760)).toBeGreaterThan(0.5)
  })

  test('of one participant that overlap show the later one', async () => {
    const merged = await merge([part('long-red', 'ann', 0, 0), part('green', 'ann', 1600, 1)])
    expectLength(merged, 3000)
    const { colourAt } = await examineWebm(merged.outputPath)
    expect(colourAt(1.5, 0.5, 0.5)).toBe('red')
    expect(colourAt(1.8, 0.5, 0.5)).toBe('green')
  })

  test('a shared screen is large, with the faces small beside it, until it ends', async () => {
    const screen = { ...part('green', 'bob', 1000), pictureKind: 'screen' as const }
    const merged = await merge([part('long-red', 'ann', 0), part('blue', 'bob', 0), screen])
    expectLength(merged, 3000)
    expect(merged).toMatchObject({
      chapters: [
        { startMs: 0, kind: 'joined', names: ['ann', 'bob'] },
        { startMs: 1000, kind: 'screen', names: ['bob'] },
      ],
    })
    expect(await streamsOf(merged.outputPath)).toMatchObject([{ width: 1280, height: 720 }, {}])
    const { colourAt } = await examineWebm(merged.outputPath)
    expect([colourAt(0.5, 0.25, 0.5), colourAt(0.5, 0.75, 0.5)]).toEqual(['red', 'blue'])
    // 160 × 120 as high as the film; its owner's camera had ended when it began.
    expect([colourAt(1.5, 0.1, 0.1), colourAt(1.5, 0.7, 0.9)]).toEqual(['green', 'green'])
    expect(colourAt(1.5, 0.9, 0.5)).toBe('red')
    expect(colourAt(2.5, 0.5, 0.5)).toBe('red')
  })

  test('progress rises to one', async () => {
    const told: MergeProgress[] = []
    const onProgress = (progress: MergeProgress) => told.push(progress)
    await merge([part('red', 'ann', 0), part('blue', 'bob', 0)], { onProgress })
    const fractions = told.map(({ fraction }) => fraction)
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1])
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  })

  test('each voice is as loud as broadcasters want it, whatever it was', async () => {
    await makeWebm(file('faint'), { seconds: 3, tone: 880, volume: 0.25 })
    expect(await loudness(file('faint'))).toBeLessThan(-30)
    const merged = await merge([part('faint', 'ann', 0), part('long-red', 'bob', 3000)])
    expectLength(merged, 6000)
    expect(Math.abs((await loudness(merged.outputPath)) + 16)).toBeLessThan(1)
    const { toneAt } = await examineWebm(merged.outputPath)
    expect(toneAt(1, 880) / toneAt(4, 440)).toBeGreaterThan(0.8)
    expect(toneAt(1, 880) / toneAt(4, 440)).toBeLessThan(1.25)
  })

  test('a browser can seek at once: length and index come before the first picture', async () => {
    const merged = await merge([part('red', 'ann', 0), part('blue', 'bob', 2500)])
    expect(await headerLength(merged.outputPath)).toBeCloseTo(3.5, 1)
    const bytes = await readFile(merged.outputPath)
    const [cues, cluster] = ['1c53bb6b', '1f43b675'].map((id) => bytes.indexOf(Buffer.from(id, 'hex')))
    expect(cues).toBeGreaterThan(0)
    expect(cues).toBeLessThan(cluster!)
    expect(await chaptersOf(merged.outputPath)).toEqual(['ann, bob'])
  })
})

describe('who speaks is large', () => {
  let film: MergeResult & { outputPath: string }
  beforeAll(async () => {
    await makeSwitchedWebm(
      file('ann'),
      { seconds: 2, picture: 'red', size: '80x60' },
      { seconds: 10, picture: 'red' },
      { seconds: 12, tone: 440, muted: [4, 9] },
    )
    await makeWebm(file('bob'), { seconds: 12, picture: 'blue' })
    await makeWebm(file('voice'), { seconds: 7.5, tone: 880 })
    await makeWebm(file('cem'), { seconds: 3, tone: 1760 })
    await makeWebm(file('dan'), { seconds: 12, picture: 'green' })
    const people = ['ann', 'bob', 'dan'].map((name) => part(name, name, 0))
    const later = [part('voice', 'bob', 4500, 1), part('cem', 'cem', 4500)]
    film = await merge([...people, part('dan', 'eve', 0), ...later], { layout: 'speaker' })
    expectLength(film, 12_000)
  })

  test('from when they begin; the others are small beside', async () => {
    const { colourAt } = await examineWebm(film.outputPath)
    for (const at of [0.5, 2.5, 3.9]) expect([at, colourAt(at, 0.4, 0.5)]).toEqual([at, 'red'])
    for (const at of [5.5, 8, 11.5]) expect([at, colourAt(at, 0.4, 0.5)]).toEqual([at, 'blue'])
    // Three others, in the middle of the strip.
    expect([0.3, 0.5, 0.7].map((y) => colourAt(2.5, 0.9, y))).toEqual(['blue', 'green', 'green'])
    expect([colourAt(11, 0.9, 0.3), colourAt(11, 0.4, 0.05)]).toEqual(['red', 'black'])
  })

  test('a layer that is switched and a microphone that is muted move nothing in time', async () => {
    const { toneAt } = await examineWebm(film.outputPath)
    expect([toneAt(3.7, 440) > 0.5, toneAt(4.6, 440) < 0.05, toneAt(8.7, 440) < 0.05]).toEqual([
      true,
      true,
      true,
    ])
    expect([toneAt(9.2, 440) > 0.3, toneAt(11.5, 440) > 0.3, toneAt(4.2, 880) < 0.05]).toEqual([
      true,
      true,
      true,
    ])
    if (film.result !== 'merged') throw new Error('It was not merged')
    const [ann, bob] = film.voices
    expect(ann!.times.map((span) => span.map((ms) => Math.round(ms / 500) / 2))).toEqual([
      [0, 4],
      [9, 12],
    ])
    expect([bob!.name, bob!.times.length]).toEqual(['bob', 1])
  })

  test('who has no camera has a ring around their initials while they speak', async () => {
    const { pixelAt } = await examineWebm(film.outputPath)
    // The last of four tiles, at its left edge.
    const [red, , blue] = pixelAt(6, 0.815, 0.8)
    expect(blue! - red!).toBeGreaterThan(40)
  })
})

describe('what recorders do', () => {
  test('a picture that is turned halfway keeps its shape, its length and its place in time', async () => {
    const merged = await merge([part('turned', 'ann', 0), part('green', 'bob', 1500)])
    expectLength(merged, 2500)
    const { colourAt } = await examineWebm(merged.outputPath)
    expect([colourAt(0.5, 0.2, 0.5), colourAt(0.5, 0.06, 0.5)]).toEqual(['red', 'black'])
    expect([colourAt(1.3, 0.2, 0.5), colourAt(1.3, 0.5, 0.05)]).toEqual(['black', 'blue'])
    expect([colourAt(1.8, 0.1, 0.5), colourAt(1.8, 0.25, 0.5)]).toEqual(['black', 'blue'])
    expect(colourAt(1.8, 0.75, 0.5)).toBe('green')
  })

  test('picture and sound of a part begin apart, and stay apart', async () => {
    const merged = await merge([part('late-camera', 'ann', 0), part('late-microphone', 'bob', 1000)])
    expectLength(merged, 2600)
    const { colourAt, toneAt } = await examineWebm(merged.outputPath)
    expect(toneAt(0.2, 440)).toBeGreaterThan(0.5)
    expect(colourAt(0.9, 0.5, 0.5)).toBe('green')
    expect(colourAt(1.3, 0.5, 0.5)).toBe('blue')
    expect(toneAt(1.3, 880)).toBeLessThan(0.05)
    expect(toneAt(1.7, 880)).toBeGreaterThan(0.5)
    expect(toneAt(2.3, 880)).toBeGreaterThan(0.5)
  })

  test('a gap, as when a laptop slept, stays a gap', async () => {
    const merged = await merge([part('silent', 'ann', 0), part('slept', 'bob', 500)])
    expectLength(merged, 3500)
    const { colourAt, toneAt } = await examineWebm(merged.outputPath)
    expect(toneAt(1, 440)).toBeGreaterThan(0.5)
    expect(toneAt(1.9, 440) + toneAt(1.9, 880)).toBeLessThan(0.05)
    expect(toneAt(2.3, 880)).toBeLessThan(0.05)
    expect(toneAt(2.6, 880)).toBeGreaterThan(0.5)
    expect(toneAt(3.2, 880)).toBeGreaterThan(0.5)
    expect(colourAt(2.3, 0.5, 0.5)).toBe('red')
    expect(colourAt(2.7, 0.5, 0.5)).toBe('blue')
  })

  test('no camera: initials on a tile; no microphone: seen without a sound', async () => {
    const merged = await merge([part('silent', 'ann', 0), part('sound', 'bob', 500)])
    expectLength(merged, 1500)
    const { colourAt, pixelAt, toneAt } = await examineWebm(merged.outputPath)
    expect(colourAt(0.5, 0.25, 0.5)).toBe('yellow')
    const [red, green, blue] = pixelAt(0.5, 0.75, 0.35)
    // A shade of its own: neither the background nor a picture.
    expect(Math.max(red!, green!, blue!) - Math.min(red!, green!, blue!)).toBeGreaterThan(25)
    expect(toneAt(0.2, 880)).toBeLessThan(0.05)
    expect(toneAt(0.8, 880)).toBeGreaterThan(0.5)
  })

  test('nobody has a camera: the recording is sound, and its waveform is its picture', async () => {
    const merged = await merge([part('sound', 'ann', 0), part('sound', 'bob', 1000)])
    expectLength(merged, 2000)
    expect(await streamsOf(merged.outputPath)).toMatchObject([{ codec_name: 'opus' }])
    expect(merged).toMatchObject({ hasThumbnail: true, strip: null })
    const picture = join(merged.outputPath, '..', 'thumbnail.jpg')
    expect(await streamsOf(picture)).toMatchObject([{ width: 640, height: 360 }])
    // Loud in the middle of its height, and nothing at its edge.
    const { pixelAt } = await examineWebm(picture)
    expect(pixelAt(0, 0.25, 0.5)[2]! - pixelAt(0, 0.25, 0.02)[2]!).toBeGreaterThan(100)
  })

  test('empty, broken and missing ones are left out, and cost the others nothing', async () => {
    const broken = ['empty', 'garbage', 'nothing', 'missing'].map((name, n) => part(name, `p${n}`, -5000))
    const merged = await merge([...broken, part('red', 'ann', 0), part('blue', 'bob', 500)])
    expectLength(merged, 1500)
    expect(merged).toMatchObject({
      used: ['red.webm', 'blue.webm'],
      omitted: [
        { fileName: 'empty.webm', reason: expect.stringContaining('first packet') },
        { fileName: 'garbage.webm', reason: expect.stringContaining('not a webm') },
        { fileName: 'nothing.webm', reason: expect.stringContaining('is empty') },
        { fileName: 'missing.webm', reason: expect.stringContaining('is missing') },
      ],
    })
  })

  test('a picture that is noise leaves its sound', async () => {
    const merged = await merge([part('noise', 'ann', 0), part('red', 'bob', 0)])
    expectLength(merged, 1000)
    expect(merged).toMatchObject({
      used: ['noise.webm', 'red.webm'],
      incomplete: [{ fileName: 'noise.webm', reason: expect.stringContaining('cannot be decoded') }],
    })
    const { colourAt, toneAt } = await examineWebm(merged.outputPath)
    expect(toneAt(0.4, 1760)).toBeGreaterThan(0.5)
    expect(colourAt(0.5, 0.75, 0.5)).toBe('red')
  })

  test('no usable part: no recording, and the reason', async () => {
    const merged = await merge([part('empty', 'ann', 0), part('garbage', 'bob', 0)])
    expect(merged).toMatchObject({
      result: 'unusable',
      reason: expect.stringContaining('None of the 2 parts'),
    })
    expect(await readdir(join(merged.outputPath, '..'))).toEqual([])
    expect(await merge([])).toMatchObject({ result: 'unusable', reason: expect.stringContaining('Nothing') })
  })
})

describe('beginning again', () => {
  test('what a killed attempt left is removed, and an earlier recording replaced', async () => {
    const session = join(folder, 'session-again')
    const request = {
      parts: [part('red', 'ann', 0), part('blue', 'bob', 0)],
      outputPath: join(session, 'merged.webm'),
      workDir: join(session, 'work'),
      resolution: 'low',
      layout: 'grid',
      priority: 'normal',
      logger,
    } as const
    await mkdir(join(session, 'work', 'merged.webm.partial-old'), { recursive: true })
    await writeFile(join(session, 'work', 'merged.webm.partial-old', 'merged.webm'), 'half')
    await writeFile(request.outputPath, 'old')
    expectLength(await mergeParts(request), 1000)
    expectLength(await mergeParts(request), 1000)
    expect(await readdir(session)).toEqual(['merged.webm', 'strip.jpg', 'thumbnail.jpg', 'work'])
    expect(await readdir(join(session, 'work'))).toEqual([])
    const { colourAt } = await examineWebm(request.outputPath)
    expect(colourAt(0.5, 0.25, 0.5)).toBe('red')
  })

  test('what a killed attempt finished is not made again', async () => {
    const session = join(folder, 'session-resumed')
    await mkdir(session)
    const work = join(session, 'work')
    const stop = new AbortController()
    const request = {
      parts: [part('red', 'ann', 0), part('blue', 'bob', 2500)],
      outputPath: join(session, 'merged.webm'),
      workDir: work,
      resolution: 'low',
      layout: 'grid',
      priority: 'normal',
      logger,
    } as const
    const finished = () =>
      readdirSync(work, { recursive: true }).find((name) => String(name).endsWith('picture-0000.webm'))
    const onProgress = () => {
      if (finished()) stop.abort(new Error('killed'))
    }
    await expect(mergeParts({ ...request, signal: stop.signal, onProgress })).rejects.toThrow('killed')
    // Another picture in its place shows whether it is used.
    await makeWebm(join(work, String(finished())), { seconds: 1, picture: 'yellow', size: '640x360' })
    const told: MergeProgress[] = []
    const merged = await mergeParts({ ...request, onProgress: (progress) => told.push(progress) })
    expectLength(merged, 3500)
    expect(told[0]!.fraction).toBeGreaterThan(0)
    const { colourAt } = await examineWebm(request.outputPath)
    expect([colourAt(0.5, 0.5, 0.5), colourAt(3, 0.5, 0.5)]).toEqual(['yellow', 'blue'])
    expect(await readdir(work)).toEqual([])
  })

  test('a meeting that was deleted is not brought back', async () => {
    const session = join(folder, 'session-deleted')
    const merging = merge([part('red', 'ann', 0)], {
      outputPath: join(session, 'merged.webm'),
      workDir: join(session, 'work'),
    })
    await expect(merging).rejects.toThrow('ENOENT')
    expect(await readdir(folder)).not.toContain('session-deleted')
  })
})

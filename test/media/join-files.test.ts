/** What was recorded of one stay becomes one file, by real files of ffmpeg. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinFilesApart } from '../../media/recorder/join-files.ts'

const run = promisify(execFile)
const STARTED_AT_MS = 1_800_000_000_000
let folder: string
let voice: string
let camera: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'join-'))
  voice = join(folder, 'voice.webm')
  camera = join(folder, 'camera.webm')
  const live = ['-f', 'webm', '-live', '1']
  await Promise.all([
    run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=3', '-c:a', 'libopus', ...live, voice]),
    run('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc=d=2:s=160x90:r=10',
      '-c:v',
      'libvpx',
      '-g',
      '10',
      ...live,
      camera,
    ]),
  ])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('voice and camera become one file, each at its time, with nothing encoded and a length', async () => {
  const target = join(folder, 'both.webm')
  const joined = await joinFilesApart({
    files: [
      { path: voice, startedAtMs: STARTED_AT_MS },
      { path: camera, startedAtMs: STARTED_AT_MS + 700 },
    ],
    target,
  })
  expect(joined?.startedAtMs).toBe(STARTED_AT_MS)
  expect(joined?.lengthMs).toBeGreaterThan(2_900)
  const [before, after] = [await packets(camera, 'v'), await packets(target, 'v')]
  expect(after.map(({ size }) => size)).toEqual(before.map(({ size }) => size))
  expect(after[0]!.atS - before[0]!.atS).toBeCloseTo(0.7, 2)
  expect((await packets(target, 'a')).map(({ size }) => size)).toEqual(
    (await packets(voice, 'a')).map(({ size }) => size),
  )
  expect(await durationS(target)).toBeCloseTo(3, 0)
  const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', target, '-f', 'null', '-'])
  expect(stderr).toBe('')
})

test('a file that ends in the middle of a frame is taken as far as it goes', async () => {
  const whole = await readFile(camera)
  const cut = join(folder, 'cut.webm')
  await writeFile(cut, whole.subarray(0, Math.floor(whole.length * 0.7)))
  const target = join(folder, 'joined-cut.webm')
  await joinFilesApart({ files: [{ path: cut, startedAtMs: STARTED_AT_MS }], target })
  const kept = await packets(target, 'v')
  expect(kept.length).toBeGreaterThan(5)
  expect(kept.length).toBeLessThan((await packets(camera, 'v')).length)
  const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', target, '-f', 'null', '-'])
  expect(stderr).toBe('')
})

test('what was captured from a moment on is left out of both', async () => {
  const target = join(folder, 'until.webm')
  const files = [
    { path: voice, startedAtMs: STARTED_AT_MS },
    { path: camera, startedAtMs: STARTED_AT_MS + 700 },
  ]
  await joinFilesApart({ files, target, cutAtMs: STARTED_AT_MS + 1_500 })
  for (const stream of ['a', 'v'] as const) {
    const last = (await packets(target, stream)).at(-1)!.atS
    expect(last).toBeLessThan(1.5)
    expect(last).toBeGreaterThan(1.3)
  }
})

test('what cannot be read is said, and nothing is left at the target', async () => {
  const files = [{ path: join(folder, 'nothing.webm'), startedAtMs: STARTED_AT_MS }]
  await expect(joinFilesApart({ files, target: join(folder, 'none.webm') })).rejects.toMatchObject({
    code: 'ENOENT',
  })
})

async function packets(file: string, stream: 'a' | 'v'): Promise<{ atS: number; size: number }[]> {
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-select_streams',
    stream,
    '-show_entries',
    'packet=pts_time,size',
    '-of',
    'json',
    file,
  ])
  const found = JSON.parse(stdout) as { packets: { pts_time: string; size: string }[] }
  return found.packets.map(({ pts_time: time, size }) => ({ atS: Number(time), size: Number(size) }))
}

async function durationS(file: string): Promise<number> {
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'format=duration',
    '-of',
    'csv=p=0',
    file,
  ])
  return Number(stdout)
}

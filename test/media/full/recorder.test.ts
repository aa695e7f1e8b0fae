/**
 * The recorder against real publishers and each engine: what it writes is decoded by ffmpeg. Its files are the result;
 * how it got them is its own affair. Times are compared to fractions of a second, so this needs a machine to itself: it is
 * part of `npm run test:media`.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FinishedFile, RecordedFile, Recorder } from '../../../media/recorder/recorder.ts'
import { startRecorder } from '../../../media/recorder/start-recorder.ts'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import { describeEngines, startEngine, type TestEngine } from '../support/engines.ts'
import { MediaPage } from '../support/media-page.ts'
import { seededRandom, startUdpRelay, type UdpRelay } from '../support/udp-relay.ts'

const run = promisify(execFile)
const ROOM = 'recorded'
/** On the way to the recorder, all the time. */
const LOSS = 0.03
/** At its own time: frames of a recording do not come at one rate. */
const EVERY_FRAME = ['-fps_mode', 'passthrough', '-enc_time_base:v', '1:1000']
const RECORDER_GRANT = {
  hidden: true,
  recorder: true,
  canPublish: false,
  canPublishData: false,
}

let browser: TestBrowser

beforeAll(async () => {
  browser = await startBrowser({ media: 'fake' })
})
afterAll(() => browser.close())

describeEngines('a recorder', (name) => {
  let engine: TestEngine
  let relay: UdpRelay
  let recorder: Recorder
  let folder: string
  let ann: MediaPage
  let bob: MediaPage
  const started: RecordedFile[] = []
  const finished: FinishedFile[] = []
  const joined: string[] = []
  const interrupted: string[] = []
  const troubles: string[] = []

  beforeAll(async () => {
    engine = await startEngine(name)
    relay = await startUdpRelay(seededRandom())
    relay.target = engine.udpPort
    relay.lossDown = LOSS
    folder = await mkdtemp(join(tmpdir(), 'recorder-'))
    recorder = startRecorder({
      folder,
      logger: {
        info: () => undefined,
        warn: () => undefined,
        error: (details, message) => troubles.push(`${message} ${JSON.stringify(details)}`),
      },
      events: {
        joined: (id) => joined.push(id),
        fileStarted: (_id, file) => started.push(file),
        fileFinished: (_id, file) => finished.push(file),
        interrupted: (id) => interrupted.push(id),
      },
    })
    ;[ann, bob] = await Promise.all([
      MediaPage.open(browser, engine, 'ann'),
      MediaPage.open(browser, engine, 'bob'),
    ])
    await ann.join(ROOM)
    recorder.record(
      {
        id: 'one',
        url: engine.url,
        folder: 'one',
        bindAddress: '127.0.0.1',
        mediaAddress: { host: '127.0.0.1', port: relay.port },
      },
      () => engine.token('recorder', ROOM, RECORDER_GRANT),
    )
  })
  afterAll(async () => {
    await Promise.all([ann.close(), bob.close()])
    await recorder.close()
    relay.close()
    await engine.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const of = (files: readonly RecordedFile[], identity: string, source: string): RecordedFile[] =>
    files.filter((file) => file.identity === identity && file.source === source)
  const path = (file: RecordedFile): string => join(folder, 'one', file.name)

  test('takes every voice and camera, also of those who come later, and nobody sees it', async () => {
    await expect.poll(() => of(started, 'ann', 'camera'), { message: troubles.join() }).toHaveLength(1)
    await bob.join(ROOM)
    await expect.poll(() => of(started, 'bob', 'microphone')).toHaveLength(1)
    await expect.poll(() => of(started, 'bob', 'camera')).toHaveLength(1)
    await expect.poll(() => of(started, 'ann', 'microphone')).toHaveLength(1)
    expect(await bob.people()).toEqual(['ann'])
    expect(await bob.page.evaluate(() => media.room.isRecording)).toBe(true)
  })

  test('a shared screen is a file of its own, finished when it ends', async () => {
    await bob.page.evaluate(() => media.share())
    await expect.poll(() => of(started, 'bob', 'screen_share')).toHaveLength(1)
    await untilItLasts(path(of(started, 'bob', 'screen_share')[0]!), 1)
    await bob.page.evaluate(() => media.unshare())
    await expect.poll(() => of(finished, 'bob', 'screen_share')).toHaveLength(1)
    const [file] = of(finished, 'bob', 'screen_share') as FinishedFile[]
    const probed = await probe(path(file!))
    expect(probed).toMatchObject({ width: 1280, height: 720 })
    expect(probed.frames).toBe(file!.frames)
  })

  test('what a killed recorder wrote can be read, and a new one goes on', async () => {
    await untilItLasts(path(of(started, 'ann', 'camera')[0]!), 3)
    const before = [...started]
    const killedAtMs = Date.now()
    process.kill(recorder.pid!, 'SIGKILL')
    await expect.poll(() => of(started, 'ann', 'camera')).toHaveLength(2)
    await expect.poll(() => of(started, 'ann', 'microphone')).toHaveLength(2)
    expect(interrupted).toEqual(['one'])
    for (const source of ['camera', 'microphone']) {
      const [first, second] = of(started, 'ann', source)
      const { lastS } = await probe(path(first!))
      expect(before).toContain(first)
      expect(first!.startedAtMs + lastS * 1_000).toBeGreaterThan(killedAtMs - 1_000)
      expect(first!.startedAtMs + lastS * 1_000).toBeLessThanOrEqual(killedAtMs + 100)
      expect(second!.startedAtMs).toBeLessThan(killedAtMs + 5_000)
      expect(second!.startedAtMs).toBeGreaterThan(killedAtMs)
    }
  })

  test('each stay has files of its own, and its length is what happened', async () => {
    await expect.poll(() => of(started, 'bob', 'camera')).toHaveLength(2)
    await untilItLasts(path(of(started, 'bob', 'camera')[1]!), 2)
    const leftAtMs = Date.now()
    await bob.page.evaluate(() => media.room.disconnect())
    await expect.poll(() => of(finished, 'bob', 'camera')).toHaveLength(1)
    await expect.poll(() => of(finished, 'bob', 'microphone')).toHaveLength(1)
    for (const source of ['camera', 'microphone']) {
      const [done] = of(finished, 'bob', source) as FinishedFile[]
      const { lastS, frames } = await probe(path(done!))
      expect(Math.abs(done!.startedAtMs + lastS * 1_000 - leftAtMs)).toBeLessThan(1_000)
      if (source === 'camera') expect(frames).toBe(done!.frames)
      expect(await readDescription(done!)).toMatchObject({
        identity: 'bob',
        source,
        trackSid: done!.trackSid,
      })
    }
    // Of what was lost on the way every packet came in the end.
    expect(finished.reduce((sum, file) => sum + file.recoveredPackets, 0)).toBeGreaterThan(0)
    expect(finished.map((file) => file.lostPackets)).toEqual(finished.map(() => 0))
    await bob.join(ROOM)
    await expect.poll(() => of(started, 'bob', 'camera')).toHaveLength(3)
    const sids = new Set(of(started, 'bob', 'camera').map(({ participantSid }) => participantSid))
    expect(sids.size).toBe(2)
  })

  if (name === 'ours') {
    test('when the engine ends, its files are finished and new ones begin', async () => {
      const before = of(started, 'ann', 'camera').length
      process.kill(engine.own!.pid!, 'SIGKILL')
      await expect.poll(() => of(started, 'ann', 'camera')).toHaveLength(before + 1)
      expect(of(finished, 'ann', 'camera')).toHaveLength(1)
    })
  }

  test('when it leaves, every file is finished and decodes without a fault', async () => {
    await recorder.leave('one')
    expect(recorder.pid).toBeDefined()
    const names = (await readdir(join(folder, 'one'))).filter((one) => one.endsWith('.webm'))
    expect(names.sort()).toEqual(started.map((file) => file.name).sort())
    for (const file of started) expect((await probe(path(file))).frames).toBeGreaterThan(0)
    await expectDecodes(started.map(path))
    await expect.poll(() => ann.page.evaluate(() => media.room.isRecording)).toBe(false)
  })

  async function readDescription(file: RecordedFile): Promise<RecordedFile> {
    return JSON.parse(await readFile(path(file).replace(/webm$/, 'json'), 'utf8')) as RecordedFile
  }
})

/** Waits until so much is on the disk. */
async function untilItLasts(file: string, seconds: number): Promise<void> {
  await expect.poll(async () => (await probe(file)).lastS).toBeGreaterThan(seconds)
}

interface Probed {
  width: number
  height: number
  frames: number
  /** When the last frame is shown. */
  lastS: number
}

/** Without decoding. */
async function probe(file: string): Promise<Probed> {
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'packet=pts_time:stream=width,height',
    '-of',
    'json',
    file,
  ])
  const { packets = [], streams = [] } = JSON.parse(stdout) as {
    packets?: { pts_time: string }[]
    streams?: { width?: number; height?: number }[]
  }
  const [stream] = streams
  return {
    width: stream?.width ?? 0,
    height: stream?.height ?? 0,
    frames: packets.length,
    lastS: Math.max(0, ...packets.map((packet) => Number(packet.pts_time))),
  }
}

/** Decodes everything; what ffmpeg has to say about it is a fault. */
async function expectDecodes(files: readonly string[]): Promise<void> {
  const inputs = files.flatMap((file) => ['-i', file])
  const maps = files.flatMap((_, index) => ['-map', String(index)])
  const { stderr } = await run('ffmpeg', [
    '-v',
    'error',
    ...inputs,
    ...maps,
    ...EVERY_FRAME,
    '-f',
    'null',
    '-',
  ])
  expect(stderr).toBe('')
}

import { execFile, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createLogger } from '../../server/platform/logger.ts'
import { ffmpegAvailable } from '../../server/recordings/ffmpeg-available.ts'
import { mergeParts } from '../../server/recordings/merge-parts.ts'
import { MEMORY_LIMIT_KIB, runFfmpeg, runTool } from '../../server/recordings/run-ffmpeg.ts'
import { makeWebm } from '../support/make-webm.ts'

const run = promisify(execFile)
const LONG_ENOUGH_MS = 30_000
/** Never ends by itself. */
const ENDLESS = ['-f', 'lavfi', '-i', 'testsrc=size=16x16:rate=10', '-f', 'null', '-']

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-ffmpeg-'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** Living processes that name `word` on their command line: their niceness. A zombie is dead. */
async function processesNaming(word: string): Promise<number[]> {
  const { stdout } = await run('ps', ['-eo', 'stat=,ni=,args='])
  const lines = stdout.split('\n').filter((line) => line.includes(word) && !line.startsWith('Z'))
  return lines.map((line) => Number(line.trim().split(/\s+/)[1]))
}

/** A process that was just started gets its priority a moment later. */
function atLowestPriority(word: string): Promise<number[]> {
  return vi.waitUntil(
    async () => {
      const found = await processesNaming(word)
      return found.length > 0 && found.every((priority) => priority === 19) && found
    },
    { timeout: LONG_ENOUGH_MS },
  )
}

test('an aborted merge kills ffmpeg, which ran at the lowest priority, and leaves nothing', async () => {
  const path = join(folder, 'long.webm')
  await makeWebm(path, { seconds: 20, picture: 'testsrc', tone: 440 })
  const session = join(folder, 'session')
  await mkdir(session, { recursive: true })
  const stop = new AbortController()
  let running: Promise<number[]> | undefined
  const started = new Date()
  const recorded = ['ann', 'bob', 'cem', 'dan'].map((participantId) => {
    const place = { participantId, participantName: participantId, index: 0, startedAt: started }
    return { ...place, fileName: 'long.webm', path, pictureKind: 'camera' as const, lengthLimitMs: 60_000 }
  })
  const merging = mergeParts({
    parts: recorded,
    outputPath: join(session, 'merged.webm'),
    workDir: join(session, 'work'),
    resolution: 'low',
    layout: 'speaker',
    priority: 'normal',
    signal: stop.signal,
    logger: createLogger('silent', false),
    onProgress: ({ fraction }) => {
      if (fraction === 0) return
      running ??= atLowestPriority(path).finally(() => stop.abort(new Error('the server stops')))
    },
  })
  await expect(merging).rejects.toThrow('the server stops')
  expect(await running).toContain(19)
  expect(await processesNaming(path)).toEqual([])
  expect(await readdir(session)).toEqual(['work'])
})

test('what is aborted before it begins does not begin', async () => {
  const signal = AbortSignal.abort(new Error('too late'))
  const begun = runTool({ tool: 'ffmpeg', args: ENDLESS, deadlineMs: LONG_ENOUGH_MS, signal })
  await expect(begun).rejects.toThrow('too late')
})

test('at the deadline it is killed', async () => {
  const title = `deadline-${process.pid}`
  const args = ['-re', ...ENDLESS.slice(0, -3), '-metadata', `title=${title}`, '-f', 'null', '-']
  const late = runFfmpeg({ args, lengthMs: 1000, deadlineMs: 300 })
  await expect(late).rejects.toMatchObject({ code: 'ffmpeg-timed-out' })
  expect(await processesNaming(title)).toEqual([])
})

test('it is killed where it hangs, long before the deadline', async () => {
  const pipe = join(folder, 'nobody-writes')
  await run('mkfifo', [pipe])
  const args = ['-i', pipe, '-f', 'null', '-']
  const hanging = runFfmpeg({ args, lengthMs: 1000, deadlineMs: LONG_ENOUGH_MS, stallMs: 300 })
  await expect(hanging).rejects.toMatchObject({
    code: 'ffmpeg-timed-out',
    message: expect.stringContaining('no progress'),
  })
  expect(await processesNaming(pipe)).toEqual([])
})

test('more memory than allowed is not to be had', async () => {
  const scaled = '-f lavfi -i color=size=64x64 -vf scale=16000:16000 -frames:v 1 -f null -'
  const args = ['-nostdin', ...scaled.split(' ')]
  const eat = async (memoryLimitKib: number) =>
    runTool({ tool: 'ffmpeg', args, deadlineMs: LONG_ENOUGH_MS, memoryLimitKib })
  await eat(MEMORY_LIMIT_KIB)
  await expect(eat(500 * 1024)).rejects.toMatchObject({ code: 'ffmpeg-failed' })
})

test('what it said last is kept, and no more of it', async () => {
  const inputs = Array.from({ length: 40 }, () => ENDLESS.slice(0, 4)).flat()
  // Every write to this device fails for want of space.
  const args = ['-nostdin', '-v', 'trace', ...inputs, '-f', 'rawvideo', '-y', '/dev/full']
  const failing = runTool({ tool: 'ffmpeg', args, deadlineMs: LONG_ENOUGH_MS })
  await expect(failing).rejects.toMatchObject({
    code: 'ffmpeg-failed',
    message: expect.stringContaining('Conversion failed'),
    stderrTail: expect.stringMatching(/^[\s\S]{16384}$/),
  })
})

test('an error of the reader of its output ends it', async () => {
  const args = ['-nostdin', '-re', ...ENDLESS.slice(0, -2), 'framecrc', 'pipe:1']
  const onLine = () => {
    throw new Error('cannot be read')
  }
  await expect(runTool({ tool: 'ffmpeg', args, deadlineMs: LONG_ENOUGH_MS, onLine })).rejects.toThrow(
    'cannot be read',
  )
})

test('our secrets are not in its environment', async () => {
  vi.stubEnv('SECRET_KEY', 'not-for-ffmpeg')
  let environment = ''
  const onLine = (line: string) => {
    environment += line
  }
  const args = '-nostdin -v error -f data -i /proc/self/environ -map 0 -f data pipe:1'.split(' ')
  await runTool({ tool: 'ffmpeg', args, deadlineMs: LONG_ENOUGH_MS, onLine })
  vi.unstubAllEnvs()
  expect(environment).toContain('PATH=')
  expect(environment).not.toContain('not-for-ffmpeg')
})

test('it dies with the server, however that dies', async () => {
  const pipe = join(folder, 'pipe')
  await run('mkfifo', [pipe])
  const args = [...'-nostdin -v error -re -f lavfi -i testsrc=size=16x16 -f rawvideo -y'.split(' '), pipe]
  const module = new URL('../../server/recordings/run-ffmpeg.ts', import.meta.url)
  const script = `import(${JSON.stringify(module)}).then(({ runTool }) =>
    runTool({ tool: 'ffmpeg', deadlineMs: ${LONG_ENOUGH_MS}, args: ${JSON.stringify(args)} }))`
  const server = spawn(process.execPath, ['-e', script], { stdio: 'ignore' })
  // The pipe ends when nobody is left who could write into it: if ffmpeg lived on, never.
  let frames = 0
  for await (const _ of createReadStream(pipe)) {
    frames += 1
    server.kill('SIGKILL')
  }
  expect(frames).toBeGreaterThan(0)
  expect(await processesNaming(pipe)).toEqual([])
})

test('ffmpeg is found with its version', async () => {
  expect(await ffmpegAvailable()).toEqual({ available: true, version: expect.stringMatching(/^\d+\.\d+/) })
})

test('without ffmpeg it says what to install', async () => {
  const tools = join(folder, 'tools')
  await mkdir(tools)
  for (const name of ['env', 'nice']) await symlink(`/usr/bin/${name}`, join(tools, name))
  vi.stubEnv('PATH', tools)
  const availability = await ffmpegAvailable()
  vi.unstubAllEnvs()
  expect(availability).toEqual({
    available: false,
    howTo: expect.stringMatching(/ffmpeg is not installed on this machine.*apt-get install ffmpeg/),
  })
})

/**
 * How fast a recording becomes a film: `npm run bench:recording`, alone on the machine. Parts of a few seconds with a
 * moving, noisy picture and a tone are merged for each layout, and where who speaks is large they take turns; shown are the multiple of real time, and the processor
 * seconds that a second of film takes, which other work on the machine changes less.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createLogger } from '../server/platform/logger.ts'
import type { FilmLayout } from '../server/recordings/cut-timeline.ts'
import { mergeParts } from '../server/recordings/merge-parts.ts'
import type { RecordedPart } from '../server/recordings/plan-merge.ts'

const run = promisify(execFile)
const SECONDS = Number(process.argv[2] ?? 20)
/** Of each who speaks, one after the other. */
const TURN_SECONDS = 4
const PICTURE = 'testsrc2=size=1280x720:rate=25'

const folder = await mkdtemp(join(tmpdir(), 'bench-recording-'))
try {
  await main()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function main(): Promise<void> {
  const [camera, voice] = [join(folder, 'camera.webm'), join(folder, 'voice.webm')]
  const encode = '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 1500k -g 100 -c:a libopus -b:a 32k'.split(
    ' ',
  )
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${SECONDS}`]
  const picture = ['-f', 'lavfi', '-i', `${PICTURE}:duration=${SECONDS},noise=alls=12:allf=t`]
  await run('ffmpeg', ['-nostdin', '-v', 'error', ...picture, ...tone, ...encode, '-f', 'webm', camera])
  await run('ffmpeg', ['-nostdin', '-v', 'error', ...tone, ...encode, '-f', 'webm', voice])

  const part = (path: string, n: number, kind: RecordedPart['pictureKind'] = 'camera'): RecordedPart => ({
    fileName: `${n}.webm`,
    path,
    participantId: `p${n}`,
    participantName: `Person ${n}`,
    index: 0,
    pictureKind: kind,
    startedAt: new Date(0),
    lengthLimitMs: (SECONDS + 60) * 1000,
  })
  const cameras = (count: number) => Array.from({ length: count }, (_, n) => part(camera, n))
  const talking = await Promise.all(Array.from({ length: 4 }, async (_, n) => part(await talk(camera, n), n)))
  const layouts: [string, RecordedPart[], FilmLayout][] = [
    ['one person, a second voice', [part(camera, 0), part(voice, 1)], 'speaker'],
    ['two people', cameras(2), 'speaker'],
    ['four people, even', cameras(4), 'grid'],
    ['four people, who speaks large', talking, 'speaker'],
    ['nine people, even', cameras(9), 'grid'],
    ['a screen (1080p) and three faces', [...cameras(3), part(camera, 3, 'screen')], 'grid'],
    ['a screen (1080p) and who speaks', [...talking.slice(0, 3), part(camera, 3, 'screen')], 'speaker'],
  ]
  console.log(`${SECONDS} s of 720p25 each, ${availableParallelism()} cores`)
  for (const [name, parts, layout] of layouts) await measure(name, parts, layout)
}

/** The same camera with a voice that is heard in the turns of person `n` only. */
async function talk(camera: string, n: number): Promise<string> {
  const path = join(folder, `talking-${n}.webm`)
  const turn = [`mod(t\\,${4 * TURN_SECONDS})`, n * TURN_SECONDS, (n + 1) * TURN_SECONDS]
  const isOn = `between(${turn.join('\\,')})`
  const voice = `aevalsrc=0.1*sin(880*PI*t)*${isOn}:d=${SECONDS}:s=48000`
  const inputs = ['-i', camera, '-f', 'lavfi', '-i', voice]
  const outputs = '-map 0:v -map 1:a -c:v copy -c:a libopus -b:a 32k -f webm'.split(' ')
  await run('ffmpeg', ['-nostdin', '-v', 'error', ...inputs, ...outputs, path])
  return path
}

async function measure(name: string, parts: RecordedPart[], layout: FilmLayout): Promise<void> {
  const session = join(folder, name.replaceAll(/\W/g, '-'))
  await mkdir(session)
  const [began, before] = [performance.now(), await childSeconds()]
  await mergeParts({
    parts,
    outputPath: join(session, 'merged.webm'),
    workDir: join(session, 'work'),
    resolution: 'standard',
    layout,
    priority: 'normal',
    logger: createLogger('silent', false),
  })
  const wall = (performance.now() - began) / 1000
  const processor = (await childSeconds()) - before
  const times = (SECONDS / wall).toFixed(1).padStart(5)
  console.log(
    `${name.padEnd(36)}${times} × real time, ${(processor / SECONDS).toFixed(2)} processor seconds a second`,
  )
}

/** Of all children that have ended, by the kernel (Linux): user and system time, in its ticks of 10 ms. */
async function childSeconds(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / 100
}

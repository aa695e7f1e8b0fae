/**
 * Says whether recordings can be merged on this machine. Without ffmpeg everything else works: parts are
 * received and kept, and are merged once it is there. So this is asked before each merge and on the health
 * page, and never a reason not to start.
 */
import { FfmpegError, runTool } from './run-ffmpeg.ts'
import type { Tool } from './run-ffmpeg.ts'

const TIMEOUT_MS = 15_000
const NEEDED_ENCODERS = ['libvpx', 'libopus']

export type FfmpegAvailability = { available: true; version: string } | { available: false; howTo: string }

/** Runs ffmpeg and ffprobe for their versions, and looks for the encoders that a merge needs. */
export async function ffmpegAvailable(signal?: AbortSignal): Promise<FfmpegAvailability> {
  try {
    const version = await versionOf('ffmpeg', signal)
    await versionOf('ffprobe', signal)
    const missing = await missingEncoders(signal)
    if (missing.length === 0) return { available: true, version }
    return { available: false, howTo: `${whichFfmpeg(version)} lacks ${missing.join(' and ')}. ${INSTALL}` }
  } catch (error) {
    if (!(error instanceof FfmpegError)) throw error
    return { available: false, howTo: `${error.message}. ${INSTALL}` }
  }
}

const INSTALL =
  'Install ffmpeg 5.1 or later, built with libvpx and libopus, where the server can find it on its PATH ' +
  '(Debian and Ubuntu: apt-get install ffmpeg; Alpine: apk add ffmpeg; macOS: brew install ffmpeg). ' +
  'Recordings made until then are kept and merged afterwards.'

const whichFfmpeg = (version: string) => `ffmpeg ${version} is installed, but it`

async function versionOf(tool: Tool, signal: AbortSignal | undefined): Promise<string> {
  let version = 'of an unknown version'
  await runTool({
    tool,
    args: ['-version'],
    deadlineMs: TIMEOUT_MS,
    signal,
    onLine: (line) => {
      version = /^\w+ version (\S+)/.exec(line)?.[1] ?? version
    },
  })
  return version
}

async function missingEncoders(signal: AbortSignal | undefined): Promise<string[]> {
  const found = new Set<string>()
  await runTool({
    tool: 'ffmpeg',
    args: ['-hide_banner', '-v', 'error', '-encoders'],
    deadlineMs: TIMEOUT_MS,
    signal,
    onLine: (line) => {
      const name = /^ \S{6} (\S+)/.exec(line)?.[1]
      if (name !== undefined && NEEDED_ENCODERS.includes(name)) found.add(name)
    },
  })
  return NEEDED_ENCODERS.filter((name) => !found.has(name))
}

let drawsText: Promise<boolean> | undefined

/** Whether this ffmpeg can write names; one built without freetype cannot. Looked at once for each process. */
export function canDrawText(): Promise<boolean> {
  drawsText ??= findDrawText().catch((error: unknown) => {
    drawsText = undefined
    throw error
  })
  return drawsText
}

async function findDrawText(): Promise<boolean> {
  let found = false
  await runTool({
    tool: 'ffmpeg',
    args: ['-hide_banner', '-v', 'error', '-filters'],
    deadlineMs: TIMEOUT_MS,
    onLine: (line) => void (found ||= / drawtext /.test(line)),
  })
  return found
}

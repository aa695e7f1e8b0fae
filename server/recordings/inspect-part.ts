/**
 * Looks into a recorded part before anything is merged: what is in it, how long it is, and whether it can be
 * used.
 *
 * A browser's recorder writes live webm: the header says no length, so the packets are counted and the length
 * is the end of the last one. A part without packets, or with a stream of which not one frame decodes, would
 * make the whole merge fail, so both are found here. ffprobe's answer is read line by line and never kept: a
 * long part has a million packets.
 *
 * Picture and sound are judged apart: a part with a broken picture keeps its sound.
 */
import { open } from 'node:fs/promises'
import { guardedInput } from './input-guards.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import type { PartInspection } from './plan-merge.ts'
import { newProbe, PROBED_ENTRIES, readProbeLine, streamsWithPackets } from './read-probe.ts'
import type { InspectedStream, Probe } from './read-probe.ts'
import { FfmpegError, runTool } from './run-ffmpeg.ts'

const TIMEOUT_MS = 10 * 60 * 1000
/** With what a webm begins. */
const EBML_MAGIC = Buffer.from('1a45dfa3', 'hex')
const NO_PACKETS = 'it is empty: the recorder was stopped before it wrote anything'
const UNREADABLE = 'nothing in it can be read: it ends before its first packet, or it is damaged'

/**
 * Inspects the file at `path`; what says that it comes later than `lengthLimitMs` is left out. Rejects only for what is no fault of the part: no ffmpeg, no memory, the
 * signal.
 */
export async function inspectPart(
  path: string,
  lengthLimitMs: number,
  signal?: AbortSignal,
): Promise<PartInspection> {
  const notWebm = await whyNotWebm(path)
  if (notWebm !== null) return { usable: false, reason: notWebm }
  const probe = newProbe()
  try {
    await runTool({
      tool: 'ffprobe',
      args: ['-v', 'error', '-of', 'compact', '-show_entries', PROBED_ENTRIES, ...guardedInput(path)],
      deadlineMs: TIMEOUT_MS,
      signal,
      onLine: (line) => readProbeLine(probe, line),
    })
  } catch (error) {
    // A recording that was cut off may end in an error, and what comes before it is good.
    const reason = whyNotReadable(error)
    if (probe.streams.length === 0) return { usable: false, reason }
  }
  return judge(probe, lengthLimitMs, (stream) => decodes(path, stream, signal))
}

async function whyNotWebm(path: string): Promise<string | null> {
  const beginning = await readBeginning(path)
  if (beginning === null) return 'its file is missing'
  if (beginning.length === 0) return NO_PACKETS
  return beginning.equals(EBML_MAGIC) ? null : 'it is not a webm file'
}

async function readBeginning(path: string): Promise<Buffer | null> {
  let file
  try {
    file = await open(path, 'r')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(EBML_MAGIC.length), 0, EBML_MAGIC.length, 0)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return null
    throw error
  } finally {
    await file?.close()
  }
}

async function judge(
  probe: Probe,
  lengthLimitMs: number,
  decodable: (stream: InspectedStream) => Promise<boolean>,
): Promise<PartInspection> {
  const flaws: string[] = []
  let isCut = false
  const find = async (kind: 'video' | 'audio', what: string): Promise<InspectedStream | null> => {
    for (const { complete, ...stream } of streamsWithPackets(probe, kind)) {
      if (stream.startMs >= lengthLimitMs) {
        flaws.push(`its ${what} says that it begins after its participant had left`)
        continue
      }
      if (complete && (await decodable(stream))) {
        isCut ||= stream.endMs > lengthLimitMs
        return { ...stream, endMs: Math.min(stream.endMs, lengthLimitMs) }
      }
      flaws.push(`its ${what} (${stream.codec}) cannot be decoded`)
    }
    return null
  }
  const picture = await find('video', 'picture')
  const sound = await find('audio', 'sound')
  if (isCut) flaws.push('it says that it goes on after its participant had left: that is left out')
  return summarize(picture, sound, flaws, isCut)
}

function summarize(
  picture: InspectedStream | null,
  sound: InspectedStream | null,
  flaws: string[],
  isCut: boolean,
): PartInspection {
  if (picture === null && sound === null) {
    return { usable: false, reason: flaws.length === 0 ? NO_PACKETS : flaws.join(', and ') }
  }
  const lengthMs = Math.max(picture?.endMs ?? 0, sound?.endMs ?? 0)
  return { usable: true, lengthMs, picture, sound, flaws, isCut }
}

const QUIET = ['-nostdin', '-hide_banner', '-v', 'error']

const selectOneFrame = ({ streamIndex }: InspectedStream) =>
  `-map 0:${streamIndex} -frames 1 -f framecrc pipe:1`.split(' ')

/** Decodes until the first frame comes out, which takes no time unless there is none. */
async function decodes(path: string, stream: InspectedStream, signal?: AbortSignal): Promise<boolean> {
  let frames = 0
  try {
    await runTool({
      tool: 'ffmpeg',
      args: [...QUIET, ...guardedInput(path, ['-threads', '1']), ...selectOneFrame(stream)],
      deadlineMs: TIMEOUT_MS,
      signal,
      onLine: (line) => {
        if (/^\d/.test(line)) frames += 1
      },
    })
  } catch (error) {
    whyNotReadable(error)
  }
  return frames > 0
}

/** The reason to leave a part out; what is no fault of the part is thrown on. */
function whyNotReadable(error: unknown): string {
  if (!(error instanceof FfmpegError)) throw error
  if (error.code === 'ffmpeg-timed-out') return 'it could not be read in time'
  if (error.code === 'ffmpeg-failed') return UNREADABLE
  throw error
}

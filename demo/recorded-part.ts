/** A part as a browser's MediaRecorder makes it: live webm without a length in its header, VP8 and Opus. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export async function generatePart(
  folder: string,
  lengthSeconds: number,
  picture: string,
  toneHz: number,
): Promise<Buffer> {
  const file = join(await mkdtemp(join(folder, 'part-')), 'part.webm')
  const inputs = [
    ['-f', 'lavfi', '-i', `${picture}=size=640x360:rate=15:duration=${lengthSeconds}`],
    ['-f', 'lavfi', '-i', `sine=frequency=${toneHz}:duration=${lengthSeconds}`],
  ].flat()
  const codecs = [
    '-c:v',
    'libvpx',
    '-deadline',
    'realtime',
    '-cpu-used',
    '8',
    '-b:v',
    '400k',
    '-c:a',
    'libopus',
  ]
  await run('ffmpeg', ['-v', 'error', ...inputs, ...codecs, '-f', 'webm', '-live', '1', file])
  return readFile(file)
}

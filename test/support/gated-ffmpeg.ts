/**
 * The real ffmpeg behind a gate: a merge that has begun waits until a test lets it go on, so that a test can do
 * something meanwhile. Or one that fails like a full disk. Put `path` in front of PATH.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface GatedFfmpeg {
  /** A folder with this `ffmpeg` in it. */
  path: string
  /** Resolves when a merge has come to the gate, once for each. */
  begun(): Promise<void>
  /** Lets one merge go on. */
  open(): Promise<void>
  close(): Promise<void>
}

export async function gateFfmpeg(): Promise<GatedFfmpeg> {
  const path = await mkdtemp(join(tmpdir(), 'gated-ffmpeg-'))
  const [begun, go] = [join(path, 'begun'), join(path, 'go')]
  await run('mkfifo', [begun, go])
  await writeTool(path, `echo begun > '${begun}'; read line < '${go}'`)
  // Open in both directions: then neither end waits for the other to be opened.
  const pipes: [FileHandle, FileHandle] = [await open(begun, 'r+'), await open(go, 'r+')]
  return {
    path,
    begun: async () => void (await pipes[0].read(Buffer.alloc(6), 0, 6, null)),
    open: async () => void (await pipes[1].write('go\n')),
    async close() {
      await Promise.all(pipes.map((pipe) => pipe.close()))
      await rm(path, { recursive: true, force: true })
    },
  }
}

/** An ffmpeg of which every merge fails; all else works. */
export async function failingFfmpeg(): Promise<{ path: string; close(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'failing-ffmpeg-'))
  await writeTool(path, 'echo "No space left on device" >&2; exit 1')
  return { path, close: () => rm(path, { recursive: true, force: true }) }
}

/** `onMerge` runs before a merge; looking into files, and asking for the version, is none. */
async function writeTool(folder: string, onMerge: string): Promise<void> {
  const { stdout } = await run('sh', ['-c', 'command -v ffmpeg'])
  const script = `#!/bin/sh\ncase " $* " in *" -progress "*) ${onMerge} ;; esac\nexec ${stdout.trim()} "$@"\n`
  await writeFile(join(folder, 'ffmpeg'), script, { mode: 0o755 })
}

/**
 * Forks a program of `media` that parses what strangers send. Nothing of the environment is passed on, and Node itself
 * keeps it from other programs and from all files but its own code, and one folder where it is given one.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const OWN_CODE = join(import.meta.dirname, '..')

/** @param folder the child is started in it, and may read and write there */
export function forkConfined(program: string, folder?: string): ChildProcess {
  return fork(program, [], {
    cwd: folder,
    env: {},
    serialization: 'advanced',
    execArgv: [
      '--disable-warning=PERM0001',
      '--permission',
      '--allow-addons',
      `--allow-fs-read=${OWN_CODE}/*`,
      ...(folder === undefined ? [] : [`--allow-fs-read=${folder}/*`, `--allow-fs-write=${folder}/*`]),
    ],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

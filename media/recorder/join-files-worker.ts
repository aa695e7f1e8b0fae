/** The thread in which files are joined: it does one piece of work, says what became of it, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { joinFiles, type FilesToJoin, type JoinAnswer } from './join-files.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const answer = (said: JoinAnswer) => parentPort!.postMessage(said)

joinFiles(workerData as FilesToJoin).then(
  (joined) => answer({ joined }),
  (error: unknown) =>
    answer({
      message: error instanceof Error ? error.message : String(error),
      code: (error as NodeJS.ErrnoException).code,
    }),
)

/**
 * The program: reads the environment, starts the server, says where it is, and stops it on a signal. SIGTERM and
 * SIGINT let work in flight finish, for ten seconds at most; a second signal ends at once. Both are safe: whatever
 * was acknowledged is in the database, and the next start goes on from there.
 *
 * Node's version is looked at before anything is loaded that needs it, so that an old Node says what is wrong
 * instead of failing somewhere inside.
 */
import process from 'node:process'
import type { RunningServer } from './start-server.ts'

const NODE_MAJOR_MIN = 24
const STOP_LIMIT_MS = 9_500

const nodeMajor = Number(process.versions.node.split('.')[0])
if (nodeMajor < NODE_MAJOR_MIN) {
  fail(
    `This needs Node.js ${NODE_MAJOR_MIN} or newer; this is ${process.versions.node}. ` +
      'Start it with "npm start", which uses the Node.js that "npm ci" installed.',
  )
}

await run()

async function run(): Promise<void> {
  const { readEnvironment } = await import('./platform/config/environment.ts')
  const { WrongSetting } = await import('./platform/config/wrong-setting.ts')
  const { EmbeddedDatabaseError } = await import('./platform/postgres/embedded-error.ts')
  const { DomainError } = await import('./platform/errors.ts')
  const { AllowListInvalid } = await import('./webhooks/http/allow-list.ts')
  const { startServer } = await import('./start-server.ts')
  try {
    const config = readEnvironment(process.env)
    const starting = startServer(config, { onLost: (error) => fail(error.message) })
    stopOnSignal(starting)
    const server = await starting
    process.stdout.write(greeting(server))
  } catch (error) {
    const isOurs =
      error instanceof WrongSetting ||
      error instanceof EmbeddedDatabaseError ||
      error instanceof AllowListInvalid ||
      error instanceof DomainError
    if (isOurs) fail(error.message)
    fail(explain(error))
  }
}

function greeting({ context, setUpLink }: RunningServer): string {
  const { productName } = context.settings.current()
  const lines = [`${productName} is running.`, '', `  Open     ${context.publicUrl}`]
  if (setUpLink) {
    lines.push(`  Set up   ${setUpLink.url}`, `           (once, until ${setUpLink.expiresAt.toISOString()})`)
  }
  lines.push(`  Data     ${context.dataDir}`, `  Stop     Ctrl+C`)
  return `\n${lines.join('\n')}\n\n`
}

function stopOnSignal(starting: Promise<RunningServer>): void {
  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    // What does not end by then is taken up by the next start, like after a crash.
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref()
    starting.then(
      (server) =>
        server.stop().then(
          () => process.exit(0),
          () => process.exit(1),
        ),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** Faults of the surroundings in one line; faults of ours with all there is. */
function explain(error: unknown): string {
  const { code, syscall, message, stack } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') {
    return `Another program listens there already (${message}). Stop it, or set PORT to another number.`
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'ENOENT' || code === 'EADDRNOTAVAIL') {
    return `The system refuses ${syscall ?? 'something'} that the start needs: ${message}.`
  }
  return stack ?? String(error)
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

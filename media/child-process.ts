/**
 * The program of the child. It loads everything, gives up its rights, and only then takes the first word from outside.
 * It ends when the server's process does.
 *
 * What it cannot do on this platform it says, and ends with a code of its own; any other end is one that the server
 * takes back by starting it again.
 */
import { createSocket } from 'node:dgram'
import process from 'node:process'
import { EXIT_UNAVAILABLE, type ChildOptions, type ToChild, type ToParent } from './channel.ts'
import type { Engine } from './engine/engine.ts'
import { giveUpRights } from './give-up-rights.ts'

const EXIT_AFTER_STOP_MS = 300

function send(message: ToParent): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
}

function log(level: 'warn' | 'error', message: string, error: unknown): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  send({ kind: 'log', level, message, details: { reason } })
}

let engine: Engine | undefined

process.on('disconnect', () => process.exit(0))
// Signals of a terminal reach the whole group; the server decides when this ends.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('unhandledRejection', (error) => log('error', 'A promise of the media engine was rejected', error))
process.on('uncaughtException', (error) => {
  log('error', 'The media engine failed', error)
  // What state it is in nobody knows: a new one takes over at once.
  setImmediate(() => process.exit(1))
})
process.on('message', (message: ToChild) => {
  if (message.kind === 'start') void start(message.options)
  else if (message.kind === 'stop') stop()
  else engine?.take(message)
})

async function start(options: ChildOptions): Promise<void> {
  let createEngine: () => Engine
  try {
    const loaded = await import('./engine/engine.ts')
    createEngine = () => new loaded.Engine(options, send)
  } catch (error) {
    return unavailable(`node-datachannel cannot be loaded on this platform: ${firstLine(error)}`)
  }
  try {
    if (options.user) giveUpRights(options.user)
  } catch (error) {
    return unavailable(`The media engine could not give up its rights: ${firstLine(error)}`)
  }
  try {
    await tryPort(options)
  } catch (error) {
    send({
      kind: 'log',
      level: 'error',
      message: 'The UDP port of the media engine is not free',
      details: { udpPort: options.udpPort, reason: firstLine(error) },
    })
    setImmediate(() => process.exit(1))
    return
  }
  engine = createEngine()
  send({ kind: 'ready' })
}

/** The transport would say it only when the first participant comes. */
function tryPort({ udpPort, bindAddress }: ChildOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(bindAddress?.includes(':') ? 'udp6' : 'udp4')
    socket.once('error', reject)
    socket.bind(udpPort, bindAddress, () => socket.close(() => resolve()))
  })
}

function unavailable(reason: string): void {
  send({ kind: 'unavailable', reason })
  setImmediate(() => process.exit(EXIT_UNAVAILABLE))
}

function stop(): void {
  engine?.close()
  setTimeout(() => process.exit(0), EXIT_AFTER_STOP_MS)
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!
}

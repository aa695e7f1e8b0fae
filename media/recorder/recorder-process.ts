/**
 * The program of a recorder: it loads everything, gives up its rights, and then records the rooms that it is told to,
 * into the folder that it was started in. It ends when the server's process does, and its files are whole then, too:
 * they only grow.
 */
import process from 'node:process'
import { EXIT_UNAVAILABLE } from '../channel.ts'
import { giveUpRights } from '../give-up-rights.ts'
import type { FromRecorder, RecorderChildOptions, RoomToRecord, ToRecorder } from './recorder-channel.ts'
import type { RoomRecorder } from './room-recorder.ts'

const rooms = new Map<string, RoomRecorder>()
let createRoom: ((room: RoomToRecord, token: string) => RoomRecorder) | undefined

function send(message: FromRecorder): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
}

function failed(error: unknown): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  send({ kind: 'log', level: 'error', message: 'The recorder failed', details: { reason } })
  // What state it is in nobody knows: a new one takes over at once.
  setImmediate(() => process.exit(1))
}

process.on('disconnect', () => process.exit(0))
// Signals of a terminal reach the whole group; the server decides when this ends.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('unhandledRejection', failed)
process.on('uncaughtException', failed)
process.on('message', (message: ToRecorder) => {
  if (message.kind === 'start') void start(message.options)
  else if (message.kind === 'record') record(message.room, message.token)
  else if (message.kind === 'leave') void leave(message.id)
  else void stop()
})

async function start({ user }: RecorderChildOptions): Promise<void> {
  try {
    const [{ RoomRecorder }, { startTransportLog }] = await Promise.all([
      import('./room-recorder.ts'),
      import('../transport/transport.ts'),
    ])
    startTransportLog((level, message) =>
      send({
        kind: 'log',
        level: 'warn',
        message: 'From the recorder’s transport',
        details: { level, message },
      }),
    )
    createRoom = (room, token) => new RoomRecorder(room, token, (told) => toldBy(room.id, told))
    if (user) giveUpRights(user)
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error)
    send({ kind: 'unavailable', reason: `The recorder cannot work here: ${reason}` })
    setImmediate(() => process.exit(EXIT_UNAVAILABLE))
    return
  }
  send({ kind: 'ready' })
}

function record(room: RoomToRecord, token: string): void {
  if (!rooms.has(room.id) && createRoom) rooms.set(room.id, createRoom(room, token))
}

function toldBy(id: string, message: FromRecorder): void {
  if (message.kind === 'left') rooms.delete(id)
  send(message)
}

async function leave(id: string): Promise<void> {
  const room = rooms.get(id)
  if (room) await room.leave(true, 'It was told to')
  else send({ kind: 'left', id, isWanted: true, reason: 'It was not there' })
}

async function stop(): Promise<void> {
  await Promise.all([...rooms.values()].map((room) => room.leave(true, 'The server stops')))
  // The last messages have to be on their way.
  setImmediate(() => process.disconnect())
}

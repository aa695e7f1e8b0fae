/**
 * The recorders of one server: child processes, each of which records several rooms. A room goes to the one with the
 * fewest; while all have `ROOMS_PER_RECORDER` or more another one is started, up to `RECORDERS_LIMIT`. None is started
 * before there is something to record.
 *
 * Each child has a folder of its own, `<data folder>/recorder/<holder>-<n>`, and in it one for each time that a room is
 * recorded, `<occurrence>_<n>`, so that a file's place tells whose it is, also after all processes have ended.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { RECORDER_STARTING, startRecorder } from '../../media/recorder/start-recorder.ts'
import type { Recorder } from '../../media/recorder/recorder.ts'
import type { RecorderAccess } from '../media/media-server.ts'
import type { Logger } from '../platform/logger.ts'

const RECORDERS_LIMIT = Math.min(4, availableParallelism())
const ROOMS_PER_RECORDER = 4

export interface RecordedRoom {
  /** Where its files are. */
  readonly folder: string
  /** Resolves when all files are finished. */
  leave(): Promise<void>
}

export interface RoomEvents {
  /** It is in the room. */
  joined(): void
  /** It is out of the room, and comes back by itself. */
  interrupted(): void
  /** Somebody has left, or sends nothing any more: these files of theirs are finished, and none is written to. */
  stayEnded(fileNames: string[]): void
}

export interface RecorderReading {
  /** Null: they work, or none was needed so far. */
  fault: string | null
  recorders: number
  rooms: number
  restarts: number
}

export interface RecorderPool {
  record(occurrenceId: string, access: RecorderAccess, events: RoomEvents): RecordedRoom
  read(): RecorderReading
  /** Those of the children that run. */
  pids(): number[]
  close(): Promise<void>
}

interface Child {
  recorder: Recorder
  folder: string
  rooms: number
}

interface Listener extends RoomEvents {
  /** By name. */
  files: Map<string, { participantSid: string; isFinished: boolean }>
}

export function createRecorderPool(base: string, holder: string, logger: Logger): RecorderPool {
  const children: Child[] = []
  const listeners = new Map<string, Listener>()
  let count = 0

  function start(): Child {
    const folder = join(base, `${holder}-${children.length}`)
    const recorder = startRecorder({
      folder,
      logger,
      events: {
        joined: (id) => listeners.get(id)?.joined(),
        fileStarted: (id, { name, participantSid }) =>
          void listeners.get(id)?.files.set(name, { participantSid, isFinished: false }),
        fileFinished(id, { name, participantSid }) {
          const listener = listeners.get(id)
          if (!listener) return
          listener.files.set(name, { participantSid, isFinished: true })
          endStay(listener, participantSid)
        },
        trackRefused: (id, track) => logger.warn({ id, ...track }, 'A track is not recorded'),
        interrupted(id, reason) {
          logger.warn({ id, reason }, 'A recorder is out of its room, and tries to come back')
          const listener = listeners.get(id)
          // A child that died finishes nothing.
          for (const file of listener?.files.values() ?? []) file.isFinished = true
          listener?.interrupted()
        },
      },
    })
    const child = { recorder, folder, rooms: 0 }
    children.push(child)
    return child
  }

  function endStay({ files, stayEnded }: Listener, participantSid: string): void {
    const own = [...files].filter(([, file]) => file.participantSid === participantSid)
    if (own.some(([, { isFinished }]) => !isFinished)) return
    const names = own.map(([name]) => name)
    for (const name of names) files.delete(name)
    stayEnded(names)
  }

  function choose(): Child {
    const [least] = children.toSorted((a, b) => a.rooms - b.rooms)
    const isFull = !least || (least.rooms >= ROOMS_PER_RECORDER && children.length < RECORDERS_LIMIT)
    return isFull ? start() : least
  }

  return {
    record(occurrenceId, { token, ...way }, events) {
      const child = choose()
      // A room that is left and recorded again at once is another one to the child.
      const id = `${occurrenceId}_${count++}`
      listeners.set(id, { ...events, files: new Map() })
      child.rooms++
      child.recorder.record({ id, folder: id, ...way }, token)
      return {
        folder: join(child.folder, id),
        async leave() {
          await child.recorder.leave(id)
          listeners.delete(id)
          child.rooms--
        },
      }
    },
    read() {
      const faults = children
        .map(({ recorder }) => recorder.unavailableReason)
        .filter((reason) => reason !== null)
      return {
        fault: faults.find((reason) => reason !== RECORDER_STARTING) ?? null,
        recorders: children.length,
        rooms: children.reduce((sum, { rooms }) => sum + rooms, 0),
        restarts: children.reduce((sum, { recorder }) => sum + recorder.restarts, 0),
      }
    },
    pids: () => children.flatMap(({ recorder }) => recorder.pid ?? []),
    async close() {
      await Promise.all(children.map(({ recorder }) => recorder.close()))
    },
  }
}

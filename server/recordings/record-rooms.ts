/**
 * Records the rooms that have to be recorded: those of recorded meetings, from the first person inside on, as long as no
 * host has paused or stopped it. Every second, and whenever something changed in a room, this server looks which those
 * are, takes the leases of those that nobody records, renews its own, and lets go what is not to be recorded any more.
 *
 *     nobody's ──claim──▸ recording ──not wanted any more──▸ handing over ──its files are parts──▸ nobody's
 *                             └──the lease is lost──▸ handing over, without giving anything back
 *
 * What guarantees that exactly one server records a room is `recorder-lease`; what becomes of the files, `hand-over-files`.
 * Files that a killed process left are found by where they lie, and handed over by the server that has the lease then.
 */
import { randomUUID } from 'node:crypto'
import { readdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaServer, RecorderAccess } from '../media/media-server.ts'
import type { Context } from '../platform/context.ts'
import type { RecordingGapReason } from '../platform/database/tables.ts'
import { isFileError } from '../platform/files/is-file-error.ts'
import { createReconciler, type Reconciler } from '../platform/reconciler.ts'
import { handOverFiles } from './hand-over-files.ts'
import {
  claimRoom,
  findAbandoned,
  findRoomsToRecord,
  giveBackRoom,
  holdsRoom,
  letOthersRecord,
  noteRecorded,
  renewLeases,
  type RoomToRecord,
} from './recorder-lease.ts'
import { keepWithinSpace } from './recording-space.ts'
import { createRecorderPool, type RecordedRoom, type RecorderReading } from './recorder-pool.ts'

const INTERVAL_MS = 1_000
/** In one look, so that several servers that start at once share the rooms. */
const CLAIMS_LIMIT = 8
const ABANDONED_INTERVAL_MS = 5_000
const SPACE_INTERVAL_MS = 5_000
const HAND_OVER_AT_STOP_MS = 5_000
const FOLDER = 'recorder'
const SERVER_LOST: RecordingGapReason = 'server-lost'
const RECORDER_LOST: RecordingGapReason = 'recorder-lost'
const CHILD_FOLDER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d+$/

export interface RoomRecording {
  readonly reconciler: Reconciler
  read(): RecorderReading
  /** Processes of the recorders. */
  pids(): number[]
  /** Leaves all rooms; others may take them over. What was recorded is handed over before it resolves. */
  stop(): Promise<void>
}

interface Session {
  meetingId: string
  url: string
  room: RecordedRoom
  isInside: boolean
}

export function createRoomRecording(context: Context, media: MediaServer): RoomRecording {
  const { database, dataDir, logger } = context
  const holder = randomUUID()
  const base = join(dataDir, FOLDER)
  const pool = createRecorderPool(base, holder, logger)
  /** What is recorded here, by occurrence. */
  const sessions = new Map<string, Session>()
  /** The last of the hand-overs that wait for each other, by occurrence. */
  const handingOver = new Map<string, Promise<void>>()
  /** Their leases are being deleted: they are claimed a moment later. */
  const givingBack = new Set<string>()
  let lookedAtSpaceMs = -Infinity
  let lookedForAbandonedMs = -Infinity

  const reconciler = createReconciler({
    name: 'recorder',
    intervalMs: INTERVAL_MS,
    logger,
    async run() {
      await keepLeases()
      // Without an engine there is nothing to record, but there may be files that another process left.
      const rooms = media.rooms ? await findRoomsToRecord(context, media.url) : []
      const wanted = new Map(rooms.map((room) => [room.id, room]))
      for (const [id, session] of sessions) {
        if (!isStillRight(wanted.get(id), session)) await end(id, session)
      }
      if (performance.now() - lookedAtSpaceMs >= SPACE_INTERVAL_MS) {
        lookedAtSpaceMs = performance.now()
        await keepWithinSpace(
          context,
          [...sessions].map(([id, { room }]) => ({ id, folder: room.folder })),
        )
      }
      await claim([...wanted.values()].filter(({ id }) => !sessions.has(id)))
      if (performance.now() - lookedForAbandonedMs >= ABANDONED_INTERVAL_MS) {
        lookedForAbandonedMs = performance.now()
        await takeAbandoned(wanted)
      }
      return 'done'
    },
  })

  async function keepLeases(): Promise<void> {
    const rooms = new Map([...handingOver.keys()].map((id) => [id, true]))
    for (const [id, { isInside }] of sessions) rooms.set(id, isInside)
    const held = await renewLeases(context, holder, rooms)
    for (const [id, session] of sessions) {
      if (!held.has(id)) await end(id, session)
    }
  }

  function isStillRight(room: RoomToRecord | undefined, { url }: Session): boolean {
    return room !== undefined && media.recorderAccess(room)?.url === url
  }

  async function claim(rooms: RoomToRecord[]): Promise<void> {
    const free = rooms.filter(
      (room) =>
        !givingBack.has(room.id) && (room.holder === holder || (room.is_free && !room.is_left_to_others)),
    )
    const next = free.slice(0, CLAIMS_LIMIT)
    const isThereSpace = await keepWithinSpace(
      context,
      next.map(({ id }) => ({ id, folder: null })),
    )
    if (!isThereSpace) return
    for (const room of next) {
      // Where there is no engine, or no recorder for this platform, another server may have one.
      if (pool.read().fault !== null) return
      const access = media.recorderAccess(room)
      if (!access) continue
      const claimed = await claimRoom(context, holder, room.id)
      if (claimed) record(room, access, claimed.isTakenOver)
    }
  }

  function record(
    { id, meeting_id: meetingId }: RoomToRecord,
    access: RecorderAccess,
    isTakenOver: boolean,
  ): void {
    let arrival = { reason: isTakenOver ? SERVER_LOST : RECORDER_LOST, isFirst: !isTakenOver }
    const token = async () => {
      if (!(await holdsRoom(database.queries, holder, id)))
        throw new Error('Another server records this room')
      return access.token()
    }
    const arrive = async () => {
      await noteRecorded(context, holder, id, arrival)
      session.isInside = true
      arrival = { reason: RECORDER_LOST, isFirst: false }
    }
    const room = pool.record(
      id,
      { ...access, token },
      {
        joined() {
          inBackground(arrive())
        },
        interrupted: () => void (session.isInside = false),
        stayEnded: (fileNames) => handOver(id, { meetingId, folder: session.room.folder, fileNames }),
      },
    )
    const session: Session = { meetingId, url: access.url, room, isInside: false }
    sessions.set(id, session)
    if (isTakenOver) handOver(id, { meetingId })
  }

  async function end(id: string, { meetingId, room, isInside }: Session): Promise<void> {
    if (!isInside) await noteRecorded(context, holder, id, { reason: RECORDER_LOST, isFirst: false })
    sessions.delete(id)
    handOver(id, { meetingId, before: room.leave() })
  }

  /**
   * Of one room one after the other. Without a folder: all that lies about of this room, but for what is being recorded.
   * When nothing is left, and the room is not recorded, it is given back; where something failed the lease runs out, and
   * who has it then tries again.
   */
  function handOver(
    occurrenceId: string,
    {
      before,
      ...files
    }: { meetingId: string; folder?: string; fileNames?: string[]; before?: Promise<void> },
  ): void {
    const former = handingOver.get(occurrenceId)
    const work = async () => {
      await Promise.all([former, before])
      const folders = files.folder === undefined ? await findFolders(occurrenceId) : [files.folder]
      for (const folder of folders) await handOverFiles(context, { occurrenceId, ...files, folder })
      const isLast = handingOver.get(occurrenceId) === next
      if (isLast && !sessions.has(occurrenceId)) await giveBack(occurrenceId)
    }
    const next: Promise<void> = work()
      .catch((error: unknown) =>
        logger.error({ err: error, occurrenceId }, 'What was recorded could not be stored yet'),
      )
      .finally(() => {
        if (handingOver.get(occurrenceId) === next) handingOver.delete(occurrenceId)
      })
    handingOver.set(occurrenceId, next)
  }

  async function giveBack(occurrenceId: string): Promise<void> {
    givingBack.add(occurrenceId)
    await giveBackRoom(context, holder, occurrenceId).finally(() => givingBack.delete(occurrenceId))
  }

  /** In which this room was recorded, here or by processes that are gone. */
  async function findFolders(occurrenceId: string): Promise<string[]> {
    const found: string[] = []
    for (const name of (await list(base)).filter((one) => CHILD_FOLDER.test(one))) {
      const child = join(base, name)
      const rooms = await list(child)
      for (const room of rooms.filter((one) => one.startsWith(`${occurrenceId}_`)))
        found.push(join(child, room))
      // Left empty by a process that is gone.
      if (rooms.length === 0 && !name.startsWith(holder)) await rmdir(child).catch(() => undefined)
    }
    return found.filter((folder) => folder !== sessions.get(occurrenceId)?.room.folder)
  }

  /** Rooms whose server is gone, and that are not to be recorded any more: the meeting was closed, or nobody is inside. */
  async function takeAbandoned(wanted: ReadonlyMap<string, RoomToRecord>): Promise<void> {
    for (const { occurrence_id: id, meeting_id: meetingId } of await findAbandoned(context)) {
      if (wanted.has(id) || sessions.has(id) || handingOver.has(id)) continue
      if (!(await claimRoom(context, holder, id))) continue
      await noteRecorded(context, holder, id, {
        reason: SERVER_LOST,
        isFirst: false,
        isAbandoned: true,
      })
      handOver(id, { meetingId })
    }
  }

  function inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) =>
      logger.warn({ err: error }, 'When a recorder came could not be written down'),
    )
  }

  return {
    reconciler,
    read: pool.read,
    pids: pool.pids,
    async stop() {
      await reconciler.stop()
      for (const [id, { meetingId, room }] of sessions) {
        sessions.delete(id)
        handOver(id, { meetingId, before: room.leave() })
      }
      await within(HAND_OVER_AT_STOP_MS, Promise.all(handingOver.values()))
      await pool.close()
      await letOthersRecord(context, holder)
    },
  }
}

/** What is not done by then is done after the next start. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))])
  clearTimeout(timer)
}

async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isFileError(error, 'ENOENT')) return []
    throw error
  })
}

/** Starts a recorder and keeps it running. See recorder.ts for what is guaranteed. */
import { chownSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { EXIT_UNAVAILABLE } from '../channel.ts'
import { childUser, type ChildUser } from '../give-up-rights.ts'
import { KeptChild } from '../kept-child.ts'
import type { Recorder, RecorderOptions } from './recorder.ts'
import type { FromRecorder, RoomToRecord, ToRecorder } from './recorder-channel.ts'

const STOP_TIMEOUT_MS = 5_000
const LEAVE_TIMEOUT_MS = 5_000
const RETRY_STEP_MS = 250
const RETRY_MAX_MS = 2_000
const FOLDER_NAME = /^[\w-]{1,128}$/

interface WantedRoom {
  room: RoomToRecord
  token: () => Promise<string>
  /** How often in a row it could not join. */
  failures: number
  timer: NodeJS.Timeout | undefined
  /** The child was told to join; it says `left` before it is told again. */
  isThere: boolean
}

/** Its `unavailableReason` until the child is ready for the first time. */
export const RECORDER_STARTING = 'The recorder is starting'

export function startRecorder(options: RecorderOptions): Recorder {
  return new Supervisor(options)
}

class Supervisor implements Recorder {
  unavailableReason: string | null = RECORDER_STARTING

  #options: RecorderOptions
  #folder: string
  #user: ChildUser | undefined
  #child: KeptChild<ToRecorder, FromRecorder>
  #isReady = false
  #isForGood = false
  #rooms = new Map<string, WantedRoom>()
  #leaving = new Map<string, () => void>()

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#folder = resolve(options.folder)
    this.#user = childUser(options.user)
    this.#makeFolder(this.#folder)
    this.#child = new KeptChild({
      program: join(import.meta.dirname, 'recorder-process.ts'),
      // In it: without rights it could not walk there.
      folder: this.#folder,
      restartDelayMaxMs: RETRY_MAX_MS,
      start: () => ({ kind: 'start', options: { user: this.#user } }),
      onMessage: (message) => this.#take(message),
      onError: (error) => options.logger.error({ err: error }, 'The recorder could not be started'),
      onEnded: (code, signal) => this.#ended(code, signal),
    })
    this.#child.fork()
  }

  get available(): boolean {
    return this.#isReady
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get restarts(): number {
    return this.#child.restarts
  }

  record(room: RoomToRecord, token: () => Promise<string>): void {
    if (this.#rooms.has(room.id)) throw new Error(`The room ${room.id} is recorded already`)
    if (!FOLDER_NAME.test(room.folder)) throw new Error(`${room.folder} cannot be the name of a folder here`)
    this.#makeFolder(join(this.#folder, room.folder))
    const wanted: WantedRoom = { room, token, failures: 0, timer: undefined, isThere: false }
    this.#rooms.set(room.id, wanted)
    this.#join(wanted)
  }

  leave(id: string): Promise<void> {
    const wanted = this.#rooms.get(id)
    this.#rooms.delete(id)
    clearTimeout(wanted?.timer)
    if (!wanted?.isThere || !this.#child.send({ kind: 'leave', id })) return Promise.resolve()
    return new Promise((resolve) => {
      const timeout = setTimeout(() => this.#leaving.get(id)?.(), LEAVE_TIMEOUT_MS)
      this.#leaving.set(id, () => {
        clearTimeout(timeout)
        this.#leaving.delete(id)
        resolve()
      })
    })
  }

  async close(): Promise<void> {
    this.unavailableReason = 'The recorder was stopped'
    for (const { timer } of this.#rooms.values()) clearTimeout(timer)
    this.#child.retire({ kind: 'stop' })
    await this.#child.ended(STOP_TIMEOUT_MS)
  }

  #makeFolder(folder: string): void {
    mkdirSync(folder, { recursive: true, mode: 0o750 })
    if (this.#user) chownSync(folder, this.#user.uid, this.#user.gid)
  }

  #take(message: FromRecorder): void {
    const { events, logger } = this.#options
    switch (message.kind) {
      case 'ready': {
        this.#isReady = true
        this.unavailableReason = null
        for (const wanted of this.#rooms.values()) this.#join(wanted)
        return
      }
      case 'unavailable': {
        this.#isForGood = true
        this.unavailableReason = message.reason
        return
      }
      case 'joined': {
        const wanted = this.#rooms.get(message.id)
        if (wanted) wanted.failures = 0
        return events.joined?.(message.id)
      }
      case 'file-started':
        return events.fileStarted?.(message.id, message.file)
      case 'file-finished':
        return events.fileFinished?.(message.id, message.file)
      case 'track-refused':
        return events.trackRefused?.(message.id, message)
      case 'left':
        return this.#left(message.id, message.reason)
      case 'log':
        return logger[message.level](message.details, message.message)
    }
  }

  #left(id: string, reason: string): void {
    const leaving = this.#leaving.get(id)
    if (leaving) return leaving()
    const wanted = this.#rooms.get(id)
    if (!wanted || this.#child.isRetired) return
    wanted.isThere = false
    wanted.failures++
    this.#options.events.interrupted?.(id, reason)
    this.#joinLater(wanted)
  }

  #joinLater(wanted: WantedRoom): void {
    const delayMs = Math.min(RETRY_MAX_MS, wanted.failures * RETRY_STEP_MS)
    clearTimeout(wanted.timer)
    wanted.timer = setTimeout(() => this.#join(wanted), delayMs)
  }

  #join(wanted: WantedRoom): void {
    if (!this.#isReady || wanted.isThere) return
    wanted.isThere = true
    void this.#joinWithToken(wanted, this.#child.restarts)
  }

  async #joinWithToken(wanted: WantedRoom, restarts: number): Promise<void> {
    const { room } = wanted
    // In the meantime it may have been told to leave, or the child is another one.
    const isStale = (): boolean =>
      this.#rooms.get(room.id) !== wanted || !this.#isReady || this.restarts !== restarts
    try {
      const token = await wanted.token()
      if (!isStale()) this.#child.send({ kind: 'record', room, token })
    } catch (error) {
      this.#options.logger.error({ err: error, id: room.id }, 'A recorder got no token')
      if (!isStale()) this.#left(room.id, 'There was no token for it')
    }
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): boolean {
    this.#isReady = false
    for (const settle of this.#leaving.values()) settle()
    if (this.#child.isRetired) return false
    const reason = 'The recorder ended and is started again'
    for (const wanted of this.#rooms.values()) {
      clearTimeout(wanted.timer)
      if (wanted.isThere) this.#options.events.interrupted?.(wanted.room.id, reason)
      wanted.isThere = false
    }
    if (code === EXIT_UNAVAILABLE || this.#isForGood) {
      this.#isForGood = true
      this.#options.logger.error({ reason: this.unavailableReason }, 'Recording is not available')
      return false
    }
    this.#options.logger.error({ code, signal }, reason)
    this.unavailableReason = reason
    return true
  }
}

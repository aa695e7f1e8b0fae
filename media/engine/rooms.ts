/**
 * All rooms of the process: who comes in is let in here. Nobody gets further than this without a token that is signed
 * with our key and names the room.
 */
import {
  DisconnectReason,
  LeaveRequest,
  LeaveRequest_Action,
  SignalResponse,
  type ICEServer,
} from '@livekit/protocol'
import type { EngineContext } from './engine-context.ts'
import { MachineLoad } from './machine-load.ts'
import { readJoinParameters } from './join-parameters.ts'
import type { Signal } from './leaving.ts'
import type { Participant } from './participant.ts'
import { Room, type RoomOptions } from './room.ts'
import { handleRequest } from './signal-requests.ts'
import { NotAllowed, type Grants, type Tokens } from './tokens.ts'

const STEP_MS = 100
const RENEW_TOKEN_EVERY_MS = 240_000
const IDENTITY_CHARACTERS_MAX = 256
const ROOM_NAME_CHARACTERS_MAX = 256
const CLOSE_AFTER_REFUSAL_MS = 200
/** What a page may send in one go, and how quickly that comes back. */
const REQUESTS_AT_ONCE_MAX = 1_000
const REQUESTS_PER_SECOND = 100

export class Refused extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface Upgrade {
  url: string
  authorization: string
  userAgent: string
  iceServers: ICEServer[]
}

/** A socket that was let in; `begin` once it is open. */
export interface Entry {
  begin(signal: Signal): Session
}

export interface Session {
  received(bytes: Uint8Array): void
  closed(): void
}

export interface RoomsOptions {
  context: EngineContext
  tokens: Tokens
  event: RoomOptions['event']
  /** The processor time that this process used so far. */
  cpuMs(): number
}

export class Rooms {
  #options: RoomsOptions
  #rooms = new Map<string, Room>()
  readonly load: MachineLoad
  #timer: NodeJS.Timeout
  #steppedAtMs: number
  #renewedAtMs: number

  constructor(options: RoomsOptions) {
    this.#options = options
    const nowMs = options.context.nowMs()
    this.#steppedAtMs = this.#renewedAtMs = nowMs
    this.load = new MachineLoad(options.cpuMs, nowMs)
    this.#timer = setInterval(() => this.#step(), STEP_MS)
  }

  all(): Room[] {
    return [...this.#rooms.values()]
  }

  room(name: string): Room | undefined {
    return this.#rooms.get(name)
  }

  /** The room of that name; made now where there is none. */
  open(name: string): Room {
    const found = this.#rooms.get(name)
    if (found) return found
    const { context, event } = this.#options
    const room = new Room(name, { context, event, ended: () => void this.#rooms.delete(name) })
    this.#rooms.set(name, room)
    return room
  }

  /** Looks at a token as it came. Throws `Refused`. */
  async check(query: URLSearchParams, authorization: string): Promise<Grants & { room: string }> {
    const token = query.get('access_token') ?? authorization.replace(/^Bearer /i, '')
    const grants = await this.#options.tokens.verify(token).catch((error: unknown) => {
      throw new Refused(401, error instanceof NotAllowed ? error.message : 'The token cannot be read')
    })
    const { identity, room, roomJoin } = grants
    if (!roomJoin || !room) throw new Refused(401, 'The token does not allow to join a room')
    if (
      identity === '' ||
      identity.length > IDENTITY_CHARACTERS_MAX ||
      room.length > ROOM_NAME_CHARACTERS_MAX
    ) {
      throw new Refused(400, 'The token has no identity, or a name that is too long')
    }
    return { ...grants, room }
  }

  /** Lets a socket in. Throws `Refused`. */
  async enter({ url, authorization, userAgent, iceServers }: Upgrade): Promise<Entry> {
    const { searchParams } = new URL(url, 'http://engine')
    const grants = await this.check(searchParams, authorization)
    let parameters: ReturnType<typeof readJoinParameters>
    try {
      parameters = readJoinParameters(searchParams, userAgent, iceServers)
    } catch {
      throw new Refused(400, 'The join request cannot be read')
    }
    const isBack = parameters.isReconnect || this.#rooms.get(grants.room)?.participant(grants.identity)
    if (!isBack && this.#rooms.get(grants.room)?.isFull) throw new Refused(403, 'The room is full')
    return {
      begin: (signal) => {
        const participant = parameters.isReconnect
          ? this.#rooms
              .get(grants.room)
              ?.resume(grants.identity, parameters.participantSid, parameters, signal)
          : this.open(grants.room).join(grants, parameters, signal)
        if (!participant) return refuseResume(signal)
        participant.connection.limit(this.load.limits)
        return this.#session(participant, signal)
      },
    }
  }

  #session(participant: Participant, signal: Signal): Session {
    const { context } = this.#options
    let allowance = REQUESTS_AT_ONCE_MAX
    let countedAtMs = context.nowMs()
    return {
      received: (bytes) => {
        if (!participant.isOn(signal) || participant.isClosed) return
        const nowMs = context.nowMs()
        allowance = Math.min(
          REQUESTS_AT_ONCE_MAX,
          allowance + ((nowMs - countedAtMs) * REQUESTS_PER_SECOND) / 1000,
        )
        countedAtMs = nowMs
        if (--allowance < 0) {
          context.log('warn', 'A page sends more requests than it may', { identity: participant.identity })
          return participant.close(DisconnectReason.UNKNOWN_REASON, LeaveRequest_Action.DISCONNECT)
        }
        try {
          handleRequest(participant, bytes, {
            wallMs: () => context.wallMs(),
            updated: (one) => this.#roomOf(one)?.updated(one),
          })
        } catch (error) {
          context.log('warn', 'A request of a page could not be read', {
            identity: participant.identity,
            reason: String(error),
          })
        }
      },
      closed: () => participant.signalGone(signal),
    }
  }

  #roomOf(participant: Participant): Room | undefined {
    return this.#rooms.get(participant.grants.room ?? '')
  }

  #step(): void {
    const nowMs = this.#options.context.nowMs()
    const lateMs = Math.max(0, nowMs - this.#steppedAtMs - STEP_MS)
    this.#steppedAtMs = nowMs
    if (this.load.tick(lateMs, nowMs)) this.#limitPictures()
    for (const room of this.all()) room.step(nowMs)
    if (nowMs - this.#renewedAtMs < RENEW_TOKEN_EVERY_MS) return
    this.#renewedAtMs = nowMs
    for (const room of this.all()) for (const participant of room.participants) this.renewToken(participant)
  }

  #limitPictures(): void {
    const { level, limits, processor } = this.load
    this.#options.context.log('warn', 'The machine carries fewer or more pictures than before', {
      level,
      processor,
    })
    for (const room of this.all()) for (const { connection } of room.participants) connection.limit(limits)
  }

  /** The page gets a token for its next connection, with what it may do by now. */
  renewToken(participant: Participant): void {
    void this.#options.tokens
      .renew(participant.grants)
      .then((value) => participant.send({ case: 'refreshToken', value }))
      .catch((error: unknown) => {
        this.#options.context.log('error', 'A token could not be renewed', { reason: String(error) })
      })
  }

  close(): void {
    clearInterval(this.#timer)
    for (const room of this.all()) room.end(DisconnectReason.SERVER_SHUTDOWN)
  }
}

function refuseResume(signal: Signal): Session {
  const value = new LeaveRequest({
    action: LeaveRequest_Action.RECONNECT,
    reason: DisconnectReason.STATE_MISMATCH,
    canReconnect: true,
  })
  signal.send(new SignalResponse({ message: { case: 'leave', value } }).toBinary())
  const timer = setTimeout(() => signal.close(), CLOSE_AFTER_REFUSAL_MS)
  return { received: () => undefined, closed: () => clearTimeout(timer) }
}

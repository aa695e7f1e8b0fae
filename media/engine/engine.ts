/**
 * The engine put together, without HTTP: sockets and requests come in as messages of the server's process, answers go
 * out the same way. One of it lives in each child.
 */
import { networkInterfaces } from 'node:os'
import { performance } from 'node:perf_hooks'
import { ConnectionQuality, ICEServer } from '@livekit/protocol'
import type { ChildOptions, ToChild, ToParent } from '../channel.ts'
import type { Flow, MediaEvent, MediaStats, ParticipantStats } from '../media-engine.ts'
import { startTransportLog } from '../transport/transport.ts'
import { createCounters, type Counters } from './counters.ts'
import type { EngineContext } from './engine-context.ts'
import { createSid, createSsrcs } from './ids.ts'
import type { Participant } from './participant.ts'
import type { Publication } from './publication.ts'
import { serveRoomService } from './room-service.ts'
import type { Room, RoomEvent } from './room.ts'
import { Refused, Rooms, type Session } from './rooms.ts'
import { createTokens, type Tokens } from './tokens.ts'

const HOST_PRIORITY = 2_130_706_431

export class Engine {
  #send: (message: ToParent) => void
  #tokens: Tokens
  #rooms: Rooms
  #counters: Counters
  #sessions = new Map<number, Session>()
  #rates: { atMs: number; counters: Counters; perSecond: Counters }

  constructor(options: ChildOptions, send: (message: ToParent) => void) {
    this.#send = send
    this.#tokens = createTokens(options.apiKey, options.apiSecret)
    this.#counters = createCounters()
    this.#rates = { atMs: performance.now(), counters: createCounters(), perSecond: createCounters() }
    const log: EngineContext['log'] = (level, message, details) =>
      send({ kind: 'log', level, message, details })
    startTransportLog((level, message) => {
      // A check that fails is what checks are for.
      if (!/STUN .* check failed/.test(message)) log('warn', 'Transport', { level, message })
    })
    this.#rooms = new Rooms({
      tokens: this.#tokens,
      cpuMs: () => {
        const { user, system } = process.cpuUsage()
        return (user + system) / 1000
      },
      event: (event, room, participant, publication) =>
        send({ kind: 'event', event: describeEvent(event, room, participant, publication) }),
      context: {
        transport: { udpPort: options.udpPort, bindAddress: options.bindAddress },
        candidates: candidatesOf(options),
        counters: this.#counters,
        nowMs: () => performance.now(),
        wallMs: () => Date.now(),
        nextSsrc: createSsrcs(),
        log,
      },
    })
  }

  take(message: ToChild): void {
    switch (message.kind) {
      case 'upgrade':
        return void this.#upgrade(message)
      case 'frame':
        return this.#sessions.get(message.id)?.received(message.data)
      case 'closed': {
        this.#sessions.get(message.id)?.closed()
        this.#sessions.delete(message.id)
        return
      }
      case 'request':
        return void this.#request(message)
      case 'stats':
        return this.#send({ kind: 'stats', id: message.id, stats: this.#stats() })
      default:
        return
    }
  }

  close(): void {
    this.#rooms.close()
  }

  async #upgrade({ id, iceServers, ...upgrade }: Extract<ToChild, { kind: 'upgrade' }>): Promise<void> {
    try {
      const entry = await this.#rooms.enter({
        ...upgrade,
        iceServers: iceServers.map((one) => new ICEServer(one)),
      })
      this.#send({ kind: 'accept', id })
      const session = entry.begin({
        send: (data) => this.#send({ kind: 'frame', id, data }),
        close: () => this.#send({ kind: 'close', id }),
      })
      this.#sessions.set(id, session)
    } catch (error) {
      const status = error instanceof Refused ? error.status : 500
      this.#send({
        kind: 'refuse',
        id,
        status,
        message: status === 500 ? 'The join failed' : (error as Error).message,
      })
      if (status === 500)
        this.#send({
          kind: 'log',
          level: 'error',
          message: 'A join failed',
          details: { reason: String(error) },
        })
    }
  }

  async #request({
    id,
    method,
    url,
    authorization,
    contentType,
    body,
  }: Extract<ToChild, { kind: 'request' }>): Promise<void> {
    const { pathname, searchParams } = new URL(url, 'http://engine')
    if (pathname.startsWith('/twirp/')) {
      const call = { method, path: pathname, authorization, contentType, body }
      const response = await serveRoomService(call, this.#rooms, this.#tokens)
      return this.#send({ kind: 'response', id, ...response })
    }
    const answer = (status: number, text: string) =>
      this.#send({ kind: 'response', id, status, contentType: 'text/plain; charset=utf-8', body: text })
    if (!/^\/rtc(\/v1)?\/validate$/.test(pathname)) return answer(404, 'not found')
    // A page that failed to connect asks why. Without a join request it is one of the older kind, which is not served.
    if (pathname === '/rtc/validate' && !searchParams.has('join_request')) return answer(404, 'not found')
    await this.#rooms.check(searchParams, authorization).then(
      () => answer(200, 'success'),
      (error: unknown) => answer(error instanceof Refused ? error.status : 500, (error as Error).message),
    )
  }

  #stats(): MediaStats {
    const nowMs = performance.now()
    const elapsedS = (nowMs - this.#rates.atMs) / 1000
    if (elapsedS >= 1) {
      const perSecond = createCounters()
      for (const key of Object.keys(perSecond) as (keyof Counters)[]) {
        perSecond[key] = (this.#counters[key] - this.#rates.counters[key]) / elapsedS
      }
      this.#rates = { atMs: nowMs, counters: { ...this.#counters }, perSecond }
    }
    const flow = (key: keyof Counters): Flow => ({
      total: this.#counters[key],
      perSecond: this.#rates.perSecond[key],
    })
    const { load } = this.#rooms
    return {
      rooms: this.#rooms.all().map((room) => ({
        name: room.name,
        sid: room.info.sid,
        participants: room.participants.map(describeParticipant),
      })),
      packetsIn: flow('packetsIn'),
      packetsOut: flow('packetsOut'),
      bytesIn: flow('bytesIn'),
      bytesOut: flow('bytesOut'),
      retransmissionsIn: this.#counters.retransmissionsAsked,
      retransmissionsOut: this.#counters.retransmissionsSent,
      processor: load.processor,
      memoryBytes: process.memoryUsage.rss(),
      lagMs: load.lagMs,
      overloadLevel: load.level,
    }
  }
}

const QUALITY_WORDS = {
  [ConnectionQuality.EXCELLENT]: 'excellent',
  [ConnectionQuality.GOOD]: 'good',
  [ConnectionQuality.POOR]: 'poor',
  [ConnectionQuality.LOST]: 'lost',
} as const

function describeParticipant({ identity, sid, info, quality, connection }: Participant): ParticipantStats {
  const loss = connection.loss
  return {
    identity,
    sid,
    joinedAtMs: Number(info.joinedAtMs),
    quality: QUALITY_WORDS[quality],
    lossIn: loss.in,
    lossOut: loss.out,
    roundTripMs: connection.roundTripMs,
    bitsPerSecondIn: connection.bitsPerSecondIn,
    bitsPerSecondOut: connection.bitsPerSecondOut,
    estimatedBitsPerSecond: connection.estimator.limitBps,
    pausedPictures: connection.pausedPictures,
  }
}

function describeEvent(
  event: RoomEvent,
  room: Room,
  participant?: Participant,
  publication?: Publication,
): MediaEvent {
  return {
    event,
    room: room.info.toJson() as unknown as MediaEvent['room'],
    ...(participant && { participant: participant.info.toJson() as unknown as MediaEvent['participant'] }),
    ...(publication && { track: publication.info.toJson() as unknown as MediaEvent['track'] }),
    id: createSid('EV_'),
    createdAt: Math.floor(Date.now() / 1000),
  }
}

/** The earlier in the list, the higher the priority. */
function candidatesOf({ announcedAddresses, announcedPort }: ChildOptions): string[] {
  const addresses = announcedAddresses.length > 0 ? announcedAddresses : ownAddresses()
  return addresses.map(
    (address, index) =>
      `${index + 1} 1 udp ${HOST_PRIORITY - index * 256} ${address} ${announcedPort} typ host`,
  )
}

/** Of all network interfaces; those of the machine itself only where there are no others. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const usable = all.filter(({ address }) => !/^fe80:/i.test(address))
  const outer = usable.filter(({ internal }) => !internal)
  return (outer.length > 0 ? outer : usable).map(({ address }) => address)
}

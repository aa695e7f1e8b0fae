/**
 * A room: who is in it, and what they are told of one another. It begins with the first participant or when the server
 * makes it, and ends when it was empty for a while or the server ends it.
 *
 * Order matters to pages: `join` comes first, a participant before its tracks, a track before its media. Everything
 * here happens in one thread, one thing after the other, so that the order of calls is the order on every wire.
 */
import {
  ConnectionQualityInfo,
  ConnectionQualityUpdate,
  DisconnectReason,
  JoinResponse,
  LeaveRequest_Action,
  ParticipantUpdate,
  ReconnectResponse,
  Room as RoomInfo,
  RoomUpdate,
  SignalResponse,
  SpeakerInfo,
  SpeakersChanged,
  protoInt64,
} from '@livekit/protocol'
import { judgeConnection, scoreOf } from './connection-quality.ts'
import { relayData } from './data-messages.ts'
import type { EngineContext } from './engine-context.ts'
import { createSid } from './ids.ts'
import type { JoinParameters } from './join-parameters.ts'
import type { Signal } from './leaving.ts'
import { Participant, type Message, type RoomSide } from './participant.ts'
import type { Publication } from './publication.ts'
import { describeServer, ENABLED_CODECS, FOLLOWED_LIVEKIT_VERSION } from './server-info.ts'
import { Speakers } from './speakers.ts'
import type { Grants } from './tokens.ts'

const SPEAKERS_EVERY_STEPS = 4
const QUALITY_EVERY_STEPS = 20
const PING_INTERVAL_S = 5
const PING_TIMEOUT_S = 15
const EMPTY_TIMEOUT_S = 300
const DEPARTURE_TIMEOUT_S = 20

export type RoomEvent =
  | 'room_started'
  | 'room_finished'
  | 'participant_joined'
  | 'participant_left'
  | 'participant_connection_aborted'
  | 'track_published'
  | 'track_unpublished'

export interface RoomOptions {
  context: EngineContext
  /** What LiveKit would send as a web hook. */
  event(event: RoomEvent, room: Room, participant?: Participant, publication?: Publication): void
  ended(room: Room): void
}

export class Room implements RoomSide {
  readonly name: string
  readonly info: RoomInfo
  #context: EngineContext
  #options: RoomOptions
  #participants = new Map<string, Participant>()
  #speakers = new Speakers()
  #steps = 0
  #emptySinceMs: number
  #wasUsed = false
  #isEnded = false

  constructor(name: string, options: RoomOptions) {
    this.name = name
    this.#options = options
    this.#context = options.context
    const wallMs = this.#context.wallMs()
    this.#emptySinceMs = this.#context.nowMs()
    this.info = new RoomInfo({
      sid: createSid('RM_'),
      name,
      emptyTimeout: EMPTY_TIMEOUT_S,
      departureTimeout: DEPARTURE_TIMEOUT_S,
      creationTime: protoInt64.parse(Math.floor(wallMs / 1000)),
      creationTimeMs: protoInt64.parse(Math.floor(wallMs)),
      enabledCodecs: ENABLED_CODECS,
    })
    options.event('room_started', this)
  }

  get participants(): Participant[] {
    return [...this.#participants.values()]
  }

  participant(identity: string): Participant | undefined {
    return this.#participants.get(identity)
  }

  get isFull(): boolean {
    return this.info.maxParticipants > 0 && this.#visible().length >= this.info.maxParticipants
  }

  others(participant: Participant): Participant[] {
    return this.participants.filter((one) => one !== participant)
  }

  find(trackSid: string): { owner: Participant; publication: Publication } | undefined {
    for (const owner of this.#participants.values()) {
      const publication = owner.publication(trackSid)
      if (publication?.isVisible) return { owner, publication }
    }
    return undefined
  }

  join(grants: Grants, parameters: JoinParameters, signal: Signal): Participant {
    this.#participants
      .get(grants.identity)
      ?.close(DisconnectReason.DUPLICATE_IDENTITY, LeaveRequest_Action.DISCONNECT)
    const { mayResume, autoSubscribe } = parameters
    const participant = new Participant({
      room: this,
      context: this.#context,
      grants,
      signal,
      mayResume,
      autoSubscribe,
    })
    const otherParticipants = this.#visible().map(({ info }) => info)
    this.#participants.set(grants.identity, participant)
    this.#wasUsed = true
    this.#countPeople()
    const value = new JoinResponse({
      room: this.info,
      participant: participant.info,
      otherParticipants,
      serverVersion: FOLLOWED_LIVEKIT_VERSION,
      serverInfo: describeServer(),
      pingInterval: PING_INTERVAL_S,
      pingTimeout: PING_TIMEOUT_S,
      iceServers: parameters.iceServers,
      subscriberPrimary: false,
      enabledPublishCodecs: ENABLED_CODECS,
      clientConfiguration: participant.clientConfiguration,
      fastPublish: true,
    })
    participant.send({ case: 'join', value })
    this.#tellCount()
    if (!participant.isHidden) this.#tellAbout(participant, this.others(participant))
    const speaking = this.#speakers.current()
    if (speaking.length > 0) participant.send(describeSpeakers(speaking))
    participant.subscribeToAll()
    if (parameters.offer) participant.negotiation.offered(parameters.offer)
    return participant
  }

  /** False: its media are gone, the page has to connect again from the start. */
  resume(identity: string, sid: string, parameters: JoinParameters, signal: Signal): Participant | undefined {
    const participant = this.#participants.get(identity)
    if (!participant || participant.sid !== sid || !participant.isResumable) return undefined
    participant.resume(signal)
    const value = new ReconnectResponse({
      iceServers: parameters.iceServers,
      clientConfiguration: participant.clientConfiguration,
      serverInfo: describeServer(),
      lastMessageSeq: participant.lastDataSequence,
    })
    participant.send({ case: 'reconnect', value })
    const known = this.participants.filter((one) => one === participant || !one.isHidden)
    participant.send({
      case: 'update',
      value: new ParticipantUpdate({ participants: known.map(({ info }) => info) }),
    })
    return participant
  }

  // What participants tell.

  updated(participant: Participant): void {
    participant.info.version++
    this.#tellAbout(participant, participant.isHidden ? [participant] : this.participants)
  }

  activated(participant: Participant): void {
    this.updated(participant)
    this.#options.event('participant_joined', this, participant)
  }

  published(participant: Participant, publication: Publication): void {
    for (const other of this.others(participant))
      if (other.reception.autoSubscribe) other.reception.subscribe(participant, publication)
    this.#options.event('track_published', this, participant, publication)
  }

  unpublished(participant: Participant, publication: Publication): void {
    for (const other of this.others(participant)) other.reception.unsubscribe(publication.info.sid)
    this.#options.event('track_unpublished', this, participant, publication)
  }

  data(from: Participant, label: string, message: Buffer): void {
    relayData(from, label, message, this.others(from))
  }

  left(participant: Participant, reason: DisconnectReason): void {
    if (this.#participants.get(participant.identity) === participant)
      this.#participants.delete(participant.identity)
    this.#speakers.forget(participant.sid)
    this.#emptySinceMs = this.#context.nowMs()
    participant.info.version++
    if (!participant.isHidden) this.#tellAbout(participant, this.participants)
    this.#countPeople()
    this.#tellCount()
    const wasLost = reason === DisconnectReason.CONNECTION_TIMEOUT
    this.#options.event(wasLost ? 'participant_connection_aborted' : 'participant_left', this, participant)
  }

  changeMetadata(metadata: string): void {
    this.info.metadata = metadata
    this.#broadcast({ case: 'roomUpdate', value: new RoomUpdate({ room: this.info }) })
  }

  #tellAbout({ info }: Participant, to: Participant[]): void {
    if (to.length === 0) return
    const message = encode({ case: 'update', value: new ParticipantUpdate({ participants: [info] }) })
    for (const one of to) one.sendBytes(message)
  }

  #countPeople(): void {
    const visible = this.#visible()
    this.info.numParticipants = visible.length
    this.info.numPublishers = visible.filter(({ info }) => info.isPublisher).length
    this.info.activeRecording = this.participants.some(({ permission }) => permission.recorder)
  }

  #tellCount(): void {
    this.#broadcast({ case: 'roomUpdate', value: new RoomUpdate({ room: this.info }) })
  }

  #visible(): Participant[] {
    return this.participants.filter(({ isHidden }) => !isHidden)
  }

  #broadcast(message: Message): void {
    const bytes = encode(message)
    for (const participant of this.#participants.values()) participant.sendBytes(bytes)
  }

  // What time brings.

  /** Every 100 ms. */
  step(nowMs: number): void {
    this.#steps++
    for (const participant of this.participants) participant.step(nowMs)
    if (this.#steps % SPEAKERS_EVERY_STEPS === 0) this.#listen(nowMs)
    if (this.#steps % QUALITY_EVERY_STEPS === 0) this.#judgeConnections()
    const timeoutS = this.#wasUsed ? this.info.departureTimeout : this.info.emptyTimeout
    if (this.#participants.size === 0 && nowMs - this.#emptySinceMs > timeoutS * 1000) {
      this.end(DisconnectReason.ROOM_CLOSED)
    }
  }

  #listen(nowMs: number): void {
    const microphones = this.participants.flatMap((participant) =>
      [...participant.publications()].flatMap(({ track, isVisible }) =>
        track.isMicrophone && isVisible ? { sid: participant.sid, track } : [],
      ),
    )
    const changed = this.#speakers.step(microphones, nowMs)
    this.#speakers.choose(microphones, nowMs)
    if (changed.length > 0) this.#broadcast(describeSpeakers(changed))
  }

  #judgeConnections(): void {
    const updates: ConnectionQualityInfo[] = []
    for (const participant of this.#visible()) {
      const { connection } = participant
      const loss = connection.loss
      const quality = judgeConnection({
        lossIn: loss.in,
        lossOut: loss.out,
        roundTripMs: connection.roundTripMs,
        pausedPictures: connection.pausedPictures,
        isLimited: connection.estimator.limitBps !== null,
      })
      participant.quality = quality
      updates.push(
        new ConnectionQualityInfo({ participantSid: participant.sid, quality, score: scoreOf(quality) }),
      )
    }
    if (updates.length > 0)
      this.#broadcast({ case: 'connectionQuality', value: new ConnectionQualityUpdate({ updates }) })
  }

  end(reason: DisconnectReason): void {
    if (this.#isEnded) return
    this.#isEnded = true
    for (const participant of this.participants) participant.close(reason, LeaveRequest_Action.DISCONNECT)
    this.#options.event('room_finished', this)
    this.#options.ended(this)
  }
}

function encode(message: Message): Uint8Array {
  return new SignalResponse({ message }).toBinary()
}

function describeSpeakers(speakers: { sid: string; level: number; isActive: boolean }[]): Message {
  const infos = speakers.map(({ sid, level, isActive }) => new SpeakerInfo({ sid, level, active: isActive }))
  return { case: 'speakersChanged', value: new SpeakersChanged({ speakers: infos }) }
}

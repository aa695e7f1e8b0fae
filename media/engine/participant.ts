/**
 * Somebody in a room: a signalling socket, a connection for media, what they publish and what they receive.
 *
 *     joined ──media open──▸ active ──left, removed, lost──▸ closed
 *                │  ▴
 *     socket gone│  │the page resumes, within a time and only while media still come
 *                ▾  │
 *              without socket ──too long──▸ closed
 *
 * What a participant may do is looked at here, at every step: nothing is taken from a page's word. What the others see
 * of it goes out through the room. A participant never waits for another one.
 */
import {
  ConnectionQuality,
  DisconnectReason,
  LeaveRequest,
  LeaveRequest_Action,
  MediaSectionsRequirement,
  MuteTrackRequest,
  ParticipantInfo,
  ParticipantInfo_State,
  RequestResponse,
  RequestResponse_Reason,
  SessionDescription,
  SignalResponse,
  SubscriptionPermissionUpdate,
  TrackPublishedResponse,
  TrackUnpublishedResponse,
  protoInt64,
  type AddTrackRequest,
  type ClientConfiguration,
  type ParticipantPermission,
} from '@livekit/protocol'
import { createSid } from './ids.ts'
import { Leaving, type Signal } from './leaving.ts'
import { MediaConnection } from './media-connection.ts'
import { Negotiation, type NegotiationSide } from './negotiation.ts'
import { mayPublish, Publication } from './publication.ts'
import { Reception, type Peer } from './reception.ts'
import type { EngineContext } from './engine-context.ts'
import type { Subscription } from './subscription.ts'
import type { Grants } from './tokens.ts'

const PUBLICATIONS_MAX = 16
const WITHOUT_SOCKET_MAX_MS = 15_000
const WITHOUT_SOCKET_AND_PACKETS_MAX_MS = 6_000
const WITHOUT_MEDIA_MAX_MS = 30_000
/** A page may keep its media only while they come. */
const RESUMABLE_SILENCE_MAX_MS = 3_000
const RESUME_PROVEN_AFTER_MS = 2_000

export type Message = SignalResponse['message']

/** What a participant needs of its room. */
export interface RoomSide {
  readonly name: string
  find(trackSid: string): { owner: Participant; publication: Publication } | undefined
  others(participant: Participant): Participant[]
  /** Tells everybody who may know what this participant is like by now. */
  updated(participant: Participant): void
  published(participant: Participant, publication: Publication): void
  unpublished(participant: Participant, publication: Publication): void
  data(from: Participant, label: string, message: Buffer): void
  activated(participant: Participant): void
  left(participant: Participant, reason: DisconnectReason): void
}

export interface ParticipantOptions {
  room: RoomSide
  context: EngineContext
  grants: Grants
  signal: Signal
  mayResume: boolean
  autoSubscribe: boolean
}

export class Participant implements NegotiationSide, Peer {
  readonly sid = createSid('PA_')
  readonly identity: string
  readonly info: ParticipantInfo
  readonly grants: Grants
  readonly connection: MediaConnection
  readonly negotiation: Negotiation
  readonly reception: Reception
  quality = ConnectionQuality.EXCELLENT
  /** The last reliable message that came from the page. */
  lastDataSequence = 0
  isClosed = false

  #room: RoomSide
  #context: EngineContext
  #signal: Signal | null
  #publications = new Map<string, Publication>()
  /** Whom the participant allows to receive it; undefined: everybody. */
  #audience: ((other: Peer, trackSid: string) => boolean) | undefined
  #mayResume: boolean
  #joinedAtMs: number
  #signalGoneAtMs: number | null = null
  #resumedAtMs: number | null = null
  /** The page was told to leave on this socket, and has not ended it yet. */
  #leaving: Leaving | null = null

  constructor({ room, context, grants, signal, mayResume, autoSubscribe }: ParticipantOptions) {
    this.#room = room
    this.#context = context
    this.#signal = signal
    this.#mayResume = mayResume
    this.reception = new Reception(this, context, autoSubscribe)
    this.grants = grants
    this.identity = grants.identity
    this.#joinedAtMs = context.nowMs()
    const wallMs = context.wallMs()
    this.info = new ParticipantInfo({
      sid: this.sid,
      identity: grants.identity,
      name: grants.name,
      metadata: grants.metadata,
      attributes: grants.attributes,
      state: ParticipantInfo_State.JOINED,
      joinedAt: protoInt64.parse(Math.floor(wallMs / 1000)),
      joinedAtMs: protoInt64.parse(Math.floor(wallMs)),
      version: 1,
      permission: grants.permission,
    })
    this.connection = new MediaConnection(
      context.transport,
      context.counters,
      {
        open: () => this.#activate(),
        lost: () => this.close(DisconnectReason.MEDIA_FAILURE, LeaveRequest_Action.RECONNECT),
        data: (label, message) => room.data(this, label, message),
        pausedChanged: (changed) => this.reception.tellPaused(changed),
      },
      context.nowMs,
    )
    this.negotiation = new Negotiation(this)
  }

  get candidates(): string[] {
    return this.#context.candidates
  }

  get isHidden(): boolean {
    return this.permission.hidden
  }

  get permission(): ParticipantPermission {
    return this.grants.permission
  }

  get clientConfiguration(): Partial<ClientConfiguration> {
    return this.#mayResume ? {} : { resumeConnection: 1 }
  }

  // Signalling.

  send(message: Message): void {
    this.sendBytes(new SignalResponse({ message }).toBinary())
  }

  sendBytes(message: Uint8Array): void {
    this.#signal?.send(message)
  }

  isOn(signal: Signal): boolean {
    return this.#signal === signal
  }

  signalGone(signal: Signal): void {
    if (this.#leaving?.signal === signal) return this.#leaving.end()
    if (this.#signal !== signal) return
    this.#signal = null
    this.#signalGoneAtMs = this.#context.nowMs()
  }

  get isResumable(): boolean {
    const silentMs = this.#context.nowMs() - this.connection.lastPacketAtMs
    return this.#mayResume && this.connection.isOpen && silentMs < RESUMABLE_SILENCE_MAX_MS
  }

  /** The page is back with a new socket; its media never stopped. */
  resume(signal: Signal): void {
    const old = this.#signal
    this.#signal = signal
    this.#signalGoneAtMs = null
    this.#resumedAtMs = this.#context.nowMs()
    old?.close()
  }

  refuse(
    reason: RequestResponse_Reason,
    message: string,
    request: RequestResponse['request'],
    requestId = 0,
  ): void {
    this.send({
      case: 'requestResponse',
      value: new RequestResponse({ reason, message, request, requestId }),
    })
  }

  // What it publishes.

  publications(): Iterable<Publication> {
    return this.#publications.values()
  }

  publication(sid: string): Publication | undefined {
    return this.#publications.get(sid)
  }

  addTrack(request: AddTrackRequest): void {
    const refuse = (reason: RequestResponse_Reason, message: string) =>
      this.refuse(reason, message, { case: 'addTrack', value: request })
    if (!mayPublish(this.permission, request.source)) {
      return refuse(RequestResponse_Reason.NOT_ALLOWED, 'does not have permission to publish')
    }
    if (this.#publications.size >= PUBLICATIONS_MAX) {
      return refuse(RequestResponse_Reason.LIMIT_EXCEEDED, `publishes ${PUBLICATIONS_MAX} tracks already`)
    }
    if (request.sid !== '') return // Another codec for a track that is there: there is only one.
    const publication = new Publication(request, this.connection, this.#context.wallMs(), (value) =>
      this.send({ case: 'subscribedQualityUpdate', value }),
    )
    this.#publications.set(publication.info.sid, publication)
    this.connection.publish(publication.track)
    this.send({
      case: 'trackPublished',
      value: new TrackPublishedResponse({ cid: request.cid, track: publication.info }),
    })
  }

  bound(publications: Publication[]): void {
    for (const publication of publications) {
      publication.info.mid = publication.track.mid ?? ''
      for (const codec of publication.info.codecs) codec.mid = publication.info.mid
      if (publication.isVisible) continue
      publication.isVisible = true
      this.info.tracks.push(publication.info)
      this.info.isPublisher = true
    }
    // The others have to know of a track before its media reach them.
    this.#room.updated(this)
    for (const publication of publications) this.#room.published(this, publication)
  }

  withdrawn(publication: Publication): void {
    this.unpublish(publication, false)
  }

  unpublish(publication: Publication, isTold: boolean): void {
    const { sid } = publication.info
    if (!this.#publications.delete(sid)) return
    const wasVisible = publication.isVisible
    this.info.tracks = this.info.tracks.filter((track) => track.sid !== sid)
    this.connection.unpublish(publication.track)
    publication.close()
    if (isTold)
      this.send({ case: 'trackUnpublished', value: new TrackUnpublishedResponse({ trackSid: sid }) })
    if (wasVisible && !this.isClosed) this.#room.updated(this)
    this.#room.unpublished(this, publication)
  }

  setMuted(publication: Publication, isMuted: boolean, isTold: boolean): void {
    publication.mute(isMuted)
    const value = new MuteTrackRequest({ sid: publication.info.sid, muted: isMuted })
    if (isTold) this.send({ case: 'mute', value })
    this.#room.updated(this)
  }

  // What the others may receive of it.

  setAudience(audience: ((other: Peer, trackSid: string) => boolean) | undefined): void {
    this.#audience = audience
    for (const other of this.#room.others(this)) {
      for (const publication of this.#publications.values()) {
        const trackSid = publication.info.sid
        const allowed = this.allows(other, trackSid)
        const value = new SubscriptionPermissionUpdate({ participantSid: this.sid, trackSid, allowed })
        if (!allowed) other.reception.unsubscribe(trackSid)
        other.send({ case: 'subscriptionPermissionUpdate', value })
        if (allowed && other.reception.autoSubscribe) other.reception.subscribe(this, publication)
      }
    }
  }

  allows(other: Peer, trackSid: string): boolean {
    return !this.#audience || this.#audience(other, trackSid)
  }

  subscribeToAll(): void {
    if (!this.reception.autoSubscribe) return
    for (const other of this.#room.others(this)) {
      for (const publication of other.publications()) this.reception.subscribe(other, publication)
    }
  }

  chooseSubscription(trackSid: string, isWanted: boolean): void {
    this.reception.choose(trackSid, isWanted, this.#room.find(trackSid))
  }

  streamOf(subscription: Subscription): string {
    return this.reception.streamOf(subscription)
  }

  subscribed(subscriptions: Subscription[]): void {
    this.reception.negotiated(subscriptions)
  }

  // Descriptions.

  answer({ sdp, id, midToTrackId }: { sdp: string; id: number; midToTrackId: Record<string, string> }): void {
    this.send({ case: 'answer', value: new SessionDescription({ type: 'answer', sdp, id, midToTrackId }) })
  }

  require(sections: { numAudios: number; numVideos: number }): void {
    this.send({ case: 'mediaSectionsRequirement', value: new MediaSectionsRequirement(sections) })
  }

  failed(error: unknown): void {
    this.#context.log('warn', 'A session description was refused', {
      identity: this.identity,
      reason: String(error),
    })
    this.close(DisconnectReason.JOIN_FAILURE, LeaveRequest_Action.DISCONNECT)
  }

  // Permissions and the end.

  /** Takes effect at once, whether the page obeys or not. */
  setPermission(permission: ParticipantPermission): void {
    this.grants.permission = permission
    this.info.permission = permission
    for (const publication of this.#publications.values()) {
      if (!mayPublish(permission, publication.info.source)) this.unpublish(publication, true)
    }
    if (!permission.canPublish) this.info.isPublisher = false
    if (permission.canSubscribe) this.subscribeToAll()
    else this.reception.unsubscribeFromAll()
  }

  #activate(): void {
    if (this.info.state === ParticipantInfo_State.ACTIVE || this.isClosed) return
    this.info.state = ParticipantInfo_State.ACTIVE
    this.#room.activated(this)
  }

  /** Every 100 ms. */
  step(nowMs: number): void {
    this.connection.step(nowMs)
    const silentMs = nowMs - this.connection.lastPacketAtMs
    if (this.#signalGoneAtMs !== null) {
      const goneMs = nowMs - this.#signalGoneAtMs
      const isTooLong = goneMs > WITHOUT_SOCKET_MAX_MS
      const isDead =
        goneMs > WITHOUT_SOCKET_AND_PACKETS_MAX_MS && silentMs > WITHOUT_SOCKET_AND_PACKETS_MAX_MS
      if (isTooLong || isDead) return this.close(DisconnectReason.SIGNAL_CLOSE, LeaveRequest_Action.RECONNECT)
    }
    if (this.#resumedAtMs !== null && nowMs - this.#resumedAtMs > RESUME_PROVEN_AFTER_MS) {
      const isProven = this.connection.lastPacketAtMs > this.#resumedAtMs
      this.#resumedAtMs = null
      if (!isProven) return this.close(DisconnectReason.STATE_MISMATCH, LeaveRequest_Action.RECONNECT)
    }
    if (!this.connection.isOpen && nowMs - this.#joinedAtMs > WITHOUT_MEDIA_MAX_MS) {
      this.close(DisconnectReason.CONNECTION_TIMEOUT, LeaveRequest_Action.RECONNECT)
    }
  }

  /** `action`: what the page is to do; undefined: it knows. */
  close(reason: DisconnectReason, action?: LeaveRequest_Action): void {
    if (this.isClosed) return
    this.isClosed = true
    if (action !== undefined) {
      const canReconnect = action !== LeaveRequest_Action.DISCONNECT
      this.send({ case: 'leave', value: new LeaveRequest({ reason, action, canReconnect }) })
    }
    const signal = this.#signal
    this.#signal = null
    this.negotiation.close()
    for (const publication of this.#publications.values()) this.unpublish(publication, false)
    this.reception.unsubscribeFromAll()
    this.connection.silence()
    if (signal) this.#leaving = new Leaving(signal, this.connection, action !== undefined)
    else this.connection.close()
    this.info.state = ParticipantInfo_State.DISCONNECTED
    this.info.disconnectReason = reason
    this.#room.left(this, reason)
  }
}

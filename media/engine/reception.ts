/**
 * What one participant receives of the others: which tracks, and how large. By default everything that is published and
 * allowed; the page's own choices stay with it, also for tracks that come back.
 */
import {
  StreamState,
  StreamStateInfo,
  StreamStateUpdate,
  TrackSubscribed,
  type ParticipantPermission,
  type SignalResponse,
  type UpdateTrackSettings,
} from '@livekit/protocol'
import type { EngineContext } from './engine-context.ts'
import type { MediaConnection } from './media-connection.ts'
import type { Negotiation } from './negotiation.ts'
import type { Publication } from './publication.ts'
import type { PublishedTrack } from './published-track.ts'
import { Subscription } from './subscription.ts'
import { wantedLayer } from './wanted-layer.ts'

const REMEMBERED_CHOICES_MAX = 1_000

/** A participant, as far as receiving goes. */
export interface Peer {
  readonly sid: string
  readonly identity: string
  readonly permission: ParticipantPermission
  readonly isHidden: boolean
  readonly isClosed: boolean
  readonly connection: MediaConnection
  readonly negotiation: Negotiation
  send(message: SignalResponse['message']): void
  /** Whether it lets the other one receive that track. */
  allows(other: Peer, trackSid: string): boolean
}

export class Reception {
  readonly autoSubscribe: boolean
  #receiver: Peer
  #context: EngineContext
  #subscribed = new Map<string, { subscription: Subscription; owner: Peer; publication: Publication }>()
  #settings = new Map<string, UpdateTrackSettings>()
  #unsubscribed = new Set<string>()

  constructor(receiver: Peer, context: EngineContext, autoSubscribe: boolean) {
    this.#receiver = receiver
    this.#context = context
    this.autoSubscribe = autoSubscribe
  }

  subscribe(owner: Peer, publication: Publication): void {
    const { sid } = publication.info
    if (this.#subscribed.has(sid) || this.#unsubscribed.has(sid) || !publication.isVisible) return
    if (!this.#receiver.permission.canSubscribe || !owner.allows(this.#receiver, sid)) return
    const { connection, negotiation } = this.#receiver
    const subscription = new Subscription(publication.track, connection, this.#context.nextSsrc())
    subscription.getsAllVoices = this.#receiver.permission.recorder
    this.#subscribed.set(sid, { subscription, owner, publication })
    connection.subscribe(subscription)
    this.#applySettings(sid)
    negotiation.requestOffer()
  }

  unsubscribe(trackSid: string): void {
    const subscribed = this.#subscribed.get(trackSid)
    if (!subscribed) return
    const { connection, negotiation, isClosed } = this.#receiver
    this.#subscribed.delete(trackSid)
    const hadSection = subscribed.subscription.mid !== null
    negotiation.release(subscribed.subscription)
    connection.unsubscribe(subscribed.subscription)
    subscribed.publication.demand.changed()
    if (hadSection && !isClosed) negotiation.requestOffer()
  }

  unsubscribeFromAll(): void {
    for (const sid of this.#subscribed.keys()) this.unsubscribe(sid)
  }

  /** The page's own choice; it stays. `found`: the track, where it is there now. */
  choose(
    trackSid: string,
    isWanted: boolean,
    found: { owner: Peer; publication: Publication } | undefined,
  ): void {
    if (isWanted) {
      this.#unsubscribed.delete(trackSid)
      if (found && found.owner !== this.#receiver) this.subscribe(found.owner, found.publication)
    } else if (this.#unsubscribed.size < REMEMBERED_CHOICES_MAX) {
      this.#unsubscribed.add(trackSid)
      this.unsubscribe(trackSid)
    }
  }

  changeSettings(value: UpdateTrackSettings): void {
    for (const sid of value.trackSids) {
      if (this.#settings.size >= REMEMBERED_CHOICES_MAX && !this.#settings.has(sid)) return
      this.#settings.set(sid, value)
      this.#applySettings(sid)
    }
  }

  /** After a pause of the socket the page says what it had switched off. */
  disable(trackSids: string[]): void {
    for (const sid of trackSids) {
      const settings = this.#settings.get(sid)?.clone()
      if (!settings) continue
      settings.disabled = true
      this.#settings.set(sid, settings)
      this.#applySettings(sid)
    }
  }

  #applySettings(trackSid: string): void {
    const subscribed = this.#subscribed.get(trackSid)
    if (!subscribed) return
    const { subscription, publication } = subscribed
    const settings = this.#settings.get(trackSid)
    if (settings) {
      subscription.wanted = wantedLayer(settings, publication.info.layers)
      subscription.isPausedByReceiver = settings.disabled
    }
    subscription.step(this.#context.nowMs())
    this.#receiver.connection.wantedChanged()
    publication.demand.changed()
  }

  /** `PA_…|TR_…`: whose track it is; pages find the participant by it. */
  streamOf(subscription: Subscription): string {
    const owner = this.#subscribed.get(subscription.track.sid)?.owner
    return `${owner?.sid ?? ''}|${subscription.track.sid}`
  }

  /** These have a section by now. */
  negotiated(subscriptions: Subscription[]): void {
    for (const { track } of subscriptions) {
      this.#applySettings(track.sid)
      const owner = this.#subscribed.get(track.sid)?.owner
      const value = new TrackSubscribed({ trackSid: track.sid })
      if (!this.#receiver.isHidden) owner?.send({ case: 'trackSubscribed', value })
    }
  }

  tellPaused(changed: { track: PublishedTrack; isPaused: boolean }[]): void {
    const streamStates = changed.flatMap(({ track, isPaused }) => {
      const participantSid = this.#subscribed.get(track.sid)?.owner.sid
      if (participantSid === undefined) return []
      const state = isPaused ? StreamState.PAUSED : StreamState.ACTIVE
      return new StreamStateInfo({ participantSid, trackSid: track.sid, state })
    })
    this.#receiver.send({ case: 'streamStateUpdate', value: new StreamStateUpdate({ streamStates }) })
  }
}

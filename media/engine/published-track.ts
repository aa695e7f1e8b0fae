/**
 * A track that somebody publishes: a microphone with one layer, or a picture with up to three. Hands each packet to
 * its subscriptions, which decide for themselves whether it is for them.
 *
 * Which layer a subscription should get is answered here (`chooseLayer`), since it depends on which are arriving: the
 * best one at or below what it may have; if there is none, the lowest above. A layer that just came back is left alone
 * for a second, because senders switch layers on and off a few times before they settle.
 */
import type { RtpHeader } from '../transport/rtp.ts'
import { Layer, type StoredPacket } from './layer.ts'

export const LAYERS_MAX = 3
const SETTLING_MS = 1_000
/** As the sender counts it: 0 is as loud as can be, 127 is silence. */
const SILENCE_DB = 127
const LEVEL_FRESH_MS = 500

export interface PublisherSide {
  /** Sends RTCP. */
  sendControl(packet: Buffer): void
  /** Something is missing; ask for it soon. */
  missing(): void
}

/** A subscription, as its track and those who choose among tracks see it. */
export interface Subscriber {
  readonly receiver: object
  /** The receiver's media section; null before it was negotiated. */
  readonly mid: string | null
  /** What the receiver's page wants: 0, 1, 2. */
  readonly wanted: number
  readonly isPausedByReceiver: boolean
  /** Of the microphones only the loudest are heard. */
  isHeard: boolean
  /** A recorder gets every voice. */
  readonly getsAllVoices: boolean
  forward(layer: Layer, stored: StoredPacket, nowMs: number): void
  /** Takes a change in. */
  step(nowMs: number): void
  /** The publisher said how the clock of this layer goes. */
  passOnClock(layer: Layer, nowMs: number): void
}

export class PublishedTrack {
  readonly sid: string
  readonly isVideo: boolean
  readonly isMicrophone: boolean
  readonly isScreen: boolean
  readonly publisher: PublisherSide
  readonly subscriptions = new Set<Subscriber>()
  readonly layers: (Layer | undefined)[] = Array.from({ length: LAYERS_MAX })
  /** What the publisher says its layers will need, in bits per second, for those that do not arrive now. */
  readonly declaredBps: number[] = [0, 0, 0]
  /** The media section that it comes in; null before it was negotiated. */
  mid: string | null = null
  payloadType = 0
  /** Names of its layers, lowest first; empty: one layer without a name. */
  rids: string[] = []
  /** By the publisher or by the server: nothing is passed on. */
  isMuted = false

  #loudestDb = SILENCE_DB
  #levelAtMs = -Infinity

  constructor(
    sid: string,
    kind: { isVideo: boolean; isMicrophone: boolean; isScreen: boolean },
    publisher: PublisherSide,
  ) {
    this.sid = sid
    this.isVideo = kind.isVideo
    this.isMicrophone = kind.isMicrophone
    this.isScreen = kind.isScreen
    this.publisher = publisher
  }

  /** The layer that packets of `ssrc` belong to from now on. */
  addLayer(ssrc: number, rid: string | undefined): Layer {
    const quality = this.#qualityOf(rid)
    const layer = new Layer(ssrc, quality, this.isVideo)
    this.layers[quality] = layer
    return layer
  }

  #qualityOf(rid: string | undefined): number {
    if (rid === undefined || this.rids.length === 0) return this.isVideo ? LAYERS_MAX - 1 : 0
    const named = ['q', 'h', 'f'].indexOf(rid)
    return named >= 0 ? named : Math.max(0, Math.min(LAYERS_MAX - 1, this.rids.indexOf(rid)))
  }

  receive(layer: Layer, packet: Buffer, header: RtpHeader, nowMs: number): void {
    const stored = layer.receive(packet, header, nowMs)
    if (layer.hasMissing) this.publisher.missing()
    if (!stored) return
    for (const subscription of this.subscriptions) subscription.forward(layer, stored, nowMs)
  }

  chooseLayer(wanted: number, current: Layer | undefined, nowMs: number): Layer | undefined {
    let best: Layer | undefined
    for (const layer of this.layers) {
      if (!layer?.isLive(nowMs)) continue
      if (layer.quality > wanted) best ??= layer
      else if (!best || layer === current || nowMs - layer.liveSinceMs > SETTLING_MS) best = layer
    }
    return best
  }

  askKeyFrame(layer: Layer, nowMs: number): void {
    const request = layer.askKeyFrame(nowMs)
    if (request) this.publisher.sendControl(request)
  }

  /** What each layer needs, in bits per second: as measured, or as declared for one that is switched off. */
  layersBps(nowMs: number): number[] {
    return this.layers.map((layer, quality) => {
      const declared = this.declaredBps[quality]!
      if (!layer?.isLive(nowMs)) return declared
      // A still picture needs little until something moves.
      return Math.max(layer.bitsPerSecond, declared * 0.5, 1)
    })
  }

  noteLevel(db: number, nowMs: number): void {
    this.#loudestDb = Math.min(this.#loudestDb, db)
    this.#levelAtMs = nowMs
  }

  /** The loudest moment since the last call, in dB below the loudest possible. */
  takeLevel(nowMs: number): number {
    const loudest = nowMs - this.#levelAtMs < LEVEL_FRESH_MS ? this.#loudestDb : SILENCE_DB
    this.#loudestDb = SILENCE_DB
    return loudest
  }
}

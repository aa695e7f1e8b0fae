/**
 * Dynacast: which layers of a picture anybody wants, so that its sender can leave out the others. Switched on at once;
 * off only after three seconds without change, since pages that adapt begin by switching everything off for a moment.
 */
import {
  SubscribedCodec,
  SubscribedQuality,
  SubscribedQualityUpdate,
  type TrackInfo,
} from '@livekit/protocol'
import { PAUSED } from './allocate-pictures.ts'
import type { PublishedTrack } from './published-track.ts'

const OFF_AFTER_MS = 3_000

export class LayerDemand {
  #track: PublishedTrack
  #info: TrackInfo
  #tell: (update: SubscribedQualityUpdate) => void
  #told: number | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(track: PublishedTrack, info: TrackInfo, tell: (update: SubscribedQualityUpdate) => void) {
    this.#track = track
    this.#info = info
    this.#tell = tell
  }

  /** A subscription came, went, or wants something else. */
  changed(): void {
    if (!this.#track.isVideo) return
    let wanted = PAUSED
    for (const subscription of this.#track.subscriptions) {
      if (subscription.mid !== null && !subscription.isPausedByReceiver)
        wanted = Math.max(wanted, subscription.wanted)
    }
    clearTimeout(this.#timer)
    if (wanted === this.#told) return
    const isMore = wanted > (this.#told ?? PAUSED)
    if (isMore) this.#say(wanted)
    else this.#timer = setTimeout(() => this.#say(wanted), OFF_AFTER_MS)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #say(wanted: number): void {
    this.#told = wanted
    const layers =
      this.#info.layers.length > 0 ? this.#info.layers.map(({ quality }): number => quality) : [2]
    const lowest = Math.min(...layers)
    const subscribedQualities = layers.map(
      (quality) =>
        new SubscribedQuality({
          quality,
          enabled: wanted !== PAUSED && (quality <= wanted || quality === lowest),
        }),
    )
    this.#tell(
      new SubscribedQualityUpdate({
        trackSid: this.#track.sid,
        subscribedQualities,
        subscribedCodecs: [new SubscribedCodec({ codec: 'vp8', qualities: subscribedQualities })],
      }),
    )
  }
}

/**
 * What the sections of one connection carry. The browser offers, we answer; when it should offer again, since somebody
 * came who is to be seen, it is asked to (`mediaSectionsRequirement`).
 *
 * Sending sections are bound to the tracks that were announced before (`addTrack`), by the sender's name for the track.
 * Receiving sections are given to subscriptions as they come free. A section that lost its track has to be answered
 * `inactive` once before it carries another one: only then does the browser see a new track.
 *
 * Offers are answered one after the other: the first one waits for the transport's own parameters. Requests are gathered
 * for a moment, and sections that were asked for and did not come yet are not asked for again.
 */
import type { SessionDescription } from '@livekit/protocol'
import type { IceParameters, LocalParameters } from '../transport/transport.ts'
import type { MediaConnection } from './media-connection.ts'
import type { PublishedTrack } from './published-track.ts'
import {
  readOffer,
  writeAnswer,
  type AnsweredSection,
  type Offer,
  type OfferedSection,
} from './session-description.ts'
import type { Subscription } from './subscription.ts'

const GATHER_REQUESTS_MS = 30

export interface NegotiatedPublication {
  readonly track: PublishedTrack
  readonly clientId: string
  readonly usesDtx: boolean
}

export interface NegotiationSide {
  readonly connection: MediaConnection
  readonly candidates: string[]
  publications(): Iterable<NegotiatedPublication>
  /** `PA_…|TR_…`: whose track it is. */
  streamOf(subscription: Subscription): string
  answer(answer: { sdp: string; id: number; midToTrackId: Record<string, string> }): void
  require(sections: { numAudios: number; numVideos: number }): void
  /** Media of these can arrive from now on. */
  bound(publications: NegotiatedPublication[]): void
  /** The browser took its track away. */
  withdrawn(publication: NegotiatedPublication): void
  /** The receiver has a section for these from now on. */
  subscribed(subscriptions: Subscription[]): void
  /** The description cannot be used. */
  failed(error: unknown): void
}

export class Negotiation {
  #side: NegotiationSide
  #queue: Promise<void> = Promise.resolve()
  #local: LocalParameters | undefined
  #offer: Offer | undefined
  #version = 2
  #taken = new Map<string, Subscription>()
  #released = new Set<string>()
  #everUsed = new Set<string>()
  #asked = { audio: 0, video: 0 }
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(side: NegotiationSide) {
    this.#side = side
  }

  offered(description: SessionDescription): void {
    this.#queue = this.#queue
      .then(() => this.#take(description))
      .catch((error: unknown) => {
        if (!this.#isClosed) this.#side.failed(error)
      })
  }

  /** The section of this one is free. */
  release(subscription: Subscription): void {
    if (subscription.mid === null) return
    this.#taken.delete(subscription.mid)
    this.#released.add(subscription.mid)
    subscription.mid = null
  }

  /** Subscriptions changed: the browser should offer again, soon. */
  requestOffer(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#require()
    }, GATHER_REQUESTS_MS)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  async #take({ sdp, id }: SessionDescription): Promise<void> {
    if (this.#isClosed) return
    const offer = readOffer(sdp)
    this.#local ??= await this.#connect(offer.ice)
    if (this.#isClosed) return
    this.#offer = offer
    this.#asked = { audio: 0, video: 0 }
    this.#learnExtensions(offer)
    const sections = new Map<string, AnsweredSection>()
    const bound = this.#bindPublications(offer, sections)
    const fresh = this.#assignSubscriptions(offer, sections)
    const midToTrackId: Record<string, string> = {}
    for (const [mid, { track }] of this.#taken)
      if (sections.get(mid)?.kind === 'down') midToTrackId[mid] = track.sid
    const { candidates } = this.#side
    const answer = writeAnswer(offer, { version: ++this.#version, local: this.#local, candidates, sections })
    this.#side.answer({ sdp: answer, id, midToTrackId })
    const mayGoOn = this.#released.size > 0 && this.#hasWaiting()
    this.#released.clear()
    this.#side.subscribed(fresh)
    if (mayGoOn || this.#lacking('audio') + this.#lacking('video') > 0) this.requestOffer()
    if (bound.length > 0) this.#side.bound(bound)
  }

  #connect(remote: IceParameters): Promise<LocalParameters> {
    return this.#side.connection.connect(remote)
  }

  /** The numbers are the same in all sections that share a connection. */
  #learnExtensions(offer: Offer): void {
    const { extensions } = this.#side.connection
    for (const section of offer.sections) Object.assign(extensions, section.extensions)
  }

  #bindPublications(offer: Offer, sections: Map<string, AnsweredSection>): NegotiatedPublication[] {
    const publications = [...this.#side.publications()]
    const bound: NegotiatedPublication[] = []
    for (const section of offer.sections) {
      if (section.kind === 'application' || section.payloadType === null) continue
      const isSending = section.direction === 'sendonly' || section.direction === 'sendrecv'
      const before = publications.find(({ track }) => track.mid === section.mid)
      const publication = isSending ? this.#publicationOf(section, before, publications) : undefined
      if (before && before !== publication) {
        before.track.mid = null
        this.#side.withdrawn(before)
      }
      if (!publication) continue
      sections.set(section.mid, { kind: 'up', usesDtx: publication.usesDtx })
      const { track } = publication
      if (before !== publication) bound.push(publication)
      track.mid = section.mid
      track.payloadType = section.payloadType
      track.rids = section.rids
      if (section.rids.length === 0 && section.ssrcs[0])
        this.#side.connection.announce(track, section.ssrcs[0])
    }
    return bound
  }

  #publicationOf(
    section: OfferedSection,
    before: NegotiatedPublication | undefined,
    publications: NegotiatedPublication[],
  ): NegotiatedPublication | undefined {
    const isFree = ({ track }: NegotiatedPublication) =>
      track.mid === null && track.isVideo === (section.kind === 'video')
    const named = publications.find((one) => isFree(one) && one.clientId === section.trackId)
    // A replaced track keeps its section under another name.
    return named ?? before ?? publications.find(isFree)
  }

  /** Answers those that got a section now. */
  #assignSubscriptions(offer: Offer, sections: Map<string, AnsweredSection>): Subscription[] {
    const fresh: Subscription[] = []
    const waiting = [...this.#side.connection.subscriptions].filter(({ mid }) => mid === null)
    for (const section of offer.sections) {
      if (section.direction !== 'recvonly' || section.payloadType === null || sections.has(section.mid))
        continue
      if (!this.#taken.has(section.mid) && !this.#released.has(section.mid)) {
        const index = waiting.findIndex(({ track }) => track.isVideo === (section.kind === 'video'))
        const [next] = index >= 0 ? waiting.splice(index, 1) : []
        if (next) {
          next.mid = section.mid
          next.payloadType = section.payloadType
          this.#taken.set(section.mid, next)
          this.#everUsed.add(section.mid)
          fresh.push(next)
        }
      }
      const subscription = this.#taken.get(section.mid)
      if (subscription) {
        sections.set(section.mid, {
          kind: 'down',
          ssrc: subscription.ssrc,
          stream: this.#side.streamOf(subscription),
          trackId: subscription.track.sid,
        })
      } else if (!this.#everUsed.has(section.mid)) {
        sections.set(section.mid, { kind: 'free' })
      }
    }
    return fresh
  }

  #require(): void {
    if (!this.#offer || this.#isClosed) return
    const numAudios = this.#lacking('audio')
    const numVideos = this.#lacking('video')
    this.#asked.audio += numAudios
    this.#asked.video += numVideos
    this.#side.require({ numAudios, numVideos })
  }

  #hasWaiting(): boolean {
    return [...this.#side.connection.subscriptions].some(({ mid }) => mid === null)
  }

  /** How many more sections are needed than there are and were asked for. */
  #lacking(kind: 'audio' | 'video'): number {
    const waiting = [...this.#side.connection.subscriptions].filter(
      ({ mid, track }) => mid === null && track.isVideo === (kind === 'video'),
    ).length
    const free = this.#offer?.sections.filter(
      (section) => section.kind === kind && section.direction === 'recvonly' && !this.#taken.has(section.mid),
    ).length
    return Math.max(0, waiting - (free ?? 0) - this.#asked[kind])
  }
}

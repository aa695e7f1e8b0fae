/**
 * The media of one participant: its transport, the tracks it publishes, the tracks it receives. Every packet of the
 * participant passes here and is given to whom it belongs.
 *
 * In: packets are known by their SSRC; a new one introduces itself by the header extensions that name its media
 * section and layer, or was announced in the description. What fits nothing is dropped. Out: everything that is sent
 * gets a transport-wide number, and the receiver's feedback about it feeds the estimator, by which pictures are
 * allocated.
 *
 * The caller's clock (`step` every 100 ms) drives what is not driven by packets.
 */
import {
  isRtcp,
  createRtpHeader,
  extensionText,
  findExtension,
  readRtp,
  stampTransportSequence,
} from '../transport/rtp.ts'
import { readRtcp, REPORT_BLOCKS_MAX, writeReceiverReport, type ReportBlock } from '../transport/rtcp.ts'
import { FeedbackWriter, readTransportFeedback } from '../transport/transport-feedback.ts'
import {
  Transport,
  type IceParameters,
  type LocalParameters,
  type TransportOptions,
} from '../transport/transport.ts'
import { allocatePictures, PAUSED } from './allocate-pictures.ts'
import { BandwidthEstimator } from './bandwidth-estimator.ts'
import type { Counters } from './counters.ts'
import type { Layer } from './layer.ts'
import type { LoadLimits } from './machine-load.ts'
import type { PublishedTrack, PublisherSide } from './published-track.ts'
import type { ExtensionIds } from './session-description.ts'
import { rankOf, type ReceiverSide, type Subscription } from './subscription.ts'

const NACK_DELAY_MS = 15
const REPORT_EVERY_STEPS = 5
const REQUEST_EVERY_STEPS = 2
const ALLOCATE_EVERY_STEPS = 5
const PADDING_PACKET_BYTES = 275
/** A layer that needs so many times what there is room for is left at once. */
const MUCH_TOO_LARGE = 1.5
/** Voices are never paused; this much is kept for each. */
const VOICE_BPS = 40_000
const UNKNOWN_SSRCS_MAX = 64
const TRANSIT_MS_DEFAULT = 50

export interface ConnectionEvents {
  open(): void
  lost(): void
  data(label: string, message: Buffer): void
  /** Which pictures are paused since the connection does not carry them, or are not any more. */
  pausedChanged(changed: { track: PublishedTrack; isPaused: boolean }[]): void
}

export class MediaConnection implements PublisherSide, ReceiverSide {
  readonly published = new Set<PublishedTrack>()
  readonly extensions: ExtensionIds = { mid: 0, rid: 0, audioLevel: 0, transportSequence: 0 }
  readonly estimator = new BandwidthEstimator()
  lastPacketAtMs: number
  roundTripMs: number | null = null
  bitsPerSecondIn = 0
  bitsPerSecondOut = 0
  #transport: Transport
  #events: ConnectionEvents
  #counters: Counters
  #nowMs: () => number
  #header = createRtpHeader()
  #layers = new Map<number, { track: PublishedTrack; layer: Layer }>()
  #subscriptions = new Map<number, Subscription>()
  #feedback = new FeedbackWriter()
  #nackTimer: NodeJS.Timeout | undefined
  #steps = 0
  #bytesIn = 0
  #bytesOut = 0
  #measuredAtMs: number
  #unknown = new Set<number>()
  #paused = new Set<PublishedTrack>()
  #nextStepBps = 0
  #isAllocationDue = false
  #isSilent = false
  #loadLimits: LoadLimits = { qualityMax: 2, picturesMax: Infinity }

  constructor(options: TransportOptions, counters: Counters, events: ConnectionEvents, nowMs: () => number) {
    this.#events = events
    this.#counters = counters
    this.#nowMs = nowMs
    this.lastPacketAtMs = this.#measuredAtMs = nowMs()
    this.#transport = new Transport(options, {
      open: () => {
        events.open()
        for (const subscription of this.#subscriptions.values()) subscription.step(nowMs())
      },
      packet: (packet) => {
        if (!this.#isSilent) this.#receive(packet)
      },
      data: (label, message) => {
        if (this.#isSilent) return
        this.lastPacketAtMs = nowMs()
        events.data(label, message)
      },
      lost: () => events.lost(),
    })
  }

  get isOpen(): boolean {
    return this.#transport.isOpen
  }

  get subscriptions(): Iterable<Subscription> {
    return this.#subscriptions.values()
  }

  connect(remote: IceParameters): Promise<LocalParameters> {
    return this.#transport.connect(remote)
  }

  sendData(label: string, message: Uint8Array): boolean {
    return this.#transport.sendData(label, message)
  }

  // What it publishes.

  publish(track: PublishedTrack): void {
    this.published.add(track)
  }

  /** Packets of `ssrc` belong to this track, which has one layer: the description said so. */
  announce(track: PublishedTrack, ssrc: number): void {
    if (!this.#layers.has(ssrc)) this.#addLayer(track, ssrc, undefined)
  }

  unpublish(track: PublishedTrack): void {
    this.published.delete(track)
    for (const layer of track.layers) if (layer) this.#layers.delete(layer.ssrc)
  }

  send(packet: Buffer, nowMs: number): boolean {
    const { transportSequence } = this.extensions
    const sequence = transportSequence === 0 ? 0 : this.estimator.sent(packet.length, nowMs)
    stampTransportSequence(packet, transportSequence, sequence)
    if (!this.#transport.send(packet)) return false
    this.#counters.packetsOut++
    this.#counters.bytesOut += packet.length
    this.#bytesOut += packet.length
    return true
  }

  sendControl(packet: Buffer): void {
    this.#transport.send(packet)
  }

  missing(): void {
    this.#nackTimer ??= setTimeout(() => {
      this.#nackTimer = undefined
      this.#askAgain()
    }, NACK_DELAY_MS)
  }

  #askAgain(): void {
    const nowMs = this.#nowMs()
    for (const { layer } of this.#layers.values()) {
      const request = layer.hasMissing
        ? layer.askAgain(this.roundTripMs ?? TRANSIT_MS_DEFAULT, nowMs)
        : undefined
      if (!request) continue
      this.#counters.retransmissionsAsked += request.count
      this.#transport.send(request.packet)
    }
  }

  // What it receives.

  subscribe(subscription: Subscription): void {
    this.#subscriptions.set(subscription.ssrc, subscription)
    this.#isAllocationDue = true
  }

  unsubscribe(subscription: Subscription): void {
    this.#subscriptions.delete(subscription.ssrc)
    this.#paused.delete(subscription.track)
    subscription.close()
    this.#isAllocationDue = true
  }

  /** The machine carries no more than this. */
  limit(limits: LoadLimits): void {
    this.#loadLimits = limits
    this.#isAllocationDue = true
  }

  /** What is wanted changed: allocate again at the next step. */
  wantedChanged(): void {
    this.#isAllocationDue = true
  }

  get pausedPictures(): number {
    return this.#paused.size
  }

  // Packets.

  #receive(packet: Buffer): void {
    const nowMs = this.#nowMs()
    this.lastPacketAtMs = nowMs
    if (isRtcp(packet)) {
      readRtcp(packet, this.#rtcp)
      return
    }
    const header = this.#header
    if (!readRtp(packet, header)) return
    this.#counters.packetsIn++
    this.#counters.bytesIn += packet.length
    this.#bytesIn += packet.length
    const known = this.#layers.get(header.ssrc) ?? this.#introduce(packet)
    if (!known || header.payloadType !== known.track.payloadType) return
    const at = findExtension(packet, header, this.extensions.transportSequence)
    if (at > 0) this.#feedback.arrived(packet.readUInt16BE(at), header.ssrc, nowMs)
    if (!known.track.isVideo) this.#noteLevel(known.track, packet, nowMs)
    known.track.receive(known.layer, packet, header, nowMs)
  }

  #noteLevel(track: PublishedTrack, packet: Buffer, nowMs: number): void {
    const at = findExtension(packet, this.#header, this.extensions.audioLevel)
    if (at > 0) track.noteLevel(packet[at]! & 0x7f, nowMs)
  }

  /** The first packets of a stream say where they belong. */
  #introduce(packet: Buffer): { track: PublishedTrack; layer: Layer } | undefined {
    const { ssrc } = this.#header
    const mid = extensionText(packet, this.#header, this.extensions.mid)
    if (mid === undefined || this.#unknown.size > UNKNOWN_SSRCS_MAX) return undefined
    const track = [...this.published].find((one) => one.mid === mid)
    const rid = extensionText(packet, this.#header, this.extensions.rid)
    if (!track || (track.rids.length > 0 && (rid === undefined || !track.rids.includes(rid)))) {
      this.#unknown.add(ssrc)
      return undefined
    }
    return this.#addLayer(track, ssrc, rid)
  }

  #addLayer(track: PublishedTrack, ssrc: number, rid: string | undefined) {
    const before = new Set(track.layers)
    const layer = track.addLayer(ssrc, rid)
    for (const old of before) if (old && !track.layers.includes(old)) this.#layers.delete(old.ssrc)
    const known = { track, layer }
    this.#layers.set(ssrc, known)
    return known
  }

  #rtcp = {
    senderReport: (ssrc: number, ntpHigh: number, ntpLow: number, timestamp: number): void => {
      const known = this.#layers.get(ssrc)
      if (!known) return
      const nowMs = this.#nowMs()
      known.layer.senderReport = { ntpHigh, ntpLow, timestamp, atMs: nowMs }
      for (const subscription of known.track.subscriptions) subscription.passOnClock(known.layer, nowMs)
    },
    reportBlock: (block: ReportBlock): void => {
      const roundTripMs = this.#subscriptions.get(block.ssrc)?.reported(block, this.#nowMs())
      if (roundTripMs !== undefined) this.roundTripMs = roundTripMs
    },
    nack: (ssrc: number, sequence: number): void => {
      if (this.#subscriptions.get(ssrc)?.resend(sequence, this.#nowMs())) this.#counters.retransmissionsSent++
    },
    keyFrameRequest: (ssrc: number): void => this.#subscriptions.get(ssrc)?.keyFrameAsked(this.#nowMs()),
    transportFeedback: (packet: Buffer, start: number, end: number): void => {
      const nowMs = this.#nowMs()
      const changed = this.estimator.feedback(
        (status) => readTransportFeedback(packet, start, end, status),
        nowMs,
      )
      if (changed) this.#allocate(nowMs)
    },
  }

  // What time brings.

  /** Every 100 ms. */
  step(nowMs: number): void {
    this.#steps++
    const feedback = this.#feedback.write()
    if (feedback) this.#transport.send(feedback)
    this.#askAgain()
    if (this.#steps % REPORT_EVERY_STEPS === 0) this.#report(nowMs)
    if (this.#isAllocationDue || this.#steps % ALLOCATE_EVERY_STEPS === 0) this.#allocate(nowMs)
    this.#probe(nowMs)
    if (this.#steps % REQUEST_EVERY_STEPS === 0) {
      for (const subscription of this.#subscriptions.values()) subscription.step(nowMs)
    }
  }

  #report(nowMs: number): void {
    const elapsedMs = Math.max(1, nowMs - this.#measuredAtMs)
    this.#measuredAtMs = nowMs
    this.bitsPerSecondIn = (this.#bytesIn * 8000) / elapsedMs
    this.bitsPerSecondOut = (this.#bytesOut * 8000) / elapsedMs
    this.#bytesIn = this.#bytesOut = 0
    const blocks: ReportBlock[] = []
    for (const { layer } of this.#layers.values()) {
      layer.measure(elapsedMs)
      const block = layer.report(nowMs)
      if (block && blocks.length < REPORT_BLOCKS_MAX) blocks.push(block)
    }
    if (blocks.length > 0) this.#transport.send(writeReceiverReport(blocks))
  }

  #allocate(nowMs: number): void {
    this.#isAllocationDue = false
    const shown = [...this.#subscriptions.values()].filter(({ track, mid }) => track.isVideo && mid !== null)
    const wantedOf = this.#wantedByMachine(shown)
    const voices = [...this.#subscriptions.values()].filter(
      ({ track, isHeard }) => !track.isVideo && isHeard,
    ).length
    const limitBps = this.estimator.limitBps
    const room = limitBps === null ? null : Math.max(0, limitBps - voices * VOICE_BPS)
    const { layers, wantedBps, nextStepBps } = allocatePictures(
      shown.map((subscription) => ({
        id: subscription.track.sid,
        wanted: wantedOf(subscription),
        rank: rankOf(subscription),
        layersBps: subscription.track.layersBps(nowMs),
        current: subscription.layer?.quality ?? PAUSED,
      })),
      room,
    )
    this.#nextStepBps = nextStepBps === 0 ? 0 : nextStepBps + voices * VOICE_BPS
    this.estimator.wanted(wantedBps + voices * VOICE_BPS)
    const changed: { track: PublishedTrack; isPaused: boolean }[] = []
    for (const subscription of shown) {
      const allowed = subscription.isPausedByReceiver
        ? subscription.wanted
        : layers.get(subscription.track.sid)!
      this.#allow(subscription, allowed, room, nowMs)
      const isPaused = allowed === PAUSED
      if (isPaused === this.#paused.has(subscription.track)) continue
      if (isPaused) this.#paused.add(subscription.track)
      else this.#paused.delete(subscription.track)
      changed.push({ track: subscription.track, isPaused })
    }
    if (changed.length > 0) this.#events.pausedChanged(changed)
  }

  #wantedByMachine(shown: Subscription[]): (subscription: Subscription) => number {
    const { qualityMax, picturesMax } = this.#loadLimits
    const wanting = shown.filter(({ isPausedByReceiver }) => !isPausedByReceiver)
    const carried = new Set([...wanting].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, picturesMax))
    return (subscription) => (carried.has(subscription) ? Math.min(subscription.wanted, qualityMax) : PAUSED)
  }

  #allow(subscription: Subscription, allowed: number, room: number | null, nowMs: number): void {
    if (subscription.allowed === allowed) return
    subscription.allowed = allowed
    const { layer } = subscription
    const isMuchTooLarge = room !== null && layer && layer.bitsPerSecond > room * MUCH_TOO_LARGE
    if (isMuchTooLarge && layer.quality > allowed) subscription.leaveLayer()
    subscription.step(nowMs)
  }

  /** A burst of padding shows whether more would fit. */
  #probe(nowMs: number): void {
    const bytes = this.estimator.probeBytes(this.#nextStepBps, nowMs)
    if (bytes === 0) return
    const count = Math.ceil(bytes / PADDING_PACKET_BYTES)
    for (const subscription of this.#subscriptions.values()) {
      if (!subscription.track.isVideo) continue
      const sent = subscription.pad(count, nowMs)
      if (sent > 0) return this.estimator.probeSent(sent, this.#nextStepBps, nowMs)
    }
  }

  /** The worst share of packets lost of late, from the participant and to it. */
  get loss(): { in: number; out: number } {
    let lossIn = 0
    let lossOut = this.estimator.loss
    for (const { layer } of this.#layers.values()) lossIn = Math.max(lossIn, layer.loss)
    for (const subscription of this.#subscriptions.values()) lossOut = Math.max(lossOut, subscription.loss)
    return { in: lossIn, out: lossOut }
  }

  /** Nothing goes in or out any more; the other side sees a connection that is still there. */
  silence(): void {
    this.#isSilent = true
    clearTimeout(this.#nackTimer)
    for (const subscription of this.#subscriptions.values()) this.unsubscribe(subscription)
    this.#layers.clear()
  }

  close(): void {
    this.silence()
    this.#transport.close()
  }
}

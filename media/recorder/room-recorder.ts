/**
 * Records one room: joins it as a hidden participant, takes every voice, camera and shared screen at the highest layer
 * there is, and writes each track of each stay to a file of its own.
 *
 * States: joining → recording → left. It leaves when it is told to, when the server ends it, and when nothing comes
 * through any more; in each case its files are finished before `left` is said. It does not come back by itself: who
 * started it does that, with a new token.
 *
 * What is encrypted from end to end cannot be recorded: there is no key here. It is said, and passed over.
 */
import { join } from 'node:path'
import {
  Encryption_Type,
  ParticipantInfo_State,
  TrackSource,
  type JoinResponse,
  type ParticipantInfo,
  type SessionDescription,
  type TrackInfo,
} from '@livekit/protocol'
import { isRtcp } from '../transport/rtp.ts'
import { readRtcp, REPORT_BLOCKS_MAX, writeReceiverReport } from '../transport/rtcp.ts'
import { ClientTransport } from '../transport/client-transport.ts'
import { SenderClock } from './media-clock.ts'
import { readAnswer, writeReceivingOffer, type MediaKind } from './receiver-description.ts'
import { RecordedTrack } from './recorded-track.ts'
import type { FromRecorder, RecordedSource, RoomToRecord } from './recorder-channel.ts'
import { Signalling, type ServerMessage } from './signalling.ts'
import { TrackReceiver } from './track-receiver.ts'

const STEP_INTERVAL_MS = 20
const REPORT_INTERVAL_MS = 1_000
const SECTIONS_MAX = 255
const SOURCES: Partial<Record<TrackSource, RecordedSource>> = {
  [TrackSource.MICROPHONE]: 'microphone',
  [TrackSource.CAMERA]: 'camera',
  [TrackSource.SCREEN_SHARE]: 'screen_share',
  [TrackSource.SCREEN_SHARE_AUDIO]: 'screen_share_audio',
}

interface Stay {
  identity: string
  participantSid: string
  clock: SenderClock
}

interface Track {
  info: TrackInfo
  stay: Stay
  recorded: RecordedTrack
  receiver: TrackReceiver | undefined
}

export class RoomRecorder {
  #room: RoomToRecord
  #send: (message: FromRecorder) => void
  #transport: ClientTransport
  #signalling: Signalling
  #kinds: MediaKind[] = []
  #offers = 0
  #trailer: Buffer | null = null
  #ownIdentity = ''
  #stays = new Map<string, Stay>()
  #tracks = new Map<string, Track>()
  /** Which track comes in which section, by the last answer: a track can be named before or after it has one. */
  #arriving = new Map<string, { ssrc: number; kind: MediaKind }>()
  #receivers = new Map<number, TrackReceiver>()
  #finishing = new Set<Promise<void>>()
  #timers: NodeJS.Timeout[]
  #leaving: Promise<void> | undefined

  /** Throws where the transport cannot be made. */
  constructor(room: RoomToRecord, token: string, send: (message: FromRecorder) => void) {
    this.#room = room
    this.#send = send
    this.#transport = new ClientTransport(
      { bindAddress: room.bindAddress },
      {
        candidate: (candidate) => this.#signalling.sendCandidate(candidate),
        packet: (packet) => this.#receive(packet),
        lost: () => void this.leave(false, 'The connection for media was lost'),
      },
    )
    this.#signalling = new Signalling(room.url, token, () => this.#offer(), {
      joined: (response) => this.#joined(response),
      message: (message) => this.#take(message),
      ended: (reason) => void this.leave(false, reason),
    })
    this.#timers = [
      setInterval(() => this.#step(), STEP_INTERVAL_MS),
      setInterval(() => this.#report(), REPORT_INTERVAL_MS),
    ]
  }

  /** Resolves when every file is finished. */
  leave(isWanted: boolean, reason: string): Promise<void> {
    this.#leaving ??= this.#leave(isWanted, reason)
    return this.#leaving
  }

  async #leave(isWanted: boolean, reason: string): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    for (const trackSid of this.#tracks.keys()) this.#finish(trackSid)
    this.#signalling.close()
    this.#transport.close()
    await Promise.all(this.#finishing)
    this.#send({ kind: 'left', id: this.#room.id, isWanted, reason })
  }

  // What the server says.

  #joined(response: JoinResponse): void {
    this.#ownIdentity = response.participant?.identity ?? ''
    this.#trailer = response.sifTrailer.length > 0 ? Buffer.from(response.sifTrailer) : null
    this.#send({ kind: 'joined', id: this.#room.id })
    this.#update(response.otherParticipants)
  }

  #take(message: ServerMessage): void {
    if (message.case === 'answer') this.#answered(message.value)
    else if (message.case === 'update') this.#update(message.value.participants)
    else if (message.case === 'trickle') this.#addCandidate(message.value.candidateInit)
    else if (message.case === 'mediaSectionsRequirement') {
      this.#addSections('audio', message.value.numAudios)
      this.#addSections('video', message.value.numVideos)
      this.#signalling.offer()
    }
  }

  #offer(): string {
    return writeReceivingOffer(this.#transport.local, this.#kinds, ++this.#offers)
  }

  #addSections(kind: MediaKind, count: number): void {
    for (let i = 0; i < count && this.#kinds.length < SECTIONS_MAX; i++) this.#kinds.push(kind)
  }

  #addCandidate(candidateInit: string): void {
    if (this.#room.mediaAddress) return
    const { candidate } = JSON.parse(candidateInit) as { candidate?: string }
    if (candidate) this.#transport.addCandidate(candidate.replace(/^a=/, ''))
  }

  #answered({ sdp, id, midToTrackId }: SessionDescription): void {
    if (!this.#signalling.isAnswered(id)) return
    try {
      const answer = readAnswer(sdp)
      if (!this.#transport.isDescribed) {
        this.#transport.accept(answer.connection, this.#candidates(answer.candidates))
      }
      this.#arriving.clear()
      for (const { mid, kind, ssrc, trackId } of answer.sections) {
        const trackSid = midToTrackId[mid] ?? trackId
        if (ssrc !== null && trackSid) this.#arriving.set(trackSid, { ssrc, kind })
      }
    } catch (error) {
      void this.leave(false, error instanceof Error ? error.message : String(error))
      return
    }
    for (const trackSid of this.#arriving.keys()) this.#attach(trackSid)
    this.#signalling.offerWhatWaits()
  }

  #candidates(announced: string[]): string[] {
    const { mediaAddress } = this.#room
    if (!mediaAddress) return announced
    return [`candidate:1 1 udp 2130706431 ${mediaAddress.host} ${mediaAddress.port} typ host`]
  }

  // Who is there, with which tracks.

  #update(participants: readonly ParticipantInfo[]): void {
    for (const participant of participants) {
      if (participant.identity === this.#ownIdentity) continue
      const hasLeft = participant.state === ParticipantInfo_State.DISCONNECTED
      const stay = this.#stays.get(participant.sid) ?? {
        identity: participant.identity,
        participantSid: participant.sid,
        clock: new SenderClock(),
      }
      this.#stays.set(participant.sid, stay)
      const published = new Set(hasLeft ? [] : participant.tracks.map(({ sid }) => sid))
      for (const [trackSid, track] of this.#tracks) {
        if (track.stay === stay && !published.has(trackSid)) this.#finish(trackSid)
      }
      if (hasLeft) this.#stays.delete(participant.sid)
      else for (const info of participant.tracks) this.#announce(stay, info)
    }
  }

  #announce(stay: Stay, info: TrackInfo): void {
    const source = SOURCES[info.source]
    if (!source || !/^\w{1,64}$/.test(info.sid)) return
    const kind = source === 'camera' || source === 'screen_share' ? 'video' : 'audio'
    const known = this.#tracks.get(info.sid)
    if (known) {
      // A picture that was switched off must not stand still in a file until it comes back: that is another file.
      const isSwitchedOff = kind === 'video' && info.muted && !known.info.muted
      known.info = info
      if (!isSwitchedOff) return
      this.#finish(info.sid, true)
    }
    const { id } = this.#room
    const { identity, participantSid } = stay
    const refuse = (reason: string): void =>
      this.#send({ kind: 'track-refused', id, identity, trackSid: info.sid, reason })
    if (info.encryption !== Encryption_Type.NONE) return refuse('It is encrypted from end to end')
    const recorded = new RecordedTrack(
      join('.', this.#room.folder),
      kind,
      { identity, participantSid, trackSid: info.sid, source },
      {
        started: (file) => this.#send({ kind: 'file-started', id, file }),
        failed: (error) =>
          refuse(`It cannot be written: ${error instanceof Error ? error.message : String(error)}`),
      },
    )
    this.#tracks.set(info.sid, { info, stay, recorded, receiver: undefined })
    this.#attach(info.sid)
  }

  /** Announced, and with a section: it can be received. */
  #attach(trackSid: string): void {
    const track = this.#tracks.get(trackSid)
    const arriving = this.#arriving.get(trackSid)
    if (!track || !arriving || track.receiver?.ssrc === arriving.ssrc) return
    if (track.receiver) this.#receivers.delete(track.receiver.ssrc)
    const { ssrc, kind } = arriving
    track.receiver = new TrackReceiver({
      ssrc,
      kind,
      trailer: this.#trailer,
      sender: track.stay.clock,
      send: (packet) => void this.#transport.send(packet),
      frame: (frame, capturedMs) => track.recorded.add(frame, capturedMs),
    })
    this.#receivers.set(ssrc, track.receiver)
    if (kind === 'video') this.#signalling.wantHighestLayer(trackSid)
  }

  #finish(trackSid: string, mayComeBack = false): void {
    const track = this.#tracks.get(trackSid)
    if (!track) return
    this.#tracks.delete(trackSid)
    if (!mayComeBack) this.#arriving.delete(trackSid)
    if (track.receiver) this.#receivers.delete(track.receiver.ssrc)
    const finishing = this.#finishFile(track).finally(() => this.#finishing.delete(finishing))
    this.#finishing.add(finishing)
  }

  async #finishFile({ recorded, receiver }: Track): Promise<void> {
    const file = await recorded.finish({
      recoveredPackets: receiver?.recovered ?? 0,
      lostPackets: receiver?.lost ?? 0,
    })
    if (file) this.#send({ kind: 'file-finished', id: this.#room.id, file })
  }

  // Packets.

  #receive(packet: Buffer): void {
    const nowMs = serverNowMs()
    if (isRtcp(packet)) {
      readRtcp(packet, {
        senderReport: (ssrc, high, low, timestamp) =>
          this.#receivers.get(ssrc)?.reported(high, low, timestamp, nowMs),
      })
    } else if (packet.length >= 12) {
      this.#receivers.get(packet.readUInt32BE(8))?.take(packet, nowMs)
    }
  }

  #step(): void {
    const nowMs = serverNowMs()
    for (const receiver of this.#receivers.values()) receiver.step(nowMs)
  }

  #report(): void {
    const nowMs = serverNowMs()
    const blocks = [...this.#receivers.values()].flatMap((receiver) => receiver.report(nowMs) ?? [])
    for (let at = 0; at < blocks.length; at += REPORT_BLOCKS_MAX) {
      this.#transport.send(writeReceiverReport(blocks.slice(at, at + REPORT_BLOCKS_MAX)))
    }
  }
}

/** Of the system's clock at the start of the process, and steady since: times of one file never go back. */
function serverNowMs(): number {
  return performance.timeOrigin + performance.now()
}

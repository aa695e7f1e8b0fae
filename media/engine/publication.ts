/**
 * A track that a participant announced (`AddTrackRequest`): what the others are told of it, and its media. It is
 * *announced* until its first description came, then *visible* to everybody.
 */
import {
  SimulcastCodecInfo,
  TimedVersion,
  TrackInfo,
  TrackSource,
  TrackType,
  VideoQuality,
  protoInt64,
  type AddTrackRequest,
  type ParticipantPermission,
  type SubscribedQualityUpdate,
} from '@livekit/protocol'
import { createSid } from './ids.ts'
import { LayerDemand } from './layer-demand.ts'
import type { NegotiatedPublication } from './negotiation.ts'
import { LAYERS_MAX, PublishedTrack, type PublisherSide } from './published-track.ts'

const RIDS = ['q', 'h', 'f']
const SID_PREFIXES: Partial<Record<TrackSource, string>> = {
  [TrackSource.CAMERA]: 'TR_VC',
  [TrackSource.MICROPHONE]: 'TR_AM',
  [TrackSource.SCREEN_SHARE]: 'TR_VS',
  [TrackSource.SCREEN_SHARE_AUDIO]: 'TR_AS',
}

export class Publication implements NegotiatedPublication {
  readonly info: TrackInfo
  readonly track: PublishedTrack
  readonly demand: LayerDemand
  readonly clientId: string
  isVisible = false

  constructor(
    request: AddTrackRequest,
    publisher: PublisherSide,
    nowMs: number,
    tell: (update: SubscribedQualityUpdate) => void,
  ) {
    this.clientId = request.cid
    this.info = describeTrack(request, nowMs)
    const { source } = request
    const isVideo = request.type === TrackType.VIDEO
    this.track = new PublishedTrack(
      this.info.sid,
      {
        isVideo,
        isMicrophone: !isVideo && source === TrackSource.MICROPHONE,
        isScreen: isVideo && source === TrackSource.SCREEN_SHARE,
      },
      publisher,
    )
    this.track.isMuted = request.muted
    for (const { quality, bitrate } of this.info.layers) {
      const index: number = quality
      if (index < LAYERS_MAX) this.track.declaredBps[index] = bitrate
    }
    this.demand = new LayerDemand(this.track, this.info, tell)
  }

  get usesDtx(): boolean {
    return !this.info.disableDtx
  }

  mute(isMuted: boolean): void {
    this.info.muted = isMuted
    this.track.isMuted = isMuted
  }

  close(): void {
    this.demand.close()
    this.isVisible = false
  }
}

/** Whether somebody with this permission may publish from that source. */
export function mayPublish(
  { canPublish, canPublishSources }: ParticipantPermission,
  source: TrackSource,
): boolean {
  return canPublish && (canPublishSources.length === 0 || canPublishSources.includes(source))
}

function describeTrack(request: AddTrackRequest, nowMs: number): TrackInfo {
  const isVideo = request.type === TrackType.VIDEO
  const mimeType = isVideo ? 'video/VP8' : 'audio/opus'
  const layers = request.layers.slice(0, LAYERS_MAX)
  for (const layer of layers) layer.rid ||= layers.length > 1 ? (RIDS[layer.quality] ?? '') : ''
  if (layers.length === 1 && layers[0]!.quality > VideoQuality.HIGH) layers[0]!.quality = VideoQuality.HIGH
  return new TrackInfo({
    sid: createSid(SID_PREFIXES[request.source] ?? (isVideo ? 'TR_V' : 'TR_A')),
    type: request.type,
    name: request.name,
    muted: request.muted,
    width: request.width,
    height: request.height,
    source: request.source,
    layers,
    disableDtx: request.disableDtx,
    stereo: request.stereo,
    disableRed: true,
    encryption: request.encryption,
    stream: request.stream,
    simulcast: isVideo && layers.length > 1,
    mimeType,
    audioFeatures: request.audioFeatures,
    codecs: [new SimulcastCodecInfo({ mimeType, cid: request.cid, layers })],
    version: new TimedVersion({ unixMicro: protoInt64.parse(Math.round(nowMs * 1000)) }),
  })
}

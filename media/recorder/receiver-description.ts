/**
 * Session descriptions of somebody who only receives: the offer that a recorder writes, and what it reads from the
 * answers. Opus and VP8, no extensions, no RTX, no RED: what was lost is sent again under its own number. Pure.
 */
import type { AnsweredConnection } from '../transport/client-transport.ts'
import type { IceParameters } from '../transport/transport.ts'

export type MediaKind = 'audio' | 'video'

const OPUS = 111
const VP8 = 96

/** Section 0 is for data; those of `kinds` follow, in order. */
export function writeReceivingOffer(
  local: IceParameters,
  kinds: readonly MediaKind[],
  version: number,
): string {
  const mids = [0, ...kinds.map((_, index) => index + 1)]
  const shared = (mid: number): string[] => [
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${local.ufrag}`,
    `a=ice-pwd:${local.pwd}`,
    `a=fingerprint:${local.fingerprint}`,
    'a=setup:actpass',
    `a=mid:${mid}`,
  ]
  const lines = [
    'v=0',
    `o=- 4711471147 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    `a=group:BUNDLE ${mids.join(' ')}`,
    'a=msid-semantic: WMS *',
    'a=ice-options:trickle',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    ...shared(0),
    'a=sctp-port:5000',
    'a=max-message-size:262144',
  ]
  kinds.forEach((kind, index) => {
    const isVideo = kind === 'video'
    const payloadType = isVideo ? VP8 : OPUS
    lines.push(
      `m=${kind} 9 UDP/TLS/RTP/SAVPF ${payloadType}`,
      ...shared(index + 1),
      'a=recvonly',
      'a=rtcp-mux',
      'a=rtcp-rsize',
      `a=rtpmap:${payloadType} ${isVideo ? 'VP8/90000' : 'opus/48000/2'}`,
      `a=rtcp-fb:${payloadType} nack`,
      ...(isVideo
        ? [`a=rtcp-fb:${payloadType} nack pli`, `a=rtcp-fb:${payloadType} ccm fir`]
        : [`a=fmtp:${payloadType} minptime=10;useinbandfec=1`]),
    )
  })
  return `${lines.join('\r\n')}\r\n`
}

export interface SendingSection {
  mid: string
  kind: MediaKind
  /** Null: nothing comes here (any more). */
  ssrc: number | null
  /** From the section's `msid`; the answer's own table of tracks is better where it has the section. */
  trackId: string | undefined
}

export interface ReceivedAnswer {
  connection: AnsweredConnection
  /** Without `a=`. */
  candidates: string[]
  sections: SendingSection[]
}

/** Throws where the connection's parameters are missing. */
export function readAnswer(sdp: string): ReceivedAnswer {
  const text = sdp.replaceAll('\r', '')
  const need = (name: string): string => {
    const value = new RegExp(`^a=${name}:(.+)$`, 'm').exec(text)?.[1]?.trim()
    if (!value) throw new Error(`The server's answer has no ${name}`)
    return value
  }
  return {
    connection: {
      ufrag: need('ice-ufrag'),
      pwd: need('ice-pwd'),
      fingerprint: need('fingerprint'),
      setup: need('setup'),
    },
    candidates: [...new Set([...text.matchAll(/^a=(candidate:.*)$/gm)].map((match) => match[1]!.trim()))],
    sections: text
      .split(/\n(?=m=)/)
      .slice(1)
      .flatMap((section) => readSection(section) ?? []),
  }
}

function readSection(text: string): SendingSection | undefined {
  const kind = /^m=(audio|video) /.exec(text)?.[1] as MediaKind | undefined
  const mid = /^a=mid:(\S+)$/m.exec(text)?.[1]
  if (!kind || mid === undefined) return undefined
  const sends = /^a=(sendonly|sendrecv)$/m.test(text)
  const ssrc = /^a=ssrc-group:FID (\d+)/m.exec(text)?.[1] ?? /^a=ssrc:(\d+) /m.exec(text)?.[1]
  return {
    mid,
    kind,
    ssrc: sends && ssrc !== undefined ? Number(ssrc) : null,
    trackId: /^a=msid:\S+ (\S+)/m.exec(text)?.[1],
  }
}

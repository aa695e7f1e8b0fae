/**
 * Session descriptions (RFC 8829) as far as this engine speaks them: the browser always offers, we always answer, all
 * sections share one connection (BUNDLE). Reading checks everything that is used later, and throws `WrongDescription`;
 * the text is a stranger's.
 *
 * Pure. What an answer says about each section is decided by negotiation.ts.
 */
import type { IceParameters, LocalParameters } from '../transport/transport.ts'

const DESCRIPTION_CHARACTERS_MAX = 512 * 1024
const SECTIONS_MAX = 256
const RIDS_MAX = 3

export class WrongDescription extends Error {}

export const EXTENSION_URIS = {
  audioLevel: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  mid: 'urn:ietf:params:rtp-hdrext:sdes:mid',
  rid: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  transportSequence: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
} as const

export type ExtensionName = keyof typeof EXTENSION_URIS
/** Numbers of header extensions, as negotiated; 0: not. */
export type ExtensionIds = Record<ExtensionName, number>

export interface OfferedSection {
  kind: 'audio' | 'video' | 'application'
  mid: string
  direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
  /** Of Opus or VP8; null where the section offers neither. */
  payloadType: number | null
  /** Parameters of that payload type, as offered. */
  parameters: string
  feedback: Set<string>
  extensions: Partial<Record<ExtensionName, number>>
  rids: string[]
  ssrcs: number[]
  /** The sender's name for its track: what `AddTrackRequest.cid` says. */
  trackId: string | undefined
  /** Firefox offers port 0 for sections that share the connection; the group tells, not the port. */
  isBundled: boolean
}

export interface Offer {
  ice: IceParameters
  sections: OfferedSection[]
}

export function readOffer(sdp: string): Offer {
  if (sdp.length > DESCRIPTION_CHARACTERS_MAX) throw new WrongDescription('The description is too long')
  const text = sdp.replaceAll('\r', '')
  const [head = '', ...parts] = text.split(/\n(?=m=)/)
  if (parts.length === 0 || parts.length > SECTIONS_MAX) {
    throw new WrongDescription(`The description has ${parts.length} sections`)
  }
  const bundle = new Set(/^a=group:BUNDLE (.*)$/m.exec(head)?.[1]?.split(' '))
  const sections = parts.flatMap((part) => readSection(part, bundle) ?? [])
  const mids = new Set(sections.map(({ mid }) => mid))
  if (mids.size !== parts.length) throw new WrongDescription('A section has no mid, or one that another has')
  return { ice: readIce(text), sections }
}

function readIce(text: string): IceParameters {
  return {
    ufrag: need(text, /^a=ice-ufrag:([\w+/]{4,256})$/m, 'ice-ufrag'),
    pwd: need(text, /^a=ice-pwd:([\w+/]{22,256})$/m, 'ice-pwd'),
    fingerprint: need(
      text,
      /^a=fingerprint:(sha-256 (?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$/m,
      'fingerprint',
    ),
  }
}

function need(text: string, pattern: RegExp, name: string): string {
  const value = pattern.exec(text)?.[1]
  if (value === undefined) throw new WrongDescription(`The description has no ${name} that is well formed`)
  return value
}

function readSection(text: string, bundle: Set<string>): OfferedSection | undefined {
  const kind = /^m=(audio|video|application) /.exec(text)?.[1] as OfferedSection['kind'] | undefined
  const mid = /^a=mid:([\w-]{1,16})$/m.exec(text)?.[1]
  if (!kind || mid === undefined) return undefined
  const codec = kind === 'video' ? 'VP8/90000' : 'opus/48000/2'
  const payloadType = readNumber(new RegExp(`^a=rtpmap:(\\d{1,3}) ${codec}$`, 'im').exec(text)?.[1], 127)
  const rids = [...text.matchAll(/^a=rid:([\w-]{1,16}) send/gm)].map((match) => match[1]!)
  if (rids.length > RIDS_MAX || new Set(rids).size !== rids.length) {
    throw new WrongDescription('A section has more than three layers, or two of one name')
  }
  const direction = /^a=(sendrecv|sendonly|recvonly|inactive)$/m.exec(text)?.[1] ?? 'sendrecv'
  return {
    kind,
    mid,
    direction: direction as OfferedSection['direction'],
    payloadType: kind === 'application' ? null : payloadType,
    parameters: new RegExp(`^a=fmtp:${payloadType} (.*)$`, 'm').exec(text)?.[1] ?? '',
    feedback: new Set(
      [...text.matchAll(/^a=rtcp-fb:(\d+|\*) (.+)$/gm)].flatMap(([, type, name]) =>
        type === '*' || Number(type) === payloadType ? [name!] : [],
      ),
    ),
    extensions: readExtensions(text),
    rids,
    ssrcs: [...new Set([...text.matchAll(/^a=ssrc:(\d{1,10}) /gm)].map((match) => Number(match[1]) >>> 0))],
    trackId: /^a=msid:\S+ (\S+)$/m.exec(text)?.[1],
    isBundled: bundle.has(mid),
  }
}

function readExtensions(text: string): OfferedSection['extensions'] {
  const found: OfferedSection['extensions'] = {}
  for (const match of text.matchAll(/^a=extmap:(\d{1,3})(?:\/\w+)? (\S+)/gm)) {
    const name = (Object.keys(EXTENSION_URIS) as ExtensionName[]).find(
      (key) => EXTENSION_URIS[key] === match[2],
    )
    // 1 to 14: what fits a one-byte header, the only one that we write.
    const id = readNumber(match[1], 14)
    if (name && id !== null && id > 0) found[name] = id
  }
  return found
}

function readNumber(text: string | undefined, max: number): number | null {
  const number = Number(text)
  return text !== undefined && number <= max ? number : null
}

/** What an answer says about one section. */
export type AnsweredSection =
  | { kind: 'data' }
  /** The browser sends here. */
  | { kind: 'up'; usesDtx: boolean }
  /** We send a track here. `stream` groups the tracks of one participant. */
  | { kind: 'down'; ssrc: number; stream: string; trackId: string }
  /** Kept for a track to come. */
  | { kind: 'free' }
  | { kind: 'inactive' }

export interface AnswerOptions {
  version: number
  local: LocalParameters
  /** `1 1 udp 2130706431 203.0.113.7 7882 typ host` and the like. */
  candidates: string[]
  sections: Map<string, AnsweredSection>
}

export function writeAnswer(offer: Offer, { version, local, candidates, sections }: AnswerOptions): string {
  const bundled = offer.sections.filter(({ isBundled }) => isBundled).map(({ mid }) => mid)
  const lines = [
    'v=0',
    `o=- 4611731400430051336 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=extmap-allow-mixed',
    'a=msid-semantic: WMS *',
    `a=group:BUNDLE ${bundled.join(' ')}`,
    `a=fingerprint:${local.fingerprint}`,
  ]
  offer.sections.forEach((section, index) => {
    const shared = [
      `a=setup:${local.setup}`,
      `a=mid:${section.mid}`,
      `a=ice-ufrag:${local.ufrag}`,
      `a=ice-pwd:${local.pwd}`,
      ...(index === 0
        ? [...candidates.map((candidate) => `a=candidate:${candidate}`), 'a=end-of-candidates']
        : []),
    ]
    const answered = sections.get(section.mid) ?? { kind: 'inactive' }
    if (section.kind === 'application') lines.push(...dataLines(shared))
    else lines.push(...mediaLines(section, answered, shared))
  })
  return `${lines.join('\r\n')}\r\n`
}

function dataLines(shared: string[]): string[] {
  const first = ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'c=IN IP4 0.0.0.0']
  return [...first, ...shared, 'a=sendrecv', 'a=sctp-port:5000', 'a=max-message-size:262144']
}

function mediaLines(section: OfferedSection, answered: AnsweredSection, shared: string[]): string[] {
  const { kind, payloadType, isBundled } = section
  const port = payloadType !== null && isBundled ? 9 : 0
  const lines = [`m=${kind} ${port} UDP/TLS/RTP/SAVPF ${payloadType ?? 0}`, 'c=IN IP4 0.0.0.0', ...shared]
  lines.push('a=rtcp-mux', 'a=rtcp-rsize')
  if (payloadType !== null) lines.push(...codecLines(section, payloadType, answered))
  return [...lines, ...directionLines(section, answered)]
}

function codecLines(section: OfferedSection, payloadType: number, answered: AnsweredSection): string[] {
  const isVideo = section.kind === 'video'
  const lines = [`a=rtpmap:${payloadType} ${isVideo ? 'VP8/90000' : 'opus/48000/2'}`]
  const parameters = isVideo
    ? section.parameters // the start bitrate, which the browser's own side wants to see again
    : `minptime=10;useinbandfec=1${answered.kind === 'up' && answered.usesDtx ? ';usedtx=1' : ''}`
  if (parameters) lines.push(`a=fmtp:${payloadType} ${parameters}`)
  // RTX and RED are left out: what is lost is sent again as it was.
  const feedback = isVideo ? ['ccm fir', 'nack', 'nack pli', 'transport-cc'] : ['nack', 'transport-cc']
  for (const name of feedback) {
    // Browsers offer `nack` for Opus only when asked; they take it all the same.
    if (section.feedback.has(name) || name === 'nack') lines.push(`a=rtcp-fb:${payloadType} ${name}`)
  }
  // The same on every section, used or not: else Chromium drops the layers' names from later offers.
  const names: ExtensionName[] = isVideo
    ? ['mid', 'rid', 'transportSequence']
    : ['audioLevel', 'mid', 'transportSequence']
  for (const name of names) {
    const id = section.extensions[name]
    if (id !== undefined) lines.push(`a=extmap:${id} ${EXTENSION_URIS[name]}`)
  }
  return lines
}

function directionLines({ rids }: OfferedSection, answered: AnsweredSection): string[] {
  switch (answered.kind) {
    case 'up':
      if (rids.length === 0) return ['a=recvonly']
      return ['a=recvonly', ...rids.map((rid) => `a=rid:${rid} recv`), `a=simulcast:recv ${rids.join(';')}`]
    case 'down': {
      const { ssrc, stream, trackId } = answered
      return [
        'a=sendonly',
        `a=msid:${stream} ${trackId}`,
        `a=ssrc:${ssrc} cname:${stream}`,
        `a=ssrc:${ssrc} msid:${stream} ${trackId}`,
      ]
    }
    case 'free':
      return ['a=sendonly']
    default:
      return ['a=inactive']
  }
}

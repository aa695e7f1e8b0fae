/**
 * Reads what ffprobe says about a part, line by line: the packets of each stream, counted and not kept, then
 * the streams. Pure; how it is asked is in inspect-part.
 */

/** What ffprobe is asked to show. */
export const PROBED_ENTRIES =
  'packet=stream_index,pts_time,duration_time:stream=index,codec_type,codec_name,width,height,sample_rate'
const STREAMS_LIMIT = 16
/** Chromium writes no length for pictures; the last one is taken for one of 25 per second. */
const ASSUMED_PACKET_MS = 40

export interface InspectedStream {
  /** Its index in the file. Chromium puts sound first as often as the picture. */
  streamIndex: number
  /** ffmpeg's name of the codec: `vp8`, `opus` … */
  codec: string
  /** From the part's own beginning, in milliseconds. */
  startMs: number
  endMs: number
}

interface Seen {
  firstMs: number
  endMs: number
}

interface SeenStream {
  streamIndex: number
  kind: 'video' | 'audio'
  codec: string
  /** It has a size, or a sample rate: without, it cannot be decoded. */
  complete: boolean
}

export interface Probe {
  packets: Map<number, Seen>
  streams: SeenStream[]
}

export const newProbe = (): Probe => ({ packets: new Map(), streams: [] })

/**
 * Takes in one line of ffprobe's compact output: `packet|…` for each packet, then `stream|…` for each stream.
 */
export function readProbeLine(probe: Probe, line: string): void {
  const [section, ...pairs] = line.split('|')
  if (section !== 'packet' && section !== 'stream') return
  const fields = new Map(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']))
  if (section === 'packet') readPacket(probe, fields)
  else readStream(probe, fields)
}

function readPacket({ packets }: Probe, fields: Map<string, string>): void {
  const streamIndex = Number(fields.get('stream_index'))
  const startMs = Math.round(Number(fields.get('pts_time')) * 1000)
  if (!(streamIndex < STREAMS_LIMIT) || !Number.isFinite(startMs)) return
  const durationMs = Math.round(Number(fields.get('duration_time')) * 1000)
  const endMs = startMs + (durationMs > 0 ? durationMs : ASSUMED_PACKET_MS)
  const seen = packets.get(streamIndex)
  if (seen === undefined) {
    packets.set(streamIndex, { firstMs: startMs, endMs })
    return
  }
  seen.firstMs = Math.min(seen.firstMs, startMs)
  seen.endMs = Math.max(seen.endMs, endMs)
}

function readStream({ streams }: Probe, fields: Map<string, string>): void {
  const kind = fields.get('codec_type')
  if ((kind !== 'video' && kind !== 'audio') || streams.length >= STREAMS_LIMIT) return
  const sized = Number(fields.get('width')) > 0 && Number(fields.get('height')) > 0
  const sampled = Number(fields.get('sample_rate')) > 0
  streams.push({
    streamIndex: Number(fields.get('index')),
    kind,
    codec: fields.get('codec_name') ?? 'unknown',
    complete: kind === 'video' ? sized : sampled,
  })
}

/**
 * The streams of a kind that have packets, in the file's order, with their times from the part's own
 * beginning.
 */
export function streamsWithPackets(
  { packets, streams }: Probe,
  kind: 'video' | 'audio',
): (InspectedStream & { complete: boolean })[] {
  const beginMs = Math.min(...[...packets.values()].map((seen) => seen.firstMs))
  return streams.flatMap((stream) => {
    const seen = packets.get(stream.streamIndex)
    if (stream.kind !== kind || seen === undefined) return []
    const { streamIndex, codec, complete } = stream
    return [{ streamIndex, codec, complete, startMs: seen.firstMs - beginMs, endMs: seen.endMs - beginMs }]
  })
}

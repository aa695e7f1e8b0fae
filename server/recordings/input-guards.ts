/**
 * How an uploaded part is opened, always. A file that calls itself webm may be anything; left to guess,
 * ffmpeg would follow a playlist in it to other files of this machine or to the network. So the container is
 * said and not guessed, nothing but files may be opened, and only the codecs that browsers record with may
 * decode.
 */

/**
 * What browsers put into webm and Matroska, by decoder name as well (one codec may have several decoders).
 */
const DECODERS =
  'vp8 libvpx vp9 libvpx-vp9 av1 libdav1d libaom-av1 h264 ' +
  'opus libopus vorbis libvorbis aac pcm_f32le pcm_s16le'

/** 8K screens pass (7680 × 4320), a header that asks for gigabytes per frame does not. */
const FRAME_LIMIT_PIXELS = 7680 * 4320

const GUARDS = [
  '-max_pixels',
  String(FRAME_LIMIT_PIXELS),
  '-codec_whitelist',
  DECODERS.replaceAll(' ', ','),
  '-protocol_whitelist',
  'file',
  '-f',
  'matroska',
]

/** Arguments that open `path`; `own` ones apply to this input alone. */
export function guardedInput(path: string, own: readonly string[] = []): string[] {
  return [...own, ...GUARDS, '-i', `file:${path}`]
}

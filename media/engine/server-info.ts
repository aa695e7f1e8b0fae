/** What pages are told of the server; they decide by its version what they may use. */
import { Codec, ServerInfo } from '@livekit/protocol'

/** The version of LiveKit's server whose behaviour this follows. */
export const FOLLOWED_LIVEKIT_VERSION = '1.13.5'
const PROTOCOL = 16

export const ENABLED_CODECS = [new Codec({ mime: 'video/VP8' }), new Codec({ mime: 'audio/opus' })]

export function describeServer(): ServerInfo {
  return new ServerInfo({ version: FOLLOWED_LIVEKIT_VERSION, protocol: PROTOCOL, nodeId: 'ND_embedded' })
}

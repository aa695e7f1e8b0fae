/**
 * What a page says of itself in the address of its socket: `join_request` holds a protobuf message, usually
 * compressed, with the first description in it. A stranger's: its size is bounded before and after.
 */
import { gunzipSync } from 'node:zlib'
import {
  JoinRequest,
  WrappedJoinRequest,
  WrappedJoinRequest_Compression,
  type ICEServer,
  type SessionDescription,
} from '@livekit/protocol'

const JOIN_REQUEST_BYTES_MAX = 512 * 1024

export interface JoinParameters {
  isReconnect: boolean
  /** Of the participant that wants to be continued. */
  participantSid: string
  autoSubscribe: boolean
  /** Whether the page's browser keeps its media while only the socket is new. */
  mayResume: boolean
  offer: SessionDescription | undefined
  iceServers: ICEServer[]
}

/** Throws where the request is malformed. */
export function readJoinParameters(
  query: URLSearchParams,
  userAgent: string,
  iceServers: ICEServer[],
): JoinParameters {
  const encoded = query.get('join_request')
  if (encoded === null) throw new Error('The address has no join_request')
  const wrapped = WrappedJoinRequest.fromBinary(Buffer.from(encoded, 'base64url'))
  const isCompressed = wrapped.compression === WrappedJoinRequest_Compression.GZIP
  const bytes = isCompressed
    ? gunzipSync(wrapped.joinRequest, { maxOutputLength: JOIN_REQUEST_BYTES_MAX })
    : wrapped.joinRequest
  const request = JoinRequest.fromBinary(bytes)
  return {
    isReconnect: request.reconnect,
    participantSid: request.participantSid,
    autoSubscribe: request.connectionSettings?.autoSubscribe ?? true,
    // Answered with what it had, Chromium keeps its way; Firefox restarts it, which the transport cannot.
    mayResume: /Chrom(e|ium)\//.test(userAgent),
    offer: request.publisherOffer,
    iceServers,
  }
}

/**
 * What a page asks for, message by message. Whether it may is looked at by the participant; what cannot be read or is
 * not known is passed over, as LiveKit's server does.
 */
import {
  DisconnectReason,
  Pong,
  RequestResponse_Reason,
  SignalRequest,
  protoInt64,
  type SubscriptionPermission,
  type UpdateParticipantMetadata,
} from '@livekit/protocol'
import type { Participant } from './participant.ts'
import type { Peer } from './reception.ts'

const ATTRIBUTES_BYTES_MAX = 64 * 1024
const METADATA_BYTES_MAX = 64 * 1024
const NAME_CHARACTERS_MAX = 256

export interface RequestContext {
  wallMs(): number
  updated(participant: Participant): void
}

export function handleRequest(participant: Participant, bytes: Uint8Array, context: RequestContext): void {
  const { message } = SignalRequest.fromBinary(bytes)
  switch (message.case) {
    case 'offer':
      return participant.negotiation.offered(message.value)
    case 'ping':
      return participant.send({ case: 'pong', value: now(context) })
    case 'pingReq': {
      const value = new Pong({ lastPingTimestamp: message.value.timestamp, timestamp: now(context) })
      return participant.send({ case: 'pongResp', value })
    }
    case 'addTrack':
      return participant.addTrack(message.value)
    case 'mute': {
      const publication = participant.publication(message.value.sid)
      if (publication) participant.setMuted(publication, message.value.muted, false)
      return
    }
    case 'trackSetting':
      return participant.reception.changeSettings(message.value)
    case 'subscription': {
      const { trackSids, participantTracks, subscribe } = message.value
      const sids = [...trackSids, ...participantTracks.flatMap((one) => one.trackSids)]
      for (const sid of new Set(sids)) participant.chooseSubscription(sid, subscribe)
      return
    }
    case 'subscriptionPermission':
      return participant.setAudience(readAudience(message.value))
    case 'updateMetadata':
      return changeOwnInfo(participant, message.value, context)
    case 'updateAudioTrack': {
      const publication = participant.publication(message.value.trackSid)
      if (!publication) return
      publication.info.audioFeatures = message.value.features
      return context.updated(participant)
    }
    case 'syncState': {
      participant.reception.disable(message.value.trackSidsDisabled)
      return
    }
    case 'leave':
      return participant.close(DisconnectReason.CLIENT_INITIATED)
    default:
      // Candidates of the other side are learnt from its checks; data tracks and video sizes are not kept here.
      return
  }
}

function now(context: RequestContext): bigint {
  return protoInt64.parse(Math.floor(context.wallMs()))
}

function readAudience({ allParticipants, trackPermissions }: SubscriptionPermission) {
  if (allParticipants) return undefined
  return (other: Peer, trackSid: string): boolean =>
    trackPermissions.some(
      (one) =>
        (one.participantIdentity === other.identity || one.participantSid === other.sid) &&
        (one.allTracks || one.trackSids.includes(trackSid)),
    )
}

function changeOwnInfo(
  participant: Participant,
  value: UpdateParticipantMetadata,
  context: RequestContext,
): void {
  const answer = (reason: RequestResponse_Reason, message: string) =>
    participant.refuse(reason, message, { case: 'updateMetadata', value }, value.requestId)
  if (!participant.permission.canUpdateMetadata) {
    return answer(RequestResponse_Reason.NOT_ALLOWED, 'does not have permission to update own metadata')
  }
  const problem = changeInfo(participant, value)
  if (problem) return answer(RequestResponse_Reason.LIMIT_EXCEEDED, problem)
  context.updated(participant)
  answer(RequestResponse_Reason.OK, '')
}

/** Name, metadata and attributes; an attribute that is empty goes away. Answers what is wrong, if anything is. */
export function changeInfo(
  participant: Participant,
  { name, metadata, attributes }: { name?: string; metadata?: string; attributes: Record<string, string> },
): string | undefined {
  const { info, grants } = participant
  const merged = Object.fromEntries(
    Object.entries({ ...info.attributes, ...attributes }).filter(([, value]) => value !== ''),
  )
  if (JSON.stringify(merged).length > ATTRIBUTES_BYTES_MAX) return 'attributes size exceeds limits'
  if (Buffer.byteLength(metadata ?? '') > METADATA_BYTES_MAX) return 'metadata size exceeds limits'
  if ((name ?? '').length > NAME_CHARACTERS_MAX) return 'name length exceeds limits'
  info.attributes = grants.attributes = merged
  if (metadata) info.metadata = grants.metadata = metadata
  if (name) info.name = grants.name = name
  return undefined
}

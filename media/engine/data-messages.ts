/**
 * Messages between pages (text, files, calls of one another), over data channels. Who they are from is written by us,
 * whatever the page says. Reliable ones carry the sender's number, so that what is sent again after a pause arrives once.
 */
import { DataPacket, DataPacket_Kind, UserPacket } from '@livekit/protocol'
import type { Participant } from './participant.ts'

const RELIABLE = '_reliable'
const LOSSY = '_lossy'

export function relayData(from: Participant, label: string, message: Buffer, others: Participant[]): void {
  if (!from.permission.canPublishData || (label !== RELIABLE && label !== LOSSY)) return
  let packet: DataPacket
  try {
    packet = DataPacket.fromBinary(message)
  } catch {
    return
  }
  // Speakers are told by the server alone.
  if (packet.value.case === undefined || packet.value.case === 'speaker') return
  const isReliable = label === RELIABLE
  if (isReliable && packet.sequence > 0) {
    if (packet.sequence <= from.lastDataSequence) return
    from.lastDataSequence = packet.sequence
  }
  packet.participantSid = from.isHidden ? '' : from.sid
  packet.participantIdentity = from.identity
  packet.kind = isReliable ? DataPacket_Kind.RELIABLE : DataPacket_Kind.LOSSY
  const to = new Set(packet.destinationIdentities)
  if (packet.value.case === 'user') {
    const { value } = packet.value
    value.participantSid = packet.participantSid
    value.participantIdentity = from.identity
    for (const identity of value.destinationIdentities) to.add(identity)
  }
  deliver(packet.toBinary(), label, to, others)
}

export interface ServerMessage {
  data: Uint8Array
  isReliable: boolean
  topic: string | undefined
  toIdentities: string[]
  toSids: string[]
}

/** A message of the server's own. */
export function sendServerData(
  { data, isReliable, topic, toIdentities, toSids }: ServerMessage,
  to: Participant[],
): void {
  const user = new UserPacket({ payload: new Uint8Array(data), topic, destinationIdentities: toIdentities })
  const packet = new DataPacket({
    kind: isReliable ? DataPacket_Kind.RELIABLE : DataPacket_Kind.LOSSY,
    destinationIdentities: toIdentities,
    value: { case: 'user', value: user },
  })
  const sids = new Set(toSids)
  const chosen = to.filter(({ sid }) => sids.has(sid)).map(({ identity }) => identity)
  deliver(packet.toBinary(), isReliable ? RELIABLE : LOSSY, new Set([...toIdentities, ...chosen]), to)
}

/** To nobody named: to everybody. */
function deliver(message: Uint8Array, label: string, to: Set<string>, all: Participant[]): void {
  for (const participant of all) {
    if (to.size === 0 || to.has(participant.identity)) participant.connection.sendData(label, message)
  }
}

/**
 * The part of LiveKit's RoomService that a meeting server needs, over Twirp: POST with JSON or protobuf, and a token
 * that grants `roomCreate`, `roomList`, or `roomAdmin` for the room. Errors are Twirp's: a code and what happened.
 */
import { Buffer } from 'node:buffer'
import {
  CreateRoomRequest,
  DataPacket_Kind,
  DeleteRoomRequest,
  DeleteRoomResponse,
  DisconnectReason,
  LeaveRequest_Action,
  ListParticipantsRequest,
  ListParticipantsResponse,
  ListRoomsRequest,
  ListRoomsResponse,
  MuteRoomTrackRequest,
  MuteRoomTrackResponse,
  RemoveParticipantResponse,
  RoomParticipantIdentity,
  SendDataRequest,
  SendDataResponse,
  UpdateParticipantRequest,
  UpdateRoomMetadataRequest,
} from '@livekit/protocol'
import { sendServerData } from './data-messages.ts'
import type { Participant } from './participant.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import { changeInfo } from './signal-requests.ts'
import { NotAllowed, type Grants, type Tokens } from './tokens.ts'

const PREFIX = '/twirp/livekit.RoomService/'
const STATUS = {
  bad_route: 404,
  malformed: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  invalid_argument: 400,
  failed_precondition: 412,
  internal: 500,
} as const

class TwirpError extends Error {
  readonly code: keyof typeof STATUS

  constructor(code: keyof typeof STATUS, message: string) {
    super(message)
    this.code = code
  }
}

export interface ServiceRequest {
  method: string
  path: string
  authorization: string
  contentType: string
  body: Uint8Array
}

export interface ServiceResponse {
  status: number
  contentType: string
  body: Uint8Array | string
}

interface Call<T> {
  request: T
  grants: Grants
  rooms: Rooms
}

/** What protobuf's generated classes have in common. */
interface MessageType<T> {
  fromBinary(bytes: Uint8Array): T
  fromJsonString(json: string, options: { ignoreUnknownFields: boolean }): T
}

interface Message {
  toBinary(): Uint8Array
  toJsonString(): string
}

/** Reads the body, runs the call. */
type Method = (body: Uint8Array, isJson: boolean, grants: Grants, rooms: Rooms) => Message

function method<T>(type: MessageType<T>, run: (call: Call<T>) => Message): Method {
  return (body, isJson, grants, rooms) => run({ request: readMessage(type, body, isJson), grants, rooms })
}

const METHODS: Record<string, Method> = {
  CreateRoom: method(CreateRoomRequest, ({ request, grants, rooms }) => {
    if (!grants.roomCreate) throw new TwirpError('permission_denied', 'The token does not grant roomCreate')
    if (request.name === '') throw new TwirpError('invalid_argument', 'The room has no name')
    const isNew = !rooms.room(request.name)
    const room = rooms.open(request.name)
    // As with LiveKit: a room that is there keeps its settings.
    if (isNew) {
      if (request.emptyTimeout > 0) room.info.emptyTimeout = request.emptyTimeout
      if (request.departureTimeout > 0) room.info.departureTimeout = request.departureTimeout
      room.info.maxParticipants = request.maxParticipants
      room.info.metadata = request.metadata
    }
    return room.info
  }),
  ListRooms: method(ListRoomsRequest, ({ request, grants, rooms }) => {
    if (!grants.roomList) throw new TwirpError('permission_denied', 'The token does not grant roomList')
    const names = new Set(request.names)
    const chosen = rooms.all().filter(({ name }) => names.size === 0 || names.has(name))
    return new ListRoomsResponse({ rooms: chosen.map(({ info }) => info) })
  }),
  DeleteRoom: method(DeleteRoomRequest, ({ request, grants, rooms }) => {
    if (!grants.roomCreate) throw new TwirpError('permission_denied', 'The token does not grant roomCreate')
    const room = rooms.room(request.room)
    if (!room) throw new TwirpError('not_found', 'requested room does not exist')
    room.end(DisconnectReason.ROOM_DELETED)
    return new DeleteRoomResponse()
  }),
  ListParticipants: method(ListParticipantsRequest, (call) => {
    const room = administered(call, call.request.room)
    return new ListParticipantsResponse({ participants: room?.participants.map(({ info }) => info) ?? [] })
  }),
  GetParticipant: method(RoomParticipantIdentity, (call) => participantOf(call).info),
  RemoveParticipant: method(RoomParticipantIdentity, (call) => {
    participantOf(call).close(DisconnectReason.PARTICIPANT_REMOVED, LeaveRequest_Action.DISCONNECT)
    return new RemoveParticipantResponse()
  }),
  MutePublishedTrack: method(MuteRoomTrackRequest, (call) => {
    const { trackSid, muted } = call.request
    const participant = participantOf(call)
    const publication = participant.publication(trackSid)
    if (!publication) throw new TwirpError('not_found', 'track does not exist')
    if (!muted && publication.info.muted)
      throw new TwirpError('failed_precondition', 'remote unmute not enabled')
    if (muted !== publication.info.muted) participant.setMuted(publication, muted, true)
    return new MuteRoomTrackResponse({ track: publication.info })
  }),
  UpdateParticipant: method(UpdateParticipantRequest, (call) => {
    const { request, rooms } = call
    const participant = participantOf(call)
    const problem = changeInfo(participant, request)
    if (problem) throw new TwirpError('invalid_argument', problem)
    if (request.permission) participant.setPermission(request.permission)
    rooms.room(request.room)?.updated(participant)
    rooms.renewToken(participant)
    return participant.info
  }),
  SendData: method(SendDataRequest, (call) => {
    const { request } = call
    const room = administered(call, request.room)
    if (!room) throw new TwirpError('not_found', 'requested room does not exist')
    sendServerData(
      {
        data: request.data,
        isReliable: request.kind === DataPacket_Kind.RELIABLE,
        topic: request.topic,
        toIdentities: request.destinationIdentities,
        toSids: request.destinationSids,
      },
      room.participants,
    )
    return new SendDataResponse()
  }),
  UpdateRoomMetadata: method(UpdateRoomMetadataRequest, (call) => {
    const room = administered(call, call.request.room)
    if (!room) throw new TwirpError('not_found', 'requested room does not exist')
    room.changeMetadata(call.request.metadata)
    return room.info
  }),
}

/** The room, where the token may administer it. */
function administered({ grants, rooms }: Call<unknown>, name: string): Room | undefined {
  if (!grants.roomAdmin || (grants.room !== undefined && grants.room !== name)) {
    throw new TwirpError('permission_denied', 'The token does not grant roomAdmin for this room')
  }
  return rooms.room(name)
}

function participantOf(call: Call<{ room: string; identity: string }>): Participant {
  const participant = administered(call, call.request.room)?.participant(call.request.identity)
  if (!participant) throw new TwirpError('not_found', 'participant does not exist')
  return participant
}

export async function serveRoomService(
  { method: verb, path, authorization, contentType, body }: ServiceRequest,
  rooms: Rooms,
  tokens: Tokens,
): Promise<ServiceResponse> {
  const isJson = contentType.startsWith('application/json')
  try {
    const found = path.startsWith(PREFIX) ? METHODS[path.slice(PREFIX.length)] : undefined
    if (!found || verb !== 'POST') throw new TwirpError('bad_route', `There is no ${verb} ${path} here`)
    const grants = await tokens.verify(authorization.replace(/^Bearer /i, ''))
    const response = found(body, isJson, grants, rooms)
    return isJson
      ? { status: 200, contentType: 'application/json', body: response.toJsonString() }
      : { status: 200, contentType: 'application/protobuf', body: response.toBinary() }
  } catch (error) {
    return describeError(error)
  }
}

function readMessage<T>(type: MessageType<T>, body: Uint8Array, isJson: boolean): T {
  try {
    if (!isJson) return type.fromBinary(body)
    return type.fromJsonString(Buffer.from(body).toString('utf8'), { ignoreUnknownFields: true })
  } catch {
    throw new TwirpError('malformed', 'The body cannot be read')
  }
}

function describeError(error: unknown): ServiceResponse {
  const code =
    error instanceof TwirpError ? error.code : error instanceof NotAllowed ? 'unauthenticated' : 'internal'
  const msg = code === 'internal' ? 'The call failed' : (error as Error).message
  return { status: STATUS[code], contentType: 'application/json', body: JSON.stringify({ code, msg }) }
}

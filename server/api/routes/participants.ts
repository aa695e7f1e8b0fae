/**
 * The people of a meeting and what its hosts decide about them. A participant comes with the room token of a host or
 * co-host; other products with a key; the pages of meetings with a session. The decision is stored first; then the
 * media engine is asked for what has to happen at once, after the commit, since no transaction waits for the network.
 */
import type { FastifyRequest } from 'fastify'
import { silence, type Silenced } from '../../media/steer-media.ts'
import { findMeeting } from '../../meetings/find-meeting.ts'
import type { Context } from '../../platform/context.ts'
import { hideMessage } from '../../rooms/chat-history.ts'
import { admitAll, decide, muteAll, type Decided, type HostDecision } from '../../rooms/host-powers.ts'
import { HOST_ACTIONS } from '../../../shared/host-actions.ts'
import { listParticipants } from '../../rooms/list-participants.ts'
import { findAsHost, lockAsHost } from '../../rooms/room-host.ts'
import { changeRoomSettings, readRoomSettings } from '../../rooms/room-settings.ts'
import type { Services } from '../../services.ts'
import type { Api } from '../api.ts'
import { bodyIsOptional } from '../read-bodies.ts'
import { hasRoomToken, roomCaller } from '../room-bearer.ts'
import { Nothing } from '../schemas/fields.ts'
import { MeetingParams } from '../schemas/meetings.ts'
import {
  MessageParams,
  ParticipantListView,
  ParticipantParams,
  RefuseBody,
  RoomSettingsBody,
  RoomSettingsView,
} from '../schemas/participants.ts'

const tags = ['meetings']
const WHO = 'With the room token of a host or co-host as a bearer, or with a key.'

/** All but the one that takes a word. */
const PLAIN_ACTIONS = HOST_ACTIONS.filter((action) => action !== 'refuse')

const SUMMARIES: Record<(typeof PLAIN_ACTIONS)[number], string> = {
  admit: 'Lets in who waits',
  mute: 'Mutes a microphone',
  'stop-camera': 'Stops a camera',
  'stop-screen': 'Stops a shared screen',
  remove: 'Removes somebody from the meeting',
  'give-floor': 'Gives somebody the floor of a boardroom, or brings them to the stage of a classroom',
  'take-floor': 'Takes the floor, or the place on the stage, away again',
  'lower-hand': 'Lowers a raised hand',
  'make-co-host': 'Gives somebody the powers of a host',
  'unmake-co-host': 'Takes the powers of a host away again',
}

const SILENCED: Partial<Record<HostDecision, Silenced>> = {
  mute: 'microphone',
  'stop-camera': 'camera',
  'stop-screen': 'screen',
}

export function registerParticipantRoutes(api: Api, context: Context, services: Services): void {
  const admit = hasRoomToken(context)
  const reading = { scope: 'meetings:read' as const, admit }
  const writing = { scope: 'meetings:write' as const, admit }
  const { database, logger } = context

  async function meetingFor(request: FastifyRequest, reference: string) {
    const asking = roomCaller(context, request)
    if ('caller' in asking) return findMeeting(database.queries, asking.caller, reference)
    return (await findAsHost(database.queries, asking, reference)).meeting
  }

  /** A media engine that does not answer undoes no decision: it is followed by the lists as soon as it does. */
  async function steer({ occurrenceId, mediaUrl, participantIds }: Decided, what: Silenced): Promise<void> {
    const rooms = services.media.roomsAt(mediaUrl)
    if (!rooms || participantIds.length === 0) return
    await silence(rooms, occurrenceId, participantIds, what).catch((error: unknown) =>
      logger.warn({ err: error }, 'The media engine did not do what a host asked for'),
    )
  }

  async function act(
    request: FastifyRequest,
    reference: string,
    participantId: string,
    action: HostDecision,
    word: string | null = null,
  ) {
    const decided = await database.transaction(async (tx) => {
      const host = await lockAsHost(tx, roomCaller(context, request), reference)
      return decide(context, tx, host, participantId, action, word)
    })
    if (action === 'remove') services.rooms.announceLeft(decided.occurrenceId, participantId)
    const silenced = SILENCED[action]
    if (silenced) await steer(decided, silenced)
  }

  api.get(
    '/meetings/:id/participants',
    {
      config: reading,
      schema: {
        operationId: 'listParticipants',
        tags,
        summary: 'The people of the meeting that is on, or was last held',
        description: `In the order in which they came; who has not come in yet is last. ${WHO}`,
        params: MeetingParams,
        response: { 200: ParticipantListView },
      },
    },
    async (request) => {
      const meeting = await meetingFor(request, request.params.id)
      return { data: await listParticipants(context, database.queries, meeting), nextCursor: null }
    },
  )

  api.post(
    '/meetings/:id/participants/:participantId/refuse',
    {
      config: writing,
      preValidation: bodyIsOptional,
      schema: {
        operationId: 'refuseParticipant',
        tags,
        summary: 'Refuses who waits; they may ask again',
        description: `They see the word that goes with it. 409 where they do not wait. ${WHO}`,
        params: ParticipantParams,
        body: RefuseBody,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { id, participantId } = request.params
      await act(request, id, participantId, 'refuse', request.body.word?.trim() ?? null)
      return reply.code(204).send()
    },
  )

  for (const action of PLAIN_ACTIONS) {
    api.post(
      `/meetings/:id/participants/:participantId/${action}`,
      {
        config: writing,
        schema: {
          operationId: `${action.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Participant`,
          tags,
          summary: SUMMARIES[action],
          description: `409 where it makes no sense. ${WHO}`,
          params: ParticipantParams,
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        await act(request, request.params.id, request.params.participantId, action)
        return reply.code(204).send()
      },
    )
  }

  api.delete(
    '/meetings/:id/participants/:participantId/removal',
    {
      config: writing,
      schema: {
        operationId: 'letParticipantBack',
        tags,
        summary: 'Lets somebody back who was removed',
        description: `With the last one, strangers do not have to wait any more. ${WHO}`,
        params: ParticipantParams,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await act(request, request.params.id, request.params.participantId, 'let-back')
      return reply.code(204).send()
    },
  )

  for (const [path, operation, summary] of [
    ['admit-all', 'admitAllParticipants', 'Lets in everybody who waits'],
    ['mute-all', 'muteAllParticipants', 'Mutes everybody but hosts and co-hosts'],
  ] as const) {
    api.post(
      `/meetings/:id/participants/${path}`,
      {
        config: writing,
        schema: {
          operationId: operation,
          tags,
          summary,
          description: WHO,
          params: MeetingParams,
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        const decided = await database.transaction(async (tx) => {
          const host = await lockAsHost(tx, roomCaller(context, request), request.params.id)
          return path === 'admit-all' ? admitAll(tx, host) : muteAll(tx, host)
        })
        if (path === 'mute-all') await steer(decided, 'microphone')
        return reply.code(204).send()
      },
    )
  }

  api.delete(
    '/meetings/:id/chat/:messageId',
    {
      config: writing,
      schema: {
        operationId: 'hideChatMessage',
        tags,
        summary: 'Hides what somebody wrote in the chat',
        description: `It disappears from all pages, and is not shown to who comes later. ${WHO}`,
        params: MessageParams,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { id, messageId } = request.params
      const { occurrenceId } = await database.transaction(async (tx) => {
        const host = await lockAsHost(tx, roomCaller(context, request), id)
        return hideMessage(tx, host, messageId)
      })
      services.rooms.announceHidden(occurrenceId, messageId)
      return reply.code(204).send()
    },
  )

  api.get(
    '/meetings/:id/room',
    {
      config: reading,
      schema: {
        operationId: 'getMeetingRoom',
        tags,
        summary: 'How the room of a meeting is set',
        description: WHO,
        params: MeetingParams,
        response: { 200: RoomSettingsView },
      },
    },
    async (request) => {
      const meeting = await meetingFor(request, request.params.id)
      return readRoomSettings(database.queries, meeting)
    },
  )

  api.patch(
    '/meetings/:id/room',
    {
      config: writing,
      schema: {
        operationId: 'updateMeetingRoom',
        tags,
        summary: 'Sets the room of a meeting',
        description:
          'While it is open, for this occurrence; before, the default of the meeting and of all its occurrences. ' +
          WHO,
        params: MeetingParams,
        body: RoomSettingsBody,
        response: { 200: RoomSettingsView },
      },
    },
    async (request) =>
      database.transaction(async (tx) => {
        const host = await lockAsHost(tx, roomCaller(context, request), request.params.id)
        return changeRoomSettings(context, tx, host, request.body)
      }),
  )
}

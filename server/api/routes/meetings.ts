/** Meetings: schedule, list, read, update, close, delete, and the invitation as a file. */
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Context } from '../../platform/context.ts'
import { closeMeeting } from '../../meetings/close-meeting.ts'
import { deleteMeeting } from '../../meetings/delete-meeting.ts'
import { deleteMeetings } from '../../meetings/delete-meetings.ts'
import { listOccurrences } from '../../meetings/list-occurrences.ts'
import { listMeetings } from '../../meetings/list-meetings.ts'
import { readCalendar } from '../../meetings/meeting-calendar.ts'
import { icsUrl, joinUrl } from '../../meetings/meeting-urls.ts'
import { scheduleMeeting } from '../../meetings/schedule-meeting.ts'
import { readMeeting, type ShownMeeting } from '../../meetings/show-meeting.ts'
import { updateMeeting } from '../../meetings/update-meeting.ts'
import { closeAsHost, extendAsHost } from '../../rooms/meeting-end.ts'
import { acceptWhole } from '../accept-whole.ts'
import type { Api } from '../api.ts'
import { hasRoomToken, roomCaller } from '../room-bearer.ts'
import { Nothing } from '../schemas/fields.ts'
import {
  ChangeQuery,
  DeleteBody,
  DeletedView,
  MeetingListQuery,
  MeetingParams,
  MeetingPatchBody,
  MeetingPosition,
  MeetingView,
  NewMeetingBody,
  OccurrenceListQuery,
  OccurrencePosition,
  OccurrenceView,
  TokenQuery,
} from '../schemas/meetings.ts'
import { decodeCursor, encodeCursor, Page, PAGE_LIMIT_DEFAULT } from '../schemas/page.ts'
import { etag, expectedVersions } from '../versions.ts'

const tags = ['meetings']

export function registerMeetingRoutes(api: Api, context: Context): void {
  registerReading(api, context)
  registerWriting(api, context)
  registerDeleting(api, context)
}

function registerReading(api: Api, context: Context): void {
  api.get(
    '/meetings',
    {
      config: { scope: 'meetings:read' },
      schema: {
        operationId: 'listMeetings',
        tags,
        summary: 'Lists meetings',
        description:
          'By startTime, the latest first. Of a series: the occurrence that is on or next, and each that was closed.',
        querystring: MeetingListQuery,
        response: { 200: Page(MeetingView) },
      },
    },
    async ({ caller, query: { limit = PAGE_LIMIT_DEFAULT, cursor, ...filter } }) => {
      const position = decodeCursor(cursor, MeetingPosition)
      const { meetings, next } = await listMeetings(context, caller, filter, limit, position)
      return {
        data: meetings.map((shown) => view(context, shown)),
        nextCursor: next && encodeCursor(next),
      }
    },
  )

  api.get(
    '/meetings/:id',
    {
      config: { scope: 'meetings:read', versioned: true },
      schema: {
        operationId: 'getMeeting',
        tags,
        summary: 'Reads a meeting',
        description: 'A series is shown with the times of the occurrence that is on or next.',
        params: MeetingParams,
        response: { 200: MeetingView },
      },
    },
    async ({ caller, params }, reply) =>
      answer(context, reply, await readMeeting(context, caller, params.id)),
  )

  api.get(
    '/meetings/:id/occurrences',
    {
      config: { scope: 'meetings:read' },
      schema: {
        operationId: 'listOccurrences',
        tags,
        summary: 'Lists the occurrences of a series',
        description:
          'The earliest first, with those that were closed, changed by themselves or cancelled. A meeting that does ' +
          'not repeat has one. `originalStart` is what `webhook-occurrence` carries, and a `start` for changes.',
        params: MeetingParams,
        querystring: OccurrenceListQuery,
        response: { 200: Page(OccurrenceView) },
      },
    },
    async ({ caller, params, query: { limit = PAGE_LIMIT_DEFAULT, cursor, ...window } }) => {
      const position = decodeCursor(cursor, OccurrencePosition)
      const { occurrences, next } = await listOccurrences(context, caller, params.id, window, limit, position)
      return { data: occurrences, nextCursor: next && encodeCursor(next) }
    },
  )

  api.get(
    '/meetings/:id/calendar.ics',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'getCalendar',
        tags,
        summary: 'Reads the invitation as an iCalendar file',
        description: 'For anybody who has the token of the meeting: `icsUrl` of the meeting has it.',
        params: MeetingParams,
        querystring: TokenQuery,
        response: { 200: Type.String({ description: 'text/calendar' }) },
      },
    },
    async ({ params, query }, reply) => {
      const { fileName, text } = await readCalendar(context, params.id, query.token)
      return reply
        .type('text/calendar; charset=utf-8; method=PUBLISH')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .serializer(String)
        .send(text)
    },
  )
}

function registerWriting(api: Api, context: Context): void {
  const { database } = context

  api.post(
    '/meetings',
    {
      config: { scope: 'meetings:write' },
      schema: {
        operationId: 'scheduleMeeting',
        tags,
        summary: 'Schedules a meeting or a series',
        body: NewMeetingBody,
        response: { 201: MeetingView },
      },
    },
    async ({ caller, body }, reply) => {
      const shown = await database.transaction((tx) => scheduleMeeting(context, tx, caller, body))
      return answer(
        context,
        reply.code(201).header('location', `/api/v1/meetings/${shown.meeting.id}`),
        shown,
      )
    },
  )

  api.patch(
    '/meetings/:id',
    {
      config: { scope: 'meetings:write', versioned: true, admit: hasRoomToken(context) },
      preValidation: acceptWhole(
        MeetingPatchBody,
        async (caller, { id }) => view(context, await readMeeting(context, caller, id)),
        ['isOpen', 'isActive', 'isClosed', 'dtClosedAt'],
      ),
      schema: {
        operationId: 'updateMeeting',
        tags,
        summary: 'Updates a meeting',
        description:
          'A merge patch; the whole meeting as it was read is one, too. With scope=following the answer is the new series that begins there, with an id of its own. With the room token of a host as a bearer: `endTime` alone, of the occurrence that is on.',
        params: MeetingParams,
        querystring: ChangeQuery,
        body: MeetingPatchBody,
        response: { 200: MeetingView },
      },
    },
    async (request, reply) => {
      const { params, query, body } = request
      const options = { ...query, expectedVersions: expectedVersions(request) }
      const asking = roomCaller(context, request)
      return answer(
        context,
        reply,
        await database.transaction((tx) =>
          'claims' in asking
            ? extendAsHost(context, tx, asking.claims, params.id, body)
            : updateMeeting(context, tx, asking.caller, params.id, body, options),
        ),
      )
    },
  )

  api.post(
    '/meetings/:id/close',
    {
      config: { scope: 'meetings:write', versioned: true, admit: hasRoomToken(context) },
      schema: {
        operationId: 'closeMeeting',
        tags,
        summary: 'Closes a meeting that is open',
        description:
          'Of a series: the occurrence that is open. The answer shows what was closed. Also with the room token of a host as a bearer.',
        params: MeetingParams,
        response: { 200: MeetingView },
      },
    },
    async (request, reply) => {
      const { params } = request
      const version = expectedVersions(request)
      const asking = roomCaller(context, request)
      return answer(
        context,
        reply,
        await database.transaction((tx) =>
          'claims' in asking
            ? closeAsHost(context, tx, asking.claims, params.id)
            : closeMeeting(context, tx, asking.caller, params.id, version),
        ),
      )
    },
  )
}

function registerDeleting(api: Api, context: Context): void {
  const { database } = context

  api.delete(
    '/meetings/:id',
    {
      config: { scope: 'meetings:write', versioned: true },
      schema: {
        operationId: 'deleteMeeting',
        tags,
        summary: 'Deletes a meeting, or occurrences of a series',
        params: MeetingParams,
        querystring: ChangeQuery,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { caller, params, query } = request
      const options = { ...query, expectedVersions: expectedVersions(request) }
      await database.transaction((tx) => deleteMeeting(context, tx, caller, params.id, options))
      return reply.code(204).send()
    },
  )

  api.post(
    '/meetings/delete',
    {
      config: { scope: 'meetings:write' },
      schema: {
        operationId: 'deleteMeetings',
        tags,
        summary: 'Deletes several meetings, all or none',
        description: 'One onMeetingDeleted call tells of all of them.',
        body: DeleteBody,
        response: { 200: DeletedView },
      },
    },
    async ({ caller, body }) => ({
      deleted: await database.transaction((tx) => deleteMeetings(context, tx, caller, body.ids)),
    }),
  )
}

export function view(context: Context, { meeting }: ShownMeeting) {
  return { ...meeting, joinUrl: joinUrl(context, meeting.meetingId), icsUrl: icsUrl(context, meeting) }
}

function answer(context: Context, reply: FastifyReply, shown: ShownMeeting) {
  return reply.header('etag', etag(shown.version)).send(view(context, shown))
}

/** Recordings: list, read, watch, merge again, delete. */
import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { Context } from '../../platform/context.ts'
import { deleteRecording } from '../../recordings/delete-recording.ts'
import { findRecording } from '../../recordings/find-recording.ts'
import { listRecordings } from '../../recordings/list-recordings.ts'
import { mergeAgain } from '../../recordings/merge-again.ts'
import { readRecordingFile } from '../../recordings/read-recording-file.ts'
import type { Api } from '../api.ts'
import { API_PREFIX } from '../collect-routes.ts'
import { sendRecordingFile } from '../send-recording-file.ts'
import { IdParams, Nothing } from '../schemas/fields.ts'
import { decodeCursor, Page, PAGE_LIMIT_DEFAULT, pageOfIds } from '../schemas/page.ts'
import {
  RecordingDetailView,
  RecordingFileQuery,
  RecordingListQuery,
  RecordingPosition,
  RecordingView,
} from '../schemas/recordings.ts'

const tags = ['recordings']
export function registerRecordingRoutes(api: Api, context: Context): void {
  registerReading(api, context)
  registerFile(api, context)
  registerMerging(api, context)

  api.delete(
    '/recordings/:id',
    {
      config: { scope: 'recordings:write' },
      schema: {
        operationId: 'deleteRecording',
        tags,
        summary: 'Deletes a recording with its files',
        description:
          'No web hook is called; `mergedRecordingUrl` is 404 from then on. 409 while the meeting is open.',
        params: IdParams,
        response: { 204: Nothing },
      },
    },
    async ({ caller, params }, reply) => {
      await context.database.transaction((tx) => deleteRecording(tx, caller, params.id))
      return reply.code(204).send()
    },
  )
}

function registerMerging(api: Api, context: Context): void {
  api.post(
    '/recordings/:id/merge',
    {
      config: { scope: 'recordings:write' },
      schema: {
        operationId: 'mergeRecordingAgain',
        tags,
        summary: 'Merges a failed recording again',
        description:
          'One that failed, or waits to be tried again by itself: it is due at once, and all attempts are open to it. ' +
          '409 in every other state.',
        params: IdParams,
        response: { 202: RecordingDetailView },
      },
    },
    async ({ caller, params }, reply) => {
      await context.database.transaction((tx) => mergeAgain(context, tx, caller, params.id))
      const location = `${API_PREFIX}/recordings/${params.id}`
      return reply
        .code(202)
        .header('location', location)
        .send(await findRecording(context, caller, params.id))
    },
  )
}

function registerReading(api: Api, context: Context): void {
  api.get(
    '/recordings',
    {
      config: { scope: 'recordings:read' },
      schema: {
        operationId: 'listRecordings',
        tags,
        summary: 'Lists recordings',
        description: 'The newest first.',
        querystring: RecordingListQuery,
        response: { 200: Page(RecordingView) },
      },
    },
    async ({ caller, query: { limit = PAGE_LIMIT_DEFAULT, cursor, ...filter } }) => {
      const before = decodeCursor(cursor, RecordingPosition)
      const recordings = await listRecordings(context, caller, filter, limit + 1, before)
      return pageOfIds(recordings, { limit }, (recording) => recording)
    },
  )

  api.get(
    '/recordings/:id',
    {
      config: { scope: 'recordings:read' },
      schema: {
        operationId: 'getRecording',
        tags,
        summary: 'Reads a recording, with its parts',
        params: IdParams,
        response: { 200: RecordingDetailView },
      },
    },
    async ({ caller, params }) => findRecording(context, caller, params.id),
  )
}

function registerFile(api: Api, context: Context): void {
  const content = Type.Unsafe<Readable>(
    Type.String({
      contentMediaType: 'video/webm',
      description: 'The merged file; audio/webm where nobody had a picture',
    }),
  )
  api.get(
    '/recordings/:id/file',
    {
      config: {
        scope: 'recordings:read',
        admit: async ({ query }) => Object.hasOwn(Object(query), 'token'),
      },
      schema: {
        operationId: 'getRecordingFile',
        tags,
        summary: 'The merged file',
        description:
          'For anyone who has its address, `mergedRecordingUrl`, or may read recordings. Takes `Range`, `If-Range` and ' +
          '`If-None-Match`; 416 where the file is shorter.',
        params: IdParams,
        querystring: RecordingFileQuery,
        response: { 200: content, 206: content },
      },
    },
    async (request, reply) => {
      const { token } = request.query
      const reader = token === undefined ? { caller: request.caller } : { token }
      return sendRecordingFile(request, reply, await readRecordingFile(context, request.params.id, reader))
    },
  )
}

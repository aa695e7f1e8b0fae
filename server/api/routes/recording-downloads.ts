/**
 * What is to be had beside a film: what its player shows, its pictures, its questions, its parts. All of it for anyone
 * who has the token of `mergedRecordingUrl`, or may read recordings.
 */
import { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import type { Context } from '../../platform/context.ts'
import {
  packParts,
  readFilm,
  readPartFile,
  readQuestionTrack,
  stripTrack,
} from '../../recordings/film-downloads.ts'
import { readFilmPicture, type RecordingReader } from '../../recordings/read-recording-file.ts'
import type { Api } from '../api.ts'
import { NotFound } from '../../platform/errors.ts'
import { IdParams } from '../schemas/fields.ts'
import { FilmPartParams, FilmView, RecordingFileQuery } from '../schemas/recordings.ts'
import { sendRecordingFile } from '../send-recording-file.ts'
import type { Caller } from '../../accounts/caller.ts'

const tags = ['recordings']
const WHO = 'For anyone who has the token of `mergedRecordingUrl`, or may read recordings.'

const file = (contentMediaType: string, description: string) =>
  Type.Unsafe<Readable>(Type.String({ contentMediaType, description }))
const VTT = Type.String({ contentMediaType: 'text/vtt', description: 'WebVTT' })

const config = {
  scope: 'recordings:read',
  admit: async ({ query }: { query: unknown }) => Object.hasOwn(Object(query), 'token'),
} as const

interface Asked {
  query: Static<typeof RecordingFileQuery>
  readonly caller: Caller
}

const readerOf = (request: Asked): RecordingReader =>
  request.query.token === undefined ? { caller: request.caller } : { token: request.query.token }

export function registerRecordingDownloadRoutes(api: Api, context: Context): void {
  registerPlaying(api, context)
  registerParts(api, context)
}

function registerPlaying(api: Api, context: Context): void {
  api.get(
    '/recordings/:id/film',
    {
      config,
      schema: {
        operationId: 'getRecordingFilm',
        tags,
        summary: 'Reads what a player shows of a merged recording',
        description: `${WHO} The film itself is \`/file\`.`,
        params: IdParams,
        querystring: RecordingFileQuery,
        response: { 200: FilmView },
      },
    },
    async (request) => readFilm(context, request.params.id, readerOf(request)),
  )

  for (const [which, operationId, summary] of [
    ['thumbnail', 'getRecordingThumbnail', 'A picture of the merged file; of sound alone, its waveform'],
    ['strip', 'getRecordingStrip', 'Small pictures along the merged file, row by row'],
  ] as const) {
    const content = file('image/jpeg', 'The picture')
    api.get(
      `/recordings/:id/${which}`,
      {
        config,
        schema: {
          operationId,
          tags,
          summary,
          description: WHO,
          params: IdParams,
          querystring: RecordingFileQuery,
          response: { 200: content, 206: content },
        },
      },
      async (request, reply) => {
        const picture = await readFilmPicture(context, request.params.id, readerOf(request), which)
        return sendRecordingFile(request, reply, picture)
      },
    )
  }

  api.get(
    '/recordings/:id/strip.vtt',
    {
      config,
      schema: {
        operationId: 'getRecordingStripTrack',
        tags,
        summary: 'Says which small picture belongs to which time, as WebVTT',
        description: `${WHO} Each cue names a piece of \`/strip\`, as players take it.`,
        params: IdParams,
        querystring: RecordingFileQuery,
        response: { 200: VTT },
      },
    },
    async (request, reply) => {
      const { strip } = await readFilm(context, request.params.id, readerOf(request))
      if (strip === null) {
        throw new NotFound('recording-not-found', 'There is no strip of pictures of this recording.')
      }
      const { token } = request.query
      const address = token === undefined ? 'strip' : `strip?token=${encodeURIComponent(token)}`
      return reply.type('text/vtt; charset=utf-8').send(stripTrack(strip, address))
    },
  )

  api.get(
    '/recordings/:id/questions.vtt',
    {
      config,
      schema: {
        operationId: 'getRecordingQuestions',
        tags,
        summary: 'The questions of the meeting at their times, as WebVTT',
        description: WHO,
        params: IdParams,
        querystring: RecordingFileQuery,
        response: { 200: VTT },
      },
    },
    async (request, reply) =>
      reply
        .type('text/vtt; charset=utf-8')
        .send(await readQuestionTrack(context, request.params.id, readerOf(request))),
  )
}

function registerParts(api: Api, context: Context): void {
  const part = file('video/webm', 'The part as it came in; audio/webm where it has no picture')
  api.get(
    '/recordings/:id/parts/:part',
    {
      config,
      schema: {
        operationId: 'getRecordingPart',
        tags,
        summary: 'One of the parts that a recording was made of',
        description: `${WHO} Parts are there once the merge has closed them, also where it failed.`,
        params: FilmPartParams,
        querystring: RecordingFileQuery,
        response: { 200: part, 206: part },
      },
    },
    async (request, reply) => {
      const { id, part: partId } = request.params
      const found = await readPartFile(context, id, partId, readerOf(request))
      return sendRecordingFile(request, reply, found, 'attachment')
    },
  )

  api.get(
    '/recordings/:id/parts.zip',
    {
      config,
      schema: {
        operationId: 'getRecordingParts',
        tags,
        summary: 'All parts of a recording in one ZIP',
        description: `${WHO} Not compressed, and sent as it is made. Names say who, what, and from when in the film.`,
        params: IdParams,
        querystring: RecordingFileQuery,
        response: { 200: file('application/zip', 'The archive') },
      },
    },
    async (request, reply) => {
      const archive = await packParts(context, request.params.id, readerOf(request))
      void reply.headers({
        'content-type': 'application/zip',
        'content-length': archive.bytes,
        'content-disposition': `attachment; filename="${archive.fileName}"`,
        'cache-control': 'private, no-cache',
      })
      if (request.method !== 'HEAD') return reply.send(archive.content)
      archive.content.destroy()
      return reply.send(Readable.from([]))
    },
  )
}

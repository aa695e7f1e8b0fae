/**
 * The door through which parts come in that the server did not record itself: from a participant's own recorder with a
 * room token, from a room system or a telephone bridge with a key. A chunk is never held in memory as a whole: it goes
 * from the socket to disk.
 */
import type { FastifyRequest } from 'fastify'
import type { Context } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { CHUNK_LIMIT_BYTES } from '../../recordings/chunk-files.ts'
import { completePart } from '../../recordings/complete-part.ts'
import { openPart } from '../../recordings/open-part.ts'
import { PartChunkTooLargeError } from '../../recordings/part-errors.ts'
import { createUploadShares, receiveChunk } from '../../recordings/receive-chunk.ts'
import type { Api } from '../api.ts'
import { hasRoomToken, roomCaller } from '../room-bearer.ts'
import { Nothing } from '../schemas/fields.ts'
import { MeetingParams } from '../schemas/meetings.ts'
import { ChunkParams, CompletionBody, OpenedPartView, PartBody, PartParams } from '../schemas/recordings.ts'

const tags = ['recordings']
const WHO = 'With the room token as a bearer, for one’s own recording, or with a key.'

export function registerRecordingPartRoutes(api: Api, context: Context): void {
  const config = {
    scope: 'recordings:write' as const,
    admit: hasRoomToken(context),
  }

  api.post(
    '/meetings/:id/recording-parts',
    {
      config,
      schema: {
        operationId: 'openRecordingPart',
        tags,
        summary: 'Opens a part of a recording',
        description: `The same participant and index again is the same part: 200. Until a while after the close. ${WHO}`,
        params: MeetingParams,
        body: PartBody,
        response: { 200: OpenedPartView, 201: OpenedPartView },
      },
    },
    async (request, reply) => {
      const { isNew, ...part } = await openPart(context, roomCaller(context, request), {
        ...request.body,
        meeting: request.params.id,
      })
      return reply.code(isNew ? 201 : 200).send(part)
    },
  )

  api.post(
    '/recording-parts/:id/complete',
    {
      config,
      schema: {
        operationId: 'completeRecordingPart',
        tags,
        summary: 'Completes a part',
        description: `409 with \`missing\` where chunks have not arrived: send them, then complete it again. ${WHO}`,
        params: PartParams,
        body: CompletionBody,
        response: { 200: OpenedPartView },
      },
    },
    async (request) =>
      completePart(context, roomCaller(context, request), request.params.id, request.body.chunks),
  )

  void api.register(async (uploads) => registerChunks(uploads, context, config))
}

type UploadConfig = Pick<FastifyRequest['routeOptions']['config'], 'scope' | 'admit'>

function registerChunks(api: Api, context: Context, config: UploadConfig): void {
  const shares = createUploadShares()
  api.removeAllContentTypeParsers()
  // The body stays in the socket until it is known that it is wanted.
  api.addContentTypeParser('*', (_request, _payload, done) => done(null))
  api.put(
    '/recording-parts/:id/chunks/:n',
    {
      config: { ...config, bodyMediaType: 'application/octet-stream' },
      schema: {
        operationId: 'putRecordingChunk',
        tags,
        summary: 'Sends a chunk of a part',
        description:
          'The body is the chunk, 1 byte to 8 MiB. Chunks come in any order. The same bytes again: 204; other bytes under ' +
          `the same number: 409. ${WHO}`,
        params: ChunkParams,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { id, n } = request.params
      if (Number(request.headers['content-length'] ?? 0) > CHUNK_LIMIT_BYTES) throw tooLarge()
      try {
        // Left open where it is not read to its end: the answer goes out on the same connection.
        const body = request.raw.iterator({ destroyOnReturn: false })
        await receiveChunk(context, shares, roomCaller(context, request), id, n, body)
      } catch (error) {
        if (request.raw.destroyed && !request.raw.complete) throw brokenOff()
        request.raw.resume()
        throw error instanceof PartChunkTooLargeError ? tooLarge() : error
      }
      return reply.code(204).send()
    },
  )
}

function tooLarge(): Error {
  return Object.assign(new Error('The chunk is too large'), { statusCode: 413 })
}

function brokenOff(): DomainError {
  return new DomainError(
    'malformed-request',
    'The connection broke before the chunk was complete. Send it again.',
  )
}

/** Sends the files of recordings: films, their pictures, parts. Browsers seek in them by ranges. */
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { recordingNotFound } from '../recordings/find-recording.ts'
import type { RecordingFile } from '../recordings/read-recording-file.ts'
import { chooseRange, isKnown, type ByteRange } from './byte-range.ts'
import { problem, PROBLEM_MEDIA_TYPE } from './problems.ts'

/**
 * A browser that is led to the file makes a page around it, to which this applies. In a sandbox that page has no origin
 * and may not load the file.
 */
const FILE_POLICY = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** A whole file or a range of it; 304 where the caller has it, 416 where the range lies beyond. */
export async function sendRecordingFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: RecordingFile,
  disposition: 'inline' | 'attachment' = 'inline',
) {
  const etag = `"${file.version}"`
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-security-policy': FILE_POLICY,
  })
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
  const { bytes } = file
  // A range is of a GET only.
  const range = request.method === 'GET' ? chooseRange(request.headers, { bytes, etag }) : 'whole'
  if (range === 'unsatisfiable') {
    const { body } = problem(416, 'range-not-satisfiable', `The file has ${bytes} bytes only.`)
    return reply.code(416).header('content-range', `bytes */${bytes}`).type(PROBLEM_MEDIA_TYPE).send(body)
  }
  void reply
    .type(file.mimeType)
    .header('content-disposition', `${disposition}; ${fileNameFor(file)}`)
    .header('content-length', range === 'whole' ? bytes : range.end - range.start + 1)
  if (range !== 'whole') {
    void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
  }
  return reply.send(request.method === 'HEAD' ? Readable.from([]) : await openFile(file, range))
}

/** Names of people may be in any script. */
const fileNameFor = ({ fileName }: RecordingFile) =>
  /^[\w.-]+$/.test(fileName) ? `filename="${fileName}"` : `filename*=UTF-8''${encodeURIComponent(fileName)}`

async function openFile({ path }: RecordingFile, range: ByteRange | 'whole'): Promise<Readable> {
  const file = await open(path).catch(() => {
    // Deleted since it was looked for.
    throw recordingNotFound()
  })
  return file.createReadStream(range === 'whole' ? {} : range)
}

/** A participant's browser as far as recordings are concerned: uploads what it recorded, in chunks. */
import type { Joined } from '../../server/rooms/join-meeting.ts'
import type { Answer, Json, TestServer } from './server.ts'

export type Recorder = Pick<Joined, 'participantId' | 'roomToken'>

export interface PartOptions {
  index?: number
  /** Now, unless said. */
  startedAt?: Date
  mimeType?: string
}

const bearer = ({ roomToken }: Recorder) => ({ authorization: `Bearer ${roomToken}` })

export function openPart(
  server: TestServer,
  meeting: { id: string },
  recorder: Recorder,
  { index = 0, startedAt = server.clock.now(), mimeType = 'video/webm;codecs=vp8,opus' }: PartOptions = {},
): Promise<Answer<Json>> {
  const { participantId } = recorder
  const body = { participantId, index, startedAt: startedAt.toISOString(), mimeType }
  return server.request('POST', `/api/v1/meetings/${meeting.id}/recording-parts`, body, bearer(recorder))
}

export function putChunk(
  server: TestServer,
  recorder: Recorder,
  partId: string,
  n: number,
  bytes: Uint8Array,
): Promise<Answer<Json>> {
  const headers = { ...bearer(recorder), 'content-type': 'application/octet-stream' }
  return server.request('PUT', `/api/v1/recording-parts/${partId}/chunks/${n}`, bytes, headers)
}

export function completePart(
  server: TestServer,
  recorder: Recorder,
  partId: string,
  chunks: number,
): Promise<Answer<Json>> {
  return server.request('POST', `/api/v1/recording-parts/${partId}/complete`, { chunks }, bearer(recorder))
}

export function inChunks(bytes: Uint8Array, count: number): Uint8Array[] {
  const size = Math.ceil(bytes.length / count)
  return Array.from({ length: count }, (_, n) => bytes.subarray(n * size, (n + 1) * size))
}

/** A whole part in one chunk; its file name. */
export async function uploadPart(
  server: TestServer,
  meeting: { id: string },
  recorder: Recorder,
  bytes: Uint8Array,
  options?: PartOptions,
): Promise<string> {
  const opened = await openPart(server, meeting, recorder, options)
  const put = await putChunk(server, recorder, opened.body.id, 0, bytes)
  const completed = await completePart(server, recorder, opened.body.id, 1)
  const statuses = [opened.status, put.status, completed.status]
  if (statuses.join() !== '201,204,200') throw new Error(JSON.stringify([statuses, opened.body, put.body]))
  return opened.body.fileName
}

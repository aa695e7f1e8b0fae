/**
 * Calls by which this browser sends what it recorded. They are made with the room token and without the session's
 * cookie: whoever is in the room may send their own recording, signed in or not.
 */
import { API } from '../../api/client.ts'
import { Problem, type ProblemDocument, unanswered } from '../../api/problem.ts'

export interface PartToOpen {
  participantId: string
  index: number
  startedAt: string
  mimeType: string
}

/** @returns `isNew` false: the part was opened before */
export async function openPart(
  roomToken: string,
  number: string,
  part: PartToOpen,
): Promise<{ id: string; isNew: boolean }> {
  const path = `/meetings/${encodeURIComponent(number)}/recording-parts`
  const response = await send('POST', path, roomToken, part)
  const { id } = (await response.json()) as { id: string }
  return { id, isNew: response.status === 201 }
}

export async function putChunk(roomToken: string, partId: string, n: number, chunk: Blob): Promise<void> {
  await send('PUT', `/recording-parts/${partId}/chunks/${n}`, roomToken, chunk)
}

export async function completePart(roomToken: string, partId: string, chunks: number): Promise<void> {
  await send('POST', `/recording-parts/${partId}/complete`, roomToken, { chunks })
}

/** Whether the same call may succeed later. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof Problem)) return false
  return error.status === 0 || error.status === 429 || error.status >= 500
}

async function send(method: string, path: string, roomToken: string, body: object): Promise<Response> {
  const isFile = body instanceof Blob
  const response = await fetch(API + path, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${roomToken}`,
      'content-type': isFile ? 'application/octet-stream' : 'application/json',
    },
    body: isFile ? body : JSON.stringify(body),
    credentials: 'omit',
  }).catch(() => {
    throw unanswered()
  })
  if (response.ok) return response
  const document = (await response.json().catch(() => null)) as ProblemDocument | null
  throw document ? new Problem(document) : unanswered()
}

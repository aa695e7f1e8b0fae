/** Calls by which this browser sends what it recorded: anybody in the room may send their own recording. */
import { Problem } from '../../api/problem.ts'
import { callFromRoom } from './room-calls.ts'

export interface PartToOpen {
  participantId: string
  index: number
  startedAt: string
  mimeType: string
  /** What its picture shows. */
  picture: PictureKind
}

export type PictureKind = 'camera' | 'screen'

/** @returns `isNew` false: the part was opened before */
export async function openPart(
  roomToken: string,
  number: string,
  part: PartToOpen,
): Promise<{ id: string; isNew: boolean }> {
  const path = `/meetings/${encodeURIComponent(number)}/recording-parts`
  const response = await callFromRoom('POST', path, roomToken, part)
  const { id } = (await response.json()) as { id: string }
  return { id, isNew: response.status === 201 }
}

export async function putChunk(roomToken: string, partId: string, n: number, chunk: Blob): Promise<void> {
  await callFromRoom('PUT', `/recording-parts/${partId}/chunks/${n}`, roomToken, chunk)
}

export async function completePart(roomToken: string, partId: string, chunks: number): Promise<void> {
  await callFromRoom('POST', `/recording-parts/${partId}/complete`, roomToken, { chunks })
}

/** Whether the same call may succeed later. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof Problem)) return false
  return error.status === 0 || error.status === 429 || error.status >= 500
}

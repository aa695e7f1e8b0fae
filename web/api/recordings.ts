/** Recordings of meetings that were held: on their way to one file, or why not. */
import type { Static } from 'typebox'
import { queryOptions } from '@tanstack/react-query'
import type { FilmView, RecordingDetailView, RecordingView } from '../../server/api/schemas/recordings.ts'
import { addressOf, call } from './client.ts'
import { listQuery } from './list-query.ts'
import { queryClient } from './query-client.ts'

export type Recording = Static<typeof RecordingView>
export type Film = Static<typeof FilmView>
export type RecordingDetail = Static<typeof RecordingDetailView>

const LIST_REFRESH_MS = 10_000
const UNFINISHED_REFRESH_MS = 2_000

/** Of one meeting, the newest first. */
export const recordingsQuery = (meeting: string) => ({
  ...listQuery<Recording>('/recordings', { meeting }),
  refetchInterval: LIST_REFRESH_MS,
})

/** With its parts; asked again while something is still to happen with it. */
export const recordingQuery = (id: string) =>
  queryOptions({
    queryKey: ['/recordings', 'one', id],
    queryFn: () => call<RecordingDetail>('GET', `/recordings/${id}`),
    refetchInterval: ({ state: { data } }) => (data && isFinished(data) ? false : UNFINISHED_REFRESH_MS),
  })

export function isFinished({ state }: Pick<Recording, 'state'>): boolean {
  return state === 'merged' || state === 'failed' || state === 'unusable'
}

export async function deleteRecording(id: string, keepalive: boolean): Promise<void> {
  await call('DELETE', `/recordings/${id}`, { keepalive })
  await queryClient.invalidateQueries({ queryKey: ['/recordings'] })
}

/** One that failed, from the beginning of its attempts. */
export async function mergeAgain(id: string): Promise<void> {
  await call('POST', `/recordings/${id}/merge`)
  await queryClient.invalidateQueries({ queryKey: ['/recordings'] })
}

/** What its player shows; for who has its token, or is signed in. */
export const filmQuery = (id: string, token?: string) =>
  queryOptions({
    queryKey: ['/recordings', 'film', id, token ?? ''],
    queryFn: () =>
      call<Film>('GET', `/recordings/${id}/film`, {
        query: { token },
        renewSession: token === undefined,
      }),
  })

type FilmFile = 'file' | 'thumbnail' | 'strip' | 'questions.vtt' | 'parts.zip' | `parts/${string}`

/** Where the browser has a file of it from. */
export function filmAddress(id: string, file: FilmFile, token?: string): string {
  return addressOf(`/recordings/${id}/${file}`, { token })
}

/** The page on which anybody who has the address of the file may watch it. */
export function watchAddress(mergedRecordingUrl: string, id: string): string {
  const token = new URL(mergedRecordingUrl).searchParams.get('token') ?? ''
  return `${location.origin}/watch/${id}?token=${encodeURIComponent(token)}`
}

/** Summaries of meetings that were held, and their minutes. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { SummaryView } from '../../server/api/schemas/summaries.ts'
import { type Answer, addressOf, callForAnswer } from './client.ts'
import { listQuery } from './list-query.ts'
import { queryClient } from './query-client.ts'

export type Summary = Static<typeof SummaryView>

const WAITING_REFRESH_MS = 3_000

/** Of one meeting, the newest first; asked again while there is none yet of the occurrence that began at `awaited`. */
export const summariesQuery = (meeting: string, awaited: string | null) =>
  infiniteQueryOptions({
    ...listQuery<Summary>('/summaries', { meeting }),
    refetchInterval: ({ state: { data } }) => {
      const starts = data?.pages.flatMap((page) => page.data.map(({ startTime }) => startTime))
      return awaited !== null && starts?.includes(awaited) === false ? WAITING_REFRESH_MS : false
    },
  })

/** With the version of its minutes, for `If-Match`. */
export const summaryQuery = (id: string) =>
  queryOptions({ queryKey: ['/summaries', 'one', id], queryFn: () => readSummary(id) })

export function readSummary(id: string): Promise<Answer<Summary>> {
  return callForAnswer<Summary>('GET', `/summaries/${id}`)
}

export async function writeMinutes(
  id: string,
  minutes: string,
  ifMatch: string | null,
): Promise<Answer<Summary>> {
  const answer = await callForAnswer<Summary>('PATCH', `/summaries/${id}`, { body: { minutes }, ifMatch })
  queryClient.setQueryData(summaryQuery(id).queryKey, answer)
  return answer
}

/** Where the browser shows the PDF. */
export function pdfAddress(id: string): string {
  return addressOf(`/summaries/${id}/pdf`)
}

/** Who was there when, for spreadsheets. */
export function attendanceAddress(id: string): string {
  return addressOf(`/summaries/${id}/attendance.csv`)
}

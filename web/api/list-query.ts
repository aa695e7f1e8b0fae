/**
 * Lists of the API, page after page by cursor: `{ data, nextCursor }`. A page shows what was read so far and reads
 * more when asked to.
 */
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, type QueryValues } from './client.ts'

export interface ListPage<Row> {
  data: Row[]
  nextCursor: string | null
}

/** What a table needs to know of a list. */
export interface ListState<Row> {
  rows: Row[]
  /** Nothing was read yet. */
  isPending: boolean
  /** Shown while another filter's rows are still being read. */
  isStale: boolean
  error: unknown
  hasMore: boolean
  isReadingMore: boolean
  readMore: () => void
  readAgain: () => void
}

export function listQuery<Row>(path: string, filter: QueryValues = {}) {
  return infiniteQueryOptions({
    queryKey: [path, 'list', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call<ListPage<Row>>('GET', path, { query: { ...filter, cursor: pageParam }, signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function useList<Row>(query: ReturnType<typeof listQuery<Row>>): ListState<Row> {
  const result = useInfiniteQuery(query)
  const rows = result.data?.pages.flatMap(({ data }) => data) ?? []
  const { hasNextPage, isFetching, fetchNextPage } = result
  // A page of a filtered list may be empty and still have a next one.
  const isLooking = rows.length === 0 && hasNextPage
  useEffect(() => {
    if (isLooking && !isFetching) void fetchNextPage()
  }, [isLooking, isFetching, fetchNextPage])
  return {
    rows,
    isPending: result.isPending || isLooking,
    isStale: result.isPlaceholderData,
    error: result.error,
    hasMore: result.hasNextPage,
    isReadingMore: result.isFetchingNextPage,
    readMore: () => void result.fetchNextPage(),
    readAgain: () => void result.refetch(),
  }
}

/**
 * Keeps a list that is on the screen up to date from server-sent events. A row that is shown changes in place; a new
 * one appears on top, unless that pushed away what somebody is reading: then it is counted until it is asked for ("12
 * new"). The number of such rows is bounded. After a lost connection the browser connects again by itself and says
 * what it saw last; since more may have been missed than the server remembers, the list is then read again.
 */
import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { addressOf, type QueryValues } from './client.ts'
import { type ListPage, type ListState, listQuery, useList } from './list-query.ts'

/** Rows on top and waiting; beyond it the list is simply read again. */
const TOP_LIMIT_ROWS = 200
/** A refused stream (an ended session, a server that restarts) is not opened again by the browser. */
const REOPEN_MS = 5_000

interface LiveListOptions<Row> {
  /** Of the list; the stream is at `path/stream`. */
  path: string
  filter: QueryValues
  /** Of the stream, where it is wider: a row that stops matching has to be shown as what it has become. */
  streamFilter?: QueryValues
  /** Whether a row that is not shown belongs into the list. */
  isWanted?: (row: Row) => boolean
  /** Whether somebody is among the rows, so that new ones wait. */
  isBeingRead: () => boolean
  /** The name of the events that carry rows. */
  event: string
  idOf: (row: Row) => string
}

export interface LiveList<Row> extends ListState<Row> {
  /** Rows that came meanwhile and are not shown yet. */
  newCount: number
  showNew: () => void
  isLive: boolean
}

type Pages<Row> = InfiniteData<ListPage<Row>, string | null>

export function useLiveList<Row>(options: LiveListOptions<Row>): LiveList<Row> {
  const { path, filter, streamFilter = filter, isWanted = () => true, isBeingRead, event, idOf } = options
  const client = useQueryClient()
  const query = listQuery<Row>(path, filter)
  const list = useList<Row>(query)
  const [waiting, setWaiting] = useState<Row[]>([])
  const [isLive, setLive] = useState(false)
  const address = addressOf(`${path}/stream`, streamFilter)
  const key = JSON.stringify(query.queryKey)

  useEffect(() => {
    const queryKey = query.queryKey
    setWaiting([])

    function take(row: Row): void {
      const pages = client.getQueryData<Pages<Row>>(queryKey)
      if (pages && contains(pages, row, idOf)) {
        client.setQueryData<Pages<Row>>(queryKey, patched(pages, row, idOf))
      } else if (isWanted(row)) {
        setWaiting((rows) =>
          [row, ...rows.filter((other) => idOf(other) !== idOf(row))].slice(0, TOP_LIMIT_ROWS),
        )
      }
    }

    return openStream(address, event, {
      onRow: take,
      onOpen: () => setLive(true),
      onGap: () => void client.invalidateQueries({ queryKey }),
      onLost: () => setLive(false),
    })
    // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for the filter, by its content
  }, [key, address, event, client])

  function showNew(): void {
    const top = client.getQueryData<Pages<Row>>(query.queryKey)?.pages[0]?.data.length ?? 0
    if (top + waiting.length >= TOP_LIMIT_ROWS) void client.resetQueries({ queryKey: query.queryKey })
    else {
      client.setQueryData<Pages<Row>>(query.queryKey, (pages) => pages && prepended(pages, waiting, idOf))
    }
    setWaiting([])
  }

  useEffect(() => {
    if (waiting.length > 0 && !list.isPending && !list.isStale && !isBeingRead()) showNew()
  })

  return { ...list, isLive, newCount: waiting.length, showNew }
}

interface StreamListener<Row> {
  onRow: (row: Row) => void
  onOpen: () => void
  onLost: () => void
  /** Something was missed. */
  onGap: () => void
}

/** @returns what closes it for good */
function openStream<Row>(address: string, event: string, listener: StreamListener<Row>): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasLost = false

  function open(): void {
    source = new EventSource(address)
    source.addEventListener('open', () => {
      listener.onOpen()
      if (wasLost) listener.onGap()
      wasLost = false
    })
    source.addEventListener('error', () => {
      wasLost = true
      listener.onLost()
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_MS)
    })
    source.addEventListener('gap', listener.onGap)
    source.addEventListener(event, ({ data }: MessageEvent<string>) =>
      listener.onRow(JSON.parse(data) as Row),
    )
  }

  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

function contains<Row>({ pages }: Pages<Row>, row: Row, idOf: (row: Row) => string): boolean {
  return pages.some(({ data }) => data.some((other) => idOf(other) === idOf(row)))
}

function patched<Row>({ pages, pageParams }: Pages<Row>, row: Row, idOf: (row: Row) => string): Pages<Row> {
  const replace = (other: Row) => (idOf(other) === idOf(row) ? row : other)
  return { pageParams, pages: pages.map((page) => ({ ...page, data: page.data.map(replace) })) }
}

function prepended<Row>(known: Pages<Row>, rows: Row[], idOf: (row: Row) => string): Pages<Row> {
  const [first, ...others] = known.pages
  if (!first) return known
  const added = rows.filter((row) => !contains(known, row, idOf))
  return { ...known, pages: [{ ...first, data: [...added, ...first.data] }, ...others] }
}

/**
 * A list of things: a table, and below 600 px one card for each. Its states are inside: skeleton, empty, error, more.
 * Where rows lead somewhere, the first cell holds the link, which covers the whole row, so that the row opens with a
 * click, in a new tab, and by keyboard, like any link.
 */
import { Button, Center, Paper, Skeleton, VisuallyHidden } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListState } from '../api/list-query.ts'
import classes from './data-table.module.css'
import { ProblemNotice } from './problem-notice.tsx'

export interface Column<Row> {
  key: string
  title: string
  render: (row: Row) => ReactNode
  /** Numbers are read from the right. */
  isNumber?: boolean
  /** For actions in a row: they stay clickable above the row's link. */
  isActions?: boolean
  /** Holds links of its own: they stay clickable above the row's link. */
  isAboveLink?: boolean
  width?: string
}

interface DataTableProps<Row> {
  /** Names the list for screen readers. */
  caption: string
  /** The first one is the row's heading. */
  columns: Column<Row>[]
  list: ListState<Row>
  rowKey: (row: Row) => string
  linkTo?: (row: Row) => LinkProps
  empty: ReactNode
  /** Above the rows, inside the frame. */
  notice?: ReactNode
}

const SKELETON_ROWS = 5

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, list, rowKey, linkTo, empty, notice } = props
  const { t } = useTranslation()
  if (list.error !== null && list.rows.length === 0) {
    return (
      <Paper withBorder p="lg">
        <ProblemNotice error={list.error} />
        <Button mt="md" variant="default" onClick={list.readAgain}>
          {t('common.tryAgain')}
        </Button>
      </Paper>
    )
  }
  if (!list.isPending && list.rows.length === 0) {
    return (
      <Paper withBorder p="xl">
        {notice}
        {empty}
      </Paper>
    )
  }
  return (
    <Paper withBorder className={classes['frame']}>
      {notice}
      <table
        role="table"
        className={classes['table']}
        aria-busy={list.isPending || list.isStale}
        data-stale={list.isStale || undefined}
        data-links={linkTo !== undefined || undefined}
      >
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, title, isNumber, isActions, width }) => (
              <th key={key} role="columnheader" scope="col" style={{ width }} data-number={isNumber}>
                {isActions ? <VisuallyHidden>{title}</VisuallyHidden> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {list.isPending ? (
            <SkeletonRows columns={columns.length} />
          ) : (
            list.rows.map((row) => <Row key={rowKey(row)} row={row} columns={columns} link={linkTo?.(row)} />)
          )}
        </tbody>
      </table>
      {list.hasMore && (
        <Center p="md">
          <Button variant="default" loading={list.isReadingMore} onClick={list.readMore}>
            {t('common.showMore')}
          </Button>
        </Center>
      )}
    </Paper>
  )
}

function Row<Item>({
  row,
  columns,
  link,
}: {
  row: Item
  columns: Column<Item>[]
  link: LinkProps | undefined
}) {
  const [first, ...others] = columns
  if (!first) return null
  return (
    <tr role="row" className={classes['row']}>
      <th role="rowheader" scope="row" className={classes['heading']}>
        {link ? (
          <Link {...link} className={classes['link']}>
            {first.render(row)}
          </Link>
        ) : (
          first.render(row)
        )}
      </th>
      {others.map(({ key, title, render, isNumber, isActions, isAboveLink }) => (
        <td
          key={key}
          role="cell"
          data-label={isActions ? undefined : title}
          data-number={isNumber}
          className={isActions ? classes['actions'] : isAboveLink ? classes['aboveLink'] : undefined}
        >
          {render(row)}
        </td>
      ))}
    </tr>
  )
}

function SkeletonRows({ columns }: { columns: number }) {
  return Array.from({ length: SKELETON_ROWS }, (_, row) => (
    // oxlint-disable-next-line react/no-array-index-key -- these never move
    <tr key={row} role="row">
      {Array.from({ length: columns }, (_, column) => (
        // oxlint-disable-next-line react/no-array-index-key -- nor do these
        <td key={column} role="cell">
          <Skeleton height={14} width={column === 0 ? '70%' : '50%'} my={4} />
        </td>
      ))}
    </tr>
  ))
}

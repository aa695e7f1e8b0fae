/**
 * Lists: `limit` and `cursor` in the query, `{ data, nextCursor }` as the answer. A cursor is opaque to clients: the
 * sort key of the last row, so that rows which come or go in between neither repeat nor hide others.
 *
 * An operation takes `limit` and the decoded position, reads `limit + 1` rows, and the route hands them to `pageOf`.
 */
import { Type, type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { invalid } from '../../platform/errors.ts'

const PAGE_LIMIT_MAX = 200
export const PAGE_LIMIT_DEFAULT = 50
const CURSOR_MAX_LENGTH = 500

/** Spread into the properties of a query's schema. */
export const pageQuery = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: PAGE_LIMIT_MAX,
      default: PAGE_LIMIT_DEFAULT,
      description: 'How many to answer at most',
    }),
  ),
  cursor: Type.Optional(
    Type.String({ maxLength: CURSOR_MAX_LENGTH, description: '`nextCursor` of the page before' }),
  ),
}

/** The answer's schema. */
export function Page<Item extends TSchema>(item: Item) {
  return Type.Object(
    {
      data: Type.Array(item),
      nextCursor: Type.Union([Type.String(), Type.Null()], {
        description: 'Ask with it for the next page; null: this is the last one',
      }),
    },
    { additionalProperties: false },
  )
}

export interface PageOf<Item> {
  data: Item[]
  nextCursor: string | null
}

/** Cuts the one row too many that tells that there is a next page. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  positionOf: (row: Row) => unknown,
  present: (row: Row) => Item,
): PageOf<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null
  return { data: shown.map(present), nextCursor }
}

/** The position in a list that is sorted by a number which counts up: larger ones are not stored. */
export const NumberPosition = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

/** The page that a query asks for, in a list whose rows are sorted by their 24-digit id alone. */
export function pageRequest(query: { limit?: number; cursor?: string }): {
  limit: number
  after: string | null
} {
  return {
    limit: query.limit ?? PAGE_LIMIT_DEFAULT,
    after: decodeCursor(query.cursor, Type.String({ pattern: '^[0-9a-f]{24}$' })),
  }
}

export function pageOfIds<Row extends { id: string }, Item>(
  rows: Row[],
  { limit }: { limit: number },
  present: (row: Row) => Item,
): PageOf<Item> {
  return pageOf(rows, limit, ({ id }) => id, present)
}

export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The position in a cursor, which must have the given shape; null without a cursor. Anything else is 422. */
export function decodeCursor<Shape extends TSchema>(
  cursor: string | undefined,
  shape: Shape,
): Static<Shape> | null {
  if (cursor === undefined) return null
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Value.Check(shape, position)) return position
  } catch {
    // Not even JSON: the same answer.
  }
  throw invalid('/cursor', 'This is not a cursor of this list. Take nextCursor from an answer.', 'cursor')
}

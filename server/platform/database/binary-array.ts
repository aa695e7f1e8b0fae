/**
 * Array parameters in PostgreSQL's binary form. The driver would write them as text, ask of every element what it is,
 * and escape it; PostgreSQL would read that text letter by letter. The engine sends tens of thousands of elements a
 * second, and knows what they are.
 *
 * An array is a header (dimensions, whether a NULL is in it, type, length, lower bound), then each element's length and
 * bytes; -1 for NULL. Numbers are big-endian. The type must be the parameter's own: PostgreSQL refuses another.
 */
const HEADER_BYTES = 20
const LENGTH_BYTES = 4
const NULL_LENGTH = -1
const UUID_BYTES = 16
const UTF8_BYTES_PER_UNIT = 3
/** Up to here a loop is faster than a call out of JavaScript. */
const SHORT_TEXT_UNITS = 40
const TWO_32 = 2 ** 32
/** Timestamps count microseconds from the year 2000. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

export interface ElementType<T> {
  readonly oid: number
  /** At least as many bytes as `write` needs. */
  room(value: T): number
  /** @returns how many bytes were written */
  write(value: T, to: Buffer, at: number): number
}

const fixed = <T>(
  oid: number,
  bytes: number,
  write: (value: T, to: Buffer, at: number) => void,
): ElementType<T> => ({
  oid,
  room: () => bytes,
  write(value, to, at) {
    write(value, to, at)
    return bytes
  },
})

export const BOOLEAN = fixed<boolean>(16, 1, (value, to, at) => (to[at] = value ? 1 : 0))
export const SMALLINT = fixed<number>(21, 2, (value, to, at) => to.writeInt16BE(value, at))
export const INTEGER = fixed<number>(23, 4, (value, to, at) => to.writeInt32BE(value, at))
export const BIGINT = fixed<number>(20, 8, writeInt64)
export const REAL = fixed<number>(700, 4, (value, to, at) => to.writeFloatBE(value, at))
export const DOUBLE = fixed<number>(701, 8, (value, to, at) => to.writeDoubleBE(value, at))
export const UUID = fixed<string>(2950, UUID_BYTES, writeUuid)

/** `Infinity` and `-Infinity` as the driver reads them. */
export const TIMESTAMPTZ = fixed<Date | number>(1184, 8, (value, to, at) => {
  const ms = Number(value)
  if (Number.isFinite(ms)) return writeInt64(Math.round((ms - POSTGRES_EPOCH_MS) * 1_000), to, at)
  to.writeInt32BE(ms > 0 ? 0x7fffffff : -0x80000000, at)
  to.writeInt32BE(ms > 0 ? -1 : 0, at + 4)
})

export const BYTEA: ElementType<Buffer> = {
  oid: 17,
  room: (value) => value.length,
  write: (value, to, at) => value.copy(to, at),
}

export const TEXT: ElementType<string> = {
  oid: 25,
  room: (value) => value.length * UTF8_BYTES_PER_UNIT,
  write(value, to, at) {
    if (value.length > SHORT_TEXT_UNITS) return to.write(value, at)
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i)
      if (unit > 0x7f) return to.write(value, at)
      to[at + i] = unit
    }
    return value.length
  },
}

/** One element for each of `items`, as `read` finds it there. */
export function binaryArray<Item, T>(
  type: ElementType<T>,
  items: readonly Item[],
  read: (item: Item) => T | null,
): Buffer {
  let to: Buffer = Buffer.allocUnsafe(HEADER_BYTES + items.length * (LENGTH_BYTES + UUID_BYTES))
  let at = HEADER_BYTES
  let hasNull = 0
  for (const item of items) {
    const value = read(item)
    const needed = at + LENGTH_BYTES + (value === null ? 0 : type.room(value))
    if (needed > to.length) to = enlarged(to, at, needed)
    const bytes = value === null ? NULL_LENGTH : type.write(value, to, at + LENGTH_BYTES)
    to.writeInt32BE(bytes, at)
    if (bytes === NULL_LENGTH) hasNull = 1
    at += LENGTH_BYTES + Math.max(bytes, 0)
  }
  to.writeInt32BE(1, 0)
  to.writeInt32BE(hasNull, 4)
  to.writeInt32BE(type.oid, 8)
  to.writeInt32BE(items.length, 12)
  to.writeInt32BE(1, 16)
  return to.subarray(0, at)
}

function enlarged(from: Buffer, used: number, needed: number): Buffer {
  const to = Buffer.allocUnsafe(Math.max(needed, from.length * 2))
  from.copy(to, 0, 0, used)
  return to
}

function writeInt64(value: number, to: Buffer, at: number): void {
  to.writeInt32BE(Math.floor(value / TWO_32), at)
  to.writeInt32BE(value | 0, at + 4)
}

function writeUuid(value: string, to: Buffer, at: number): void {
  let byte = at
  for (let i = 0; byte < at + UUID_BYTES; i += 2) {
    if (value.charCodeAt(i) === 0x2d) i += 1
    to[byte++] = (nibble(value.charCodeAt(i)) << 4) | nibble(value.charCodeAt(i + 1))
  }
}

/** Of a hexadecimal digit, in either case. */
function nibble(digit: number): number {
  return digit <= 0x39 ? digit & 0x0f : (digit & 0x0f) + 9
}

/** How columns are read and written, in Kysely's terms. */
import type { ColumnType } from 'kysely'

export type Time = ColumnType<Date, Date | string, Date | string>
export type OptionalTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
export type Json<T> = ColumnType<T, string, string>
/** The database fills it in where nothing is given. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>

import type { Instant } from '@lianxin/domain'
import type { ColumnType } from 'kysely'

/** `timestamptz`: read as an Instant (epoch ms), written as a Date (see `toTimestamp`). */
export type Timestamp = ColumnType<Instant, Date, Date>
export type NullableTimestamp = ColumnType<Instant | null, Date | null, Date | null>
export type GeneratedTimestamp = ColumnType<Instant, Date | undefined, Date>
/** `jsonb`: read as a value, written as text (JSON.stringify). */
export type Json<T> = ColumnType<T, string, string>
export type GeneratedJson<T> = ColumnType<T, string | undefined, string>

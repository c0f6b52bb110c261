import type { Instant } from '@lianxin/domain'
import pg from 'pg'

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082
const TIMESTAMPTZ = 1184
const DATE_ARRAY = 1182
const TIMESTAMPTZ_ARRAY = 1185
const INT8_ARRAY = 1016
const TEXT_ARRAY: number = 1009

function toSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`)
  return value
}

function toInstant(text: string): Instant {
  const value = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  if (Number.isNaN(value)) throw new RangeError(`timestamp ${text} is not a finite instant`)
  return value
}

type Parser = (text: string) => unknown
const elements = (each: Parser): Parser => {
  const split = pg.types.getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[]
  return (text) => split(text).map((item) => (item === null ? null : each(item)))
}

/**
 * How columns arrive: bigint and numeric as number, timestamptz as epoch ms, date as `YYYY-MM-DD`; everything
 * else as pg does it. Given to each pool, so that no module-wide state is changed.
 */
export function columnTypes(): pg.CustomTypesConfig {
  const parsers = new Map<number, Parser>([
    [INT8, toSafeInteger],
    [NUMERIC, Number],
    [DATE, (text) => text],
    [TIMESTAMPTZ, toInstant],
    [DATE_ARRAY, elements((text) => text)],
    [TIMESTAMPTZ_ARRAY, elements(toInstant)],
    [INT8_ARRAY, elements(toSafeInteger)],
  ])
  return {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      (format === 'binary' ? undefined : parsers.get(oid)) ??
      pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  }
}

/** An Instant as a parameter for a `timestamptz` column. */
export function toTimestamp(at: Instant): Date {
  return new Date(at)
}

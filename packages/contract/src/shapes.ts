import { UNIT_KINDS } from '@lianxin/domain'
import Type, { type Static, type TSchema } from 'typebox'

/** Pieces that several operations share. Instants cross the wire as ISO 8601 with an offset, ids as UUIDs. */
export const Id = Type.String({ format: 'uuid' })
export const InstantText = Type.String({ format: 'date-time', description: 'ISO 8601 with offset' })
export const DayText = Type.String({ format: 'date', description: 'Local day, YYYY-MM-DD' })
export const MonthText = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'YYYY-MM' })
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A closed set of words as a schema with an exact type. */
export const Words = <const T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words] })

/** Recordings uploaded before (tus, `/api/v1/uploads`), each with its length as the recorder measured it. */
export const VoiceUploads = Type.Array(
  Type.Object({
    uploadId: Type.String({ maxLength: 100 }),
    duration_ms: Type.Integer({ minimum: 1, maximum: 61_000 }),
  }),
  { maxItems: 3 },
)

/** WGS 84 degrees, longitude first. */
export const PositionShape = Type.Object({
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
})

export const TimeLimitShape = Type.Object({
  amount: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
  unit: Words(['workHour', 'workDay', 'hour'] as const),
})

export const BilingualText = Type.Object({ zh: Type.String(), en: Type.String() })

export const Done = Type.Object({ done: Type.Literal(true) })
export type Done = Static<typeof Done>

export const UnitBrief = Type.Object({
  id: Id,
  name: Type.String(),
  nameEn: Type.String(),
  kind: Words(UNIT_KINDS),
  level: Type.Integer({ description: '0 district, downwards; -1 the city above it' }),
  telephone: Type.String(),
})
export type UnitBrief = Static<typeof UnitBrief>

export const GridBrief = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  level: Type.Integer(),
  path: Type.String(),
})
export type GridBrief = Static<typeof GridBrief>

import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable } from '../shapes.ts'

/** Days that count for what was settled. */
export const FIGURE_DAYS = 30

/** A grid with its numbers; those of the grids below it are in them. */
export const GridFigures = Type.Object({
  gridId: Id,
  code: Type.String(),
  name: Type.String(),
  open: Type.Integer({ description: 'open tickets' }),
  overdue: Type.Integer({ description: 'open, past the date and not paused' }),
  settled: Type.Integer({ description: 'closed within the last 30 days with a date that was told' }),
  onTime: Type.Integer({ description: 'of those, resolved by the date that was told' }),
  visitsDue: Nullable(
    Type.Integer({ description: 'places and organisations to be visited today or before; null without visit.read' }),
  ),
})
export type GridFigures = Static<typeof GridFigures>

/** Numbers of every grid of a level, as far as the caller may see tickets; some seconds old. */
export const readGridFigures = operation({
  id: 'grid.figures',
  method: 'GET',
  path: '/grid-figures',
  summary: { zh: '各网格指标', en: 'Figures of the grids of a level' },
  access: 'grid.read',
  query: Type.Object({
    level: Type.Integer({ minimum: 0, maximum: 9 }),
    under: Type.Optional(Type.String({ maxLength: 200, pattern: '^(\\d+\\.)+$', description: 'path prefix' })),
  }),
  reply: Type.Object({
    asOf: InstantText,
    revision: Type.Integer({ description: 'of the boundaries; for the addresses of tiles' }),
    bounds: Nullable(
      Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()], {
        description: 'west, south, east, north of what lies under the prefix, WGS 84',
      }),
    ),
    items: Type.Array(GridFigures),
  }),
})

import { FIGURES, RATES, type Figure, type Rate } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { DayText, Id, InstantText, Nullable, Words } from '../shapes.ts'
import { ChannelWord } from '../ticket/rows.ts'

/** What figures are told apart by. */
export const FIGURE_GROUPS = ['none', 'unit', 'level', 'class', 'channel', 'day', 'month'] as const
export type FigureGroup = (typeof FIGURE_GROUPS)[number]

/** Longest period of one question: two years. */
export const LONGEST_PERIOD_days = 731

const Share = Type.Object({
  numerator: Type.Integer(),
  denominator: Type.Integer(),
  rate: Nullable(Type.Number({ description: '0 to 1; null where nothing is counted' })),
})

/** One number for each figure. */
export const CountsShape = Type.Unsafe<Record<Figure, number>>(
  Type.Object(Object.fromEntries(FIGURES.map((figure) => [figure, Type.Integer()]))),
)

/** Figures with the shares that follow from them; see packages/domain/src/oversight/figures.ts for what each counts. */
const Numbers = {
  counts: CountsShape,
  rates: Type.Unsafe<Record<Rate, Static<typeof Share>>>(
    Type.Object(Object.fromEntries(Object.keys(RATES).map((rate) => [rate, Share]))),
  ),
}

export const FigureRow = Type.Object({
  key: Type.String({ description: 'id of the unit, class code, channel, level, day, or first day of the month' }),
  name: Type.String({ description: 'of unit or class; empty where the key says it' }),
  nameEn: Type.String(),
  ...Numbers,
})
export type FigureRow = Static<typeof FigureRow>
export type FigureNumbers = Pick<FigureRow, 'counts' | 'rates'>

const QUESTION = {
  from: { ...DayText, description: 'first local day' },
  to: { ...DayText, description: 'last local day' },
  groupBy: Type.Optional(Words(FIGURE_GROUPS)),
  unitId: Type.Optional(Id),
  classCode: Type.Optional(
    Type.String({
      maxLength: 20,
      pattern: '^[A-Za-z0-9._-]+$',
      description: 'a class, or all whose codes begin with it',
    }),
  ),
  channel: Type.Optional(ChannelWord),
  under: Type.Optional(Type.String({ maxLength: 200, pattern: '^(\\d+\\.)+$', description: 'grid path prefix' })),
}
export const FigureQuestion = Type.Object(QUESTION)
export type FigureQuestion = Static<typeof FigureQuestion>

/** Figures of a period. A territorial post sees its territory, a department what counts for its own units. */
export const readFigures = operation({
  id: 'figure.read',
  method: 'GET',
  path: '/figures',
  summary: { zh: '统计', en: 'Figures of a period' },
  access: 'figure.read',
  query: FigureQuestion,
  reply: Type.Object({
    asOf: InstantText,
    today: DayText,
    filled: Nullable(
      Type.Integer({ description: 'tickets counted so far where counting anew is under way; null when all are' }),
    ),
    total: Type.Object(Numbers),
    rows: Type.Array(FigureRow, { description: 'empty where nothing is told apart' }),
  }),
  errors: ['figure.period_invalid', 'figure.outside_reach'],
})

/** The same as a table, shares in per cent. */
export const exportFigures = operation({
  id: 'figure.export',
  method: 'GET',
  path: '/figures/export',
  summary: { zh: '导出统计', en: 'Export figures' },
  access: 'figure.read',
  query: Type.Object({
    ...QUESTION,
    format: Words(['csv', 'xlsx'] as const),
    lang: Type.Optional(Words(['zh', 'en'] as const)),
  }),
  reply: Type.String(),
  download: 'text/csv',
  errors: ['figure.period_invalid', 'figure.outside_reach'],
})

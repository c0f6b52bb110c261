import { BRIEF_KINDS, RATES, type Rate } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { DayText, Id, InstantText, MonthText, Nullable, Words } from '../shapes.ts'
import { ChannelWord } from '../ticket/rows.ts'
import { CountsShape } from './figures.ts'

/** The form of the content of a brief. What is stored keeps the one it was produced in. */
export const BRIEF_SCHEMA = 1

export const BRIEF_FORMATS = ['docx', 'pdf', 'xlsx'] as const
export type BriefFormat = (typeof BRIEF_FORMATS)[number]

const Days = Type.Object({ from: DayText, to: DayText })
const Named = { name: Type.String(), nameEn: Type.String() }

const BriefUnit = Type.Object({
  id: Id,
  ...Named,
  kind: Words(BRIEF_KINDS),
  path: Type.String({ description: 'grid path; of a department the one of its district' }),
})
export type BriefUnit = Static<typeof BriefUnit>

const ComparedRate = Type.Object({
  numerator: Type.Integer(),
  denominator: Type.Integer(),
  rate: Nullable(Type.Number({ description: '0 to 1; null where nothing is counted' })),
  before: Nullable(Type.Number()),
  change_points: Nullable(Type.Number({ description: 'percentage points against the period before' })),
})

const Line = Type.Object({
  key: Type.String({ description: 'class code, channel or level' }),
  ...Named,
  counts: CountsShape,
  before: CountsShape,
})
export type BriefLine = Static<typeof Line>

const RankedUnit = Type.Object({
  unitId: Id,
  ...Named,
  path: Nullable(Type.String({ description: 'territory its figures are of; null: of the unit itself' })),
  counts: CountsShape,
  before: CountsShape,
  place: Nullable(Type.Integer({ description: 'equal rates share it; null: too few matters for one' })),
  placeBefore: Nullable(Type.Integer()),
  gained: Nullable(Type.Integer({ description: 'places; negative: lost' })),
})
export type BriefRanked = Static<typeof RankedUnit>

const Ranking = Type.Object({
  subject: Words(['subdistricts', 'communities', 'departments'] as const),
  rankedFrom: Type.Integer({ description: 'matters from which a rate has a place' }),
  of: Type.Integer({ description: 'units with a place' }),
  rows: Type.Array(RankedUnit, { description: 'a unit that only sees itself is alone' }),
})
export type BriefRanking = Static<typeof Ranking>

const HotSpot = Type.Object({
  path: Type.String(),
  grid: Type.String(),
  classCode: Type.String(),
  ...Named,
  received: Type.Integer(),
  before: Type.Integer(),
})

/** A matter of a ledger (台账): no word of its reporter, place or text. */
const Matter = Type.Object({
  ticketId: Id,
  number: Type.String(),
  ...Named,
  grid: Type.String(),
  holder: Type.String(),
  holderEn: Type.String(),
  reportedAt: InstantText,
  dueAt: Nullable(InstantText),
})
const OverdueMatter = Type.Object({
  ...Matter.properties,
  stage: Words(['acceptance', 'handling', 'verification'] as const),
  late_days: Type.Integer({ description: 'whole days since the date' }),
})
const PendingMatter = Type.Object({
  ...Matter.properties,
  pending: Words(['suspended', 'extended', 'asked'] as const),
  reason: Nullable(
    Type.String({ description: 'as written, telephone and card numbers removed; null: of a confidential class' }),
  ),
  until: Nullable({ ...InstantText, description: 'the new date; null while nobody has approved one' }),
})
const ledgerOf = <T extends typeof OverdueMatter | typeof PendingMatter>(row: T) =>
  Type.Object({
    total: Type.Integer(),
    rows: Type.Array(row, { description: 'the earliest dates first, at most 200' }),
  })

/** What a brief says; stored as it was produced. */
export const BriefContent = Type.Object({
  schema: Type.Literal(BRIEF_SCHEMA),
  district: Type.String(),
  unit: BriefUnit,
  unitIds: Type.Array(Id, { description: 'of a department: the units its figures are of; else empty' }),
  month: MonthText,
  preliminary: Type.Boolean({ description: 'the month was still running' }),
  utcOffset_min: Type.Integer(),
  period: Days,
  beforePeriod: Days,
  asOf: InstantText,
  total: CountsShape,
  before: CountsShape,
  rates: Type.Unsafe<Record<Rate, Static<typeof ComparedRate>>>(
    Type.Object(Object.fromEntries(Object.keys(RATES).map((rate) => [rate, ComparedRate]))),
  ),
  channels: Type.Array(Type.Object({ ...Line.properties, key: ChannelWord })),
  classes: Type.Array(Line),
  levels: Type.Array(Line),
  days: Type.Array(Type.Object({ day: DayText, received: Type.Integer(), settled: Type.Integer() })),
  rankings: Type.Array(Ranking),
  hotSpots: Type.Array(HotSpot),
  overdue: ledgerOf(OverdueMatter),
  pending: ledgerOf(PendingMatter),
})
export type BriefContent = Static<typeof BriefContent>

/** A brief in a list. */
export const BriefHead = Type.Object({
  id: Id,
  unit: BriefUnit,
  month: MonthText,
  version: Type.Integer(),
  preliminary: Type.Boolean(),
  askedAt: InstantText,
  producedAt: Nullable({ ...InstantText, description: 'null while it is being produced' }),
  byName: Nullable(Type.String({ description: 'who had it produced; null: by itself on the first working day' })),
})
export type BriefHead = Static<typeof BriefHead>

const Of = Type.Object({ briefId: Id })

/** Briefs of the units the caller sees, newest month first. */
export const listBriefs = operation({
  id: 'brief.list',
  method: 'GET',
  path: '/briefs',
  summary: { zh: '每月简报', en: 'Monthly briefs' },
  access: 'figure.read',
  query: Type.Object({ month: Type.Optional(MonthText), unitId: Type.Optional(Id) }),
  reply: Type.Object({
    items: Type.Array(BriefHead, { description: 'at most 200' }),
    truncated: Type.Boolean({ description: 'there are more, of months before' }),
    months: Type.Array(MonthText, { description: 'months of which there are briefs, whatever was asked for' }),
    units: Type.Array(BriefUnit, { description: 'units the caller may have briefs of' }),
    present: Type.String({ description: 'the running month, YYYY-MM' }),
  }),
})

/** Has a brief produced now, as a version beside those there are; of the running month it is preliminary. */
export const produceBrief = operation({
  id: 'brief.produce',
  method: 'PUT',
  path: '/briefs/:briefId',
  summary: { zh: '生成简报', en: 'Produce a brief' },
  access: 'brief.write',
  params: Of,
  body: Type.Object({ month: MonthText, unitId: Id }, { additionalProperties: false }),
  reply: BriefHead,
  status: 202,
  errors: ['brief.unit_unknown', 'brief.month_not_begun', 'brief.under_way', 'brief.id_reused'],
})

/** One brief; `content` is null while it is being produced. */
export const readBrief = operation({
  id: 'brief.read',
  method: 'GET',
  path: '/briefs/:briefId',
  summary: { zh: '一份简报', en: 'A brief' },
  access: 'figure.read',
  params: Of,
  reply: Type.Object({ ...BriefHead.properties, content: Nullable(BriefContent) }),
  errors: ['brief.not_found'],
})

/** A brief as a file in the language of the caller. */
export const readBriefFile = operation({
  id: 'brief.file',
  method: 'GET',
  path: '/briefs/:briefId/file',
  summary: { zh: '下载简报', en: 'A brief as a file' },
  access: 'figure.read',
  params: Of,
  query: Type.Object({ format: Words(BRIEF_FORMATS), lang: Type.Optional(Words(['zh', 'en'] as const)) }),
  reply: Type.String(),
  download: 'application/pdf',
  errors: ['brief.not_found', 'brief.not_ready', 'brief.font_missing', 'brief.pdf_unavailable'],
})

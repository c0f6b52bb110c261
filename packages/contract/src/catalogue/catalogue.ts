import Type, { type Static } from 'typebox'

import { Changed, Consequence, DryRun } from '../access/consequences.ts'
import { operation } from '../operation.ts'
import { ImportFault } from '../grid/changes.ts'
import { DayText, InstantText, Nullable, TimeLimitShape, Words } from '../shapes.ts'

export const ClassView = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 20 }),
  kind: Words(['component', 'event'] as const),
  major: Type.String({ minLength: 1, maxLength: 60 }),
  majorEn: Type.String({ maxLength: 80 }),
  minor: Type.String({ minLength: 1, maxLength: 60 }),
  minorEn: Type.String({ maxLength: 80 }),
  filingCondition: Type.String({ maxLength: 2000 }),
  closingCondition: Type.String({ maxLength: 2000 }),
  stages: Type.Array(Type.Object({ name: Type.String({ maxLength: 40 }), limit: TimeLimitShape }), {
    minItems: 1,
    maxItems: 9,
  }),
  evidenceRequired: Type.Boolean(),
  urgent: Type.Boolean(),
  confidential: Type.Boolean(),
  responsible: Type.Record(Type.String(), Type.String(), { description: 'level → unit code' }),
  standardReplies: Type.Array(Type.String({ maxLength: 500 })),
  source: Type.String({ maxLength: 300 }),
})
export type ClassView = Static<typeof ClassView>

export const readCatalogue = operation({
  id: 'catalogue.read',
  method: 'GET',
  path: '/catalogue',
  summary: { zh: '类别目录', en: 'The catalogue' },
  access: 'public',
  query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }),
  reply: Type.Object({
    version: Type.Integer(),
    status: Words(['draft', 'active', 'retired'] as const),
    versions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        status: Words(['draft', 'active', 'retired'] as const),
        note: Type.String(),
      }),
    ),
    classes: Type.Array(ClassView),
  }),
})

/** Columns as in the shared catalogue: kind, major, minor_code, minor, file_condition, limit, unit, close_condition, source. Makes a draft version. */
export const importCatalogue = operation({
  id: 'catalogue.import',
  method: 'POST',
  path: '/catalogue/imports',
  summary: { zh: '导入类别目录（草稿版本）', en: 'Import a catalogue as a draft version' },
  access: 'catalogue.write',
  body: Type.Object({
    csv: Type.String({ minLength: 1, maxLength: 5_000_000 }),
    note: Type.Optional(Type.String({ maxLength: 300 })),
  }),
  reply: Type.Object({ version: Type.Integer(), classes: Type.Integer(), warnings: Type.Array(ImportFault) }),
  errors: ['catalogue.import_refused'],
  bodyLimit_bytes: 8 * 1024 * 1024,
})

export const putClass = operation({
  id: 'catalogue.putClass',
  method: 'PUT',
  path: '/catalogue/:version/classes/:code',
  summary: { zh: '修改草稿版本中的类别', en: 'Change a class of a draft version' },
  access: 'catalogue.write',
  params: Type.Object({ version: Type.Integer(), code: Type.String() }),
  query: DryRun,
  body: ClassView,
  reply: Changed,
  errors: ['organisation.conflict'],
})

/** Leaves a class out of a draft; in force it stays until the draft is put in force. */
export const removeClass = operation({
  id: 'catalogue.removeClass',
  method: 'DELETE',
  path: '/catalogue/:version/classes/:code',
  summary: { zh: '在草稿版本中停用类别', en: 'Leave a class out of a draft version' },
  access: 'catalogue.write',
  params: Type.Object({ version: Type.Integer(), code: Type.String() }),
  query: DryRun,
  reply: Changed,
  errors: ['organisation.conflict', 'catalogue.class_unknown'],
})

export const draftCatalogue = operation({
  id: 'catalogue.draft',
  method: 'POST',
  path: '/catalogue/drafts',
  summary: { zh: '以现行版本新建草稿', en: 'Copy the active version to a new draft' },
  access: 'catalogue.write',
  reply: Type.Object({ version: Type.Integer() }),
})

export const activateCatalogue = operation({
  id: 'catalogue.activate',
  method: 'POST',
  path: '/catalogue/:version/activation',
  summary: { zh: '启用目录版本', en: 'Put a version in force' },
  access: 'catalogue.write',
  params: Type.Object({ version: Type.Integer() }),
  query: DryRun,
  reply: Changed,
  errors: ['organisation.conflict'],
})

export const CalendarDay = Type.Object({ day: DayText, working: Type.Boolean(), name: Type.String({ maxLength: 60 }) })

export const readCalendar = operation({
  id: 'calendar.read',
  method: 'GET',
  path: '/calendar',
  summary: { zh: '工作日历', en: 'The working calendar' },
  access: 'signedIn',
  reply: Type.Object({
    utcOffsetMinutes: Type.Integer(),
    years: Type.Array(Type.Object({ year: Type.Integer(), source: Type.String() })),
    validUntil: Nullable(DayText),
    exceptions: Type.Array(CalendarDay),
    hours: Type.Array(Type.Object({ fromMinute: Type.Integer(), toMinute: Type.Integer() })),
  }),
})

/** Replaces one year. Open tickets whose deadline waited for that year get it now; `replanned` counts them. */
export const putCalendarYear = operation({
  id: 'calendar.putYear',
  method: 'PUT',
  path: '/calendar/years/:year',
  summary: { zh: '录入一年的节假日与调休', en: 'Enter the holidays and make-up workdays of a year' },
  access: 'calendar.write',
  params: Type.Object({ year: Type.Integer({ minimum: 1990, maximum: 2200 }) }),
  query: DryRun,
  body: Type.Object({
    source: Type.String({ maxLength: 200 }),
    exceptions: Type.Array(CalendarDay, { maxItems: 200 }),
  }),
  reply: Type.Object({ replanned: Type.Integer(), consequences: Type.Array(Consequence) }),
  errors: ['request.invalid'],
})

export const putWorkingHours = operation({
  id: 'calendar.putHours',
  method: 'PUT',
  path: '/calendar/hours',
  summary: { zh: '设置工作时间', en: 'Set the working hours' },
  access: 'calendar.write',
  query: DryRun,
  body: Type.Object({
    hours: Type.Array(
      Type.Object({
        fromMinute: Type.Integer({ minimum: 0, maximum: 1439 }),
        toMinute: Type.Integer({ minimum: 1, maximum: 1440 }),
      }),
      { minItems: 1, maxItems: 6 },
    ),
  }),
  reply: Changed,
})

export const computeDue = operation({
  id: 'calendar.due',
  method: 'GET',
  path: '/calendar/due',
  summary: { zh: '期限计算', en: 'Compute a deadline' },
  access: 'signedIn',
  query: Type.Object({
    from: InstantText,
    amount: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
    unit: Words(['workHour', 'workDay', 'hour'] as const),
  }),
  reply: Type.Object({ dueAt: InstantText }),
  errors: ['calendar.year_missing'],
})

import Type, { type Static } from 'typebox'

import { Words } from '../shapes.ts'

/** What a change of the settings can bring about; the words stand with the screens. */
export const CONSEQUENCES = [
  // units
  'heirNeeded',
  'ticketsMove',
  'ticketsStay',
  'ticketsNotBack',
  'postsEnd',
  'postsSeeOther',
  'lineSees',
  'lineLoses',
  'shiftsEnd',
  'unitsMove',
  'classesLose',
  'areaGoesTo',
  'areaGoesHere',
  'unitVacant',
  // people and posts
  'postsIdle',
  'shiftsLeft',
  'ticketsSigned',
  'ticketsOfVacant',
  'gridDuties',
  'telephoneKept',
  // catalogue
  'classesAdded',
  'classesRetired',
  'limitsChanged',
  'responsibleChanged',
  'responsibleUnknown',
  'ticketsKeepClass',
  // calendar
  'ticketsGetDates',
  'ticketsKeepDates',
  'ticketsMoveDates',
  'dueExample',
] as const

/**
 * One thing that follows from a change, said before it is saved (and again with the answer). `must`: without a further
 * choice the change is refused; `warn`: somebody should look at it; `info`: good to know.
 */
export const Consequence = Type.Object({
  kind: Words(CONSEQUENCES),
  tone: Words(['info', 'warn', 'must'] as const),
  count: Type.Integer({ description: 'how many; 0 where nothing is counted' }),
  names: Type.Array(Type.String(), { description: 'units, classes or days it is about, at most five' }),
  queue: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()], {
    description: 'filters of the queue that show the tickets meant',
  }),
})
export type Consequence = Static<typeof Consequence>

/** With `dryRun` the change is worked out and taken back: the answer says what would follow. */
export const DryRun = Type.Object({ dryRun: Type.Optional(Type.Boolean()) })

export const Changed = Type.Object({ done: Type.Literal(true), consequences: Type.Array(Consequence) })
export type Changed = Static<typeof Changed>

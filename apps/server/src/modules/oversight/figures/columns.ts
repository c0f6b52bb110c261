import { FIGURES, type Figure } from '@lianxin/domain'

import type { FigureColumn } from '../../../platform/db/schema-figures.ts'

/** The column of each figure. */
export const COLUMN_OF = {
  received: 'received',
  dispatched: 'dispatched',
  reportedUp: 'reported_up',
  settledOfReceived: 'settled_of_received',
  responded: 'responded',
  respondedInTime: 'responded_in_time',
  settled: 'settled',
  settledDated: 'settled_dated',
  settledOnTime: 'settled_on_time',
  settledHere: 'settled_here',
  rated: 'rated',
  satisfied: 'satisfied',
  reworked: 'reworked',
  reopened: 'reopened',
  failedVerifications: 'failed_verifications',
  endedOtherwise: 'ended_otherwise',
} as const satisfies Readonly<Record<Figure, FigureColumn>>

/** The columns in the order of the figures. */
export const COLUMNS: readonly FigureColumn[] = FIGURES.map((figure) => COLUMN_OF[figure])

import type { readGridCard as contractCard, ReplyOf } from '@lianxin/contract'

import { call } from './api.ts'
import { useAsked, type Asked } from './asked.ts'
import { readGridCard } from './operations.ts'

export type GridCard = ReplyOf<typeof contractCard>
export type GridStaff = GridCard['staff'][number]

const FIRST_TO_CALL = ['fullTimeGridWorker', 'gridLeader', 'partTimeGridWorker', 'liaisonOfficer']

/** Those of a grid that can be called, whoever does it as a profession first. */
export function callable(card: GridCard): readonly GridStaff[] {
  const rank = ({ duty }: GridStaff): number => {
    const found = FIRST_TO_CALL.indexOf(duty)
    return found < 0 ? FIRST_TO_CALL.length : found
  }
  return card.staff.filter(({ telephone }) => telephone !== '').toSorted((a, b) => rank(a) - rank(b))
}

/** The card of a grid (网格明白卡): who looks after it. */
export function useGridCard(gridId: string | null): Asked<GridCard> {
  return useAsked(gridId, (signal) => call(readGridCard, { params: { gridId: gridId ?? '' }, signal }))
}

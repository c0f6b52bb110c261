import type { listVisitPlans, ReplyOf } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import type { CareDeps } from './deps.ts'
import { readDistrictDays } from './district-days.ts'
import { listStoredPlans, type PlanCursor } from './store.ts'
import { planView } from './view.ts'

const PAGE_SIZE = 100
const CURSOR = /^(infinity|\d{4}-\d{2}-\d{2}) ([0-9a-f-]{36})$/

/** @throws Refusal request.invalid for what is no cursor of this list */
function readCursor(text: string): PlanCursor {
  const [, day = '', id = ''] = CURSOR.exec(text) ?? []
  if (day === '' || (day !== 'infinity' && Number.isNaN(Date.parse(day))))
    throw new Refusal('request.invalid', {}, '/cursor')
  return { day, id }
}

/** `care.listPlans`. */
export async function listPlans(
  { tx, query, session, now }: Call<typeof listVisitPlans>,
  { grids }: CareDeps,
): Promise<ReplyOf<typeof listVisitPlans>> {
  const own = sessionOf({ session })
  const { cadences_days, dayOf } = await readDistrictDays(tx, own.districtId)
  const today = dayOf(now)
  const { gridId, cursor, limit = PAGE_SIZE } = query
  const rows = await listStoredPlans(tx, own.districtId, {
    gridId,
    // What a post sees lies under its territory: said here too, so that a narrow one is found by the index.
    under: query.under ?? (own.territory === '' ? undefined : own.territory),
    dueOn: query.due === true ? today : undefined,
    after: cursor === undefined ? undefined : readCursor(cursor),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const index = await grids.of(own.districtId)
  return {
    today,
    cadences_days: [...cadences_days],
    items: page.map((row) => planView(row, index, today)),
    nextCursor: last && rows.length > limit ? `${last.due_on ?? 'infinity'} ${last.id}` : null,
  }
}

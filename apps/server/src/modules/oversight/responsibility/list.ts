import type { listResponsibility, ReplyOf } from '@lianxin/contract'

import type { Call } from '../../../platform/serve.ts'
import type { OversightDeps } from '../deps.ts'
import { mattersToConsider } from './consider.ts'
import { countByList, countWaiting, LIST_LIMIT, listStored } from './store.ts'
import { caseViews, lookingOf } from './view.ts'

/** `responsibility.list`. */
export async function listForStaff(
  call: Call<typeof listResponsibility>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listResponsibility>> {
  const { tx } = call
  const { list } = call.query
  const looking = await lookingOf(call, deps)
  const { session } = looking
  const rows = await listStored(tx, session.districtId, list)
  const considers = list === 'toDecide' && session.permissions.has('responsibility.propose')
  return {
    items: await caseViews(tx, rows.slice(0, LIST_LIMIT), looking),
    truncated: rows.length > LIST_LIMIT,
    counts: await countByList(tx, session.districtId),
    waiting: await countWaiting(tx, session.districtId, {
      personId: session.personId,
      speaks: session.permissions.has('responsibility.speak'),
      decides: session.permissions.has('responsibility.decide'),
    }),
    toConsider: considers ? await mattersToConsider(tx, looking) : [],
  }
}

import type { listWhistles, ReplyOf } from '@lianxin/contract'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { LIST_LIMIT, listMatters } from './store.ts'
import { listStoredWhistles, listWhistleAlarms } from './whistle-store.ts'
import { whistleView } from './whistle-view.ts'

/** `whistle.list`. */
export async function listWhistlesForStaff(
  call: Call<typeof listWhistles>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listWhistles>> {
  const { tx, now, query } = call
  const session = sessionOf(call)
  const { districtId } = session
  const rows = await listStoredWhistles(tx, districtId, query.open === true)
  const page = rows.slice(0, LIST_LIMIT)
  const ids = page.flatMap(({ ticket_id }) => (ticket_id === null ? [] : [ticket_id]))
  const matters = new Map((await listMatters(tx, districtId, ids)).map((matter) => [matter.id, matter]))
  const looking = { session, now, around: await tickets.surroundingsOf(deps, tx, districtId) }
  const alarms = await listWhistleAlarms(
    tx,
    districtId,
    page.map(({ id }) => id),
  )
  return {
    items: page.map((row) => whistleView(row, matters, alarms, looking)),
    truncated: rows.length > LIST_LIMIT,
  }
}

import type { listInquiries, ReplyOf } from '@lianxin/contract'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import { countOpen, listStored, type InquiryCursor } from './store.ts'
import { inquiryView } from './view.ts'
import type { InquiryDeps } from './write.ts'

const PAGE_SIZE = 50
/** Counting stops here; a screen shows 1000+. */
const COUNT_CAP = 1000
const CURSOR = /^(open|over) (infinity|\d{4}-\d{2}-\d{2}T[\d:.]+Z) ([0-9a-f-]{36})$/

/** @throws Refusal request.invalid for what is no cursor of this list */
function readCursor(text: string): InquiryCursor {
  const [, over = '', due = '', id = ''] = CURSOR.exec(text) ?? []
  if (over === '' || (due !== 'infinity' && Number.isNaN(Date.parse(due))))
    throw new Refusal('request.invalid', {}, '/cursor')
  return { over: over === 'over', due, id }
}

/** `inquiry.list`. */
export async function listForStaff(
  call: Call<typeof listInquiries>,
  deps: InquiryDeps,
): Promise<ReplyOf<typeof listInquiries>> {
  const { tx, query, now } = call
  const session = sessionOf(call)
  const around = await tickets.surroundingsOf(deps, tx, session.districtId)
  const unitIds = tickets.actsForUnits(session, around.places)
  const { list, open = false, cursor, limit = PAGE_SIZE } = query
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const rows = await listStored(tx, session.districtId, { list, unitIds, openOnly: open, after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const due = last?.due_at == null ? 'infinity' : new Date(last.due_at).toISOString()
  return {
    items: page.map((row) => inquiryView(row, { around, session, now })),
    nextCursor: last && rows.length > limit ? `${last.ended_at === null ? 'open' : 'over'} ${due} ${last.id}` : null,
    counts: await countOpen(tx, session.districtId, unitIds, COUNT_CAP),
    capped: COUNT_CAP,
  }
}

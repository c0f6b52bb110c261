import type { BriefHead, listBriefs, readBrief, ReplyOf } from '@lianxin/contract'
import { localDay } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf, type Session } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { findStored, getContent, listMonths, listStored, MOST_BRIEFS, type StoredBrief } from './store.ts'
import { listSubjects, listSubjectsEver, type BriefSubject } from './units.ts'

/** Whether a post sees the briefs of a unit: of its territory, or of its own units. As the policies have it. */
export const mayHave = ({ territory, unitIds }: Session, { id, path }: BriefSubject): boolean =>
  unitIds.includes(id) || (territory !== '' && path.startsWith(territory))

/** A brief as lists show it. @param subjects  also those that are closed */
export function headOf(one: StoredBrief, subjects: readonly BriefSubject[]): BriefHead {
  const found = subjects.find(({ id }) => id === one.unit_id)
  const { id, name, nameEn, kind, path } = found ?? {
    id: one.unit_id,
    name: '',
    nameEn: '',
    kind: 'department',
    path: one.unit_path,
  }
  return {
    id: one.id,
    unit: { id, name, nameEn, kind, path },
    month: one.month.slice(0, 7),
    version: one.version,
    preliminary: one.preliminary,
    askedAt: new Date(one.asked_at).toISOString(),
    producedAt: one.produced_at === null ? null : new Date(one.produced_at).toISOString(),
    byName: one.by_name,
  }
}

/** `brief.list`. */
export async function listForStaff(
  call: Call<typeof listBriefs>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listBriefs>> {
  const { tx, now } = call
  const session = sessionOf(call)
  const { districtId } = session
  const subjects = await listSubjects(tx, districtId)
  const ever = await listSubjectsEver(tx, districtId)
  const order = new Map(ever.map(({ id }, nth) => [id, nth]))
  const stored = await listStored(tx, districtId, call.query)
  const { utcOffsetMinutes } = await deps.books.calendarOf(tx, districtId)
  const nth = ({ unit_id }: StoredBrief): number => order.get(unit_id) ?? ever.length
  const sorted = stored
    .slice(0, MOST_BRIEFS)
    .toSorted((a, b) => b.month.localeCompare(a.month) || nth(a) - nth(b) || b.version - a.version)
  return {
    items: sorted.map((one) => headOf(one, ever)),
    truncated: stored.length > MOST_BRIEFS,
    months: await listMonths(tx, districtId),
    units: subjects
      .filter((one) => mayHave(session, one))
      .map(({ id, name, nameEn, kind, path }) => ({ id, name, nameEn, kind, path })),
    present: localDay(now, utcOffsetMinutes).slice(0, 7),
  }
}

/** A brief with what it says. @throws Refusal brief.not_found, also for one of another unit */
export async function openBrief(tx: Tx, districtId: number, id: string): Promise<ReplyOf<typeof readBrief>> {
  const stored = await findStored(tx, districtId, id)
  if (!stored) throw new Refusal('brief.not_found')
  const content = await getContent(tx, districtId, id)
  return { ...headOf(stored, await listSubjectsEver(tx, districtId)), content }
}

/** `brief.read`. */
export function readForStaff(call: Call<typeof readBrief>): Promise<ReplyOf<typeof readBrief>> {
  return openBrief(call.tx, sessionOf(call).districtId, call.params.briefId)
}

import { BRIEF_SCHEMA, type BriefContent, type BriefLine, type BriefRanked } from '@lianxin/contract'
import {
  briefDays,
  byLevel,
  compareRate,
  DAY_MS,
  isRankedAlone,
  localDay,
  NO_COUNTS,
  RANKED_FROM,
  RATES,
  rankUnits,
  sumOf,
  withoutNumbers,
  type Counts,
  type Instant,
  type LocalDate,
  type Rate,
} from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { tickets, type Places } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import type { Asked } from '../figures/plan.ts'
import { listSums } from '../figures/store-read.ts'
import { listHotSpots, listOverdue, listPending } from './store-matters.ts'
import { districtName } from './store-units.ts'
import { listCommunities, type BriefSubject, type Community } from './units.ts'

type Days = NonNullable<ReturnType<typeof briefDays>>
type Keyed = { readonly key: string } & Counts
type Around = Awaited<ReturnType<typeof tickets.surroundingsOf>>
interface Standing extends Pick<BriefRanked, 'unitId' | 'name' | 'nameEn' | 'path'> {
  readonly counts: Counts
  readonly before: Counts
}

/** What a brief is composed with: everything that is the same for the units of a run. */
export interface Composing {
  readonly districtId: number
  readonly month: string
  readonly now: Instant
  readonly days: Days
  readonly around: Around
  readonly district: string
  readonly subjects: readonly BriefSubject[]
  readonly subdistricts: readonly Standing[]
  readonly departments: readonly Standing[]
}

const withoutKey = ({ key: _key, ...counts }: Keyed): Counts => counts

async function sumsOf(
  tx: Tx,
  { districtId, days }: Pick<Composing, 'districtId' | 'days'>,
  subject: Pick<BriefSubject, 'path' | 'unitIds'>,
  groupBy: Asked['groupBy'],
): Promise<{ readonly now: readonly Keyed[]; readonly before: readonly Keyed[] }> {
  const unitIds = subject.unitIds.length > 0 ? subject.unitIds : null
  const ask = ({ from, to }: Days['period']) =>
    listSums(tx, districtId, { from, to, groupBy, path: subject.path, unitIds })
  return { now: await ask(days.period), before: await ask(days.before) }
}

/** Territories with their figures of both periods. */
async function standingsOf(
  tx: Tx,
  of: Pick<Composing, 'districtId' | 'days'>,
  units: readonly Community[],
): Promise<readonly Standing[]> {
  const standings: Standing[] = []
  for (const { id, name, nameEn, path } of units) {
    const { now, before } = await sumsOf(tx, of, { path, unitIds: [] }, 'none')
    standings.push({
      unitId: id,
      name,
      nameEn,
      path,
      counts: sumOf(now.map(withoutKey)),
      before: sumOf(before.map(withoutKey)),
    })
  }
  return standings
}

/** Reads what all briefs of a month have in common. @returns undefined for a month that has not begun */
export async function beginComposing(
  deps: OversightDeps,
  tx: Tx,
  of: Pick<Composing, 'districtId' | 'month' | 'now' | 'subjects'>,
): Promise<Composing | undefined> {
  const { districtId, month, now, subjects } = of
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const days = briefDays(month, localDay(now, around.calendar.utcOffsetMinutes))
  if (!days) return undefined
  const district = await districtName(tx, districtId)
  const top = around.places.fallbackDesk.gridPath
  const byUnit = await sumsOf(tx, { districtId, days }, { path: top, unitIds: [] }, 'unit')
  const departments = subjects
    .filter((one) => one.kind === 'department' && isRankedAlone(one, subjects))
    .map(({ id, name, nameEn, unitIds }) => {
      const own = (rows: readonly Keyed[]): Counts =>
        sumOf(rows.filter(({ key }) => unitIds.includes(key)).map(withoutKey))
      return { unitId: id, name, nameEn, path: null, counts: own(byUnit.now), before: own(byUnit.before) }
    })
  const territories = subjects.filter(({ kind }) => kind === 'subdistrict')
  const subdistricts = await standingsOf(tx, { districtId, days }, territories)
  return { ...of, around, days, district, departments, subdistricts }
}

/** Rows of both periods side by side, those with the most received first. */
function linesOf(
  { now, before }: { readonly now: readonly Keyed[]; readonly before: readonly Keyed[] },
  nameOf: (key: string) => Pick<BriefLine, 'name' | 'nameEn'>,
): BriefLine[] {
  const keys = new Set([...now, ...before].map(({ key }) => key))
  const of = (rows: readonly Keyed[], key: string): Counts => {
    const found = rows.find((row) => row.key === key)
    return found ? withoutKey(found) : NO_COUNTS
  }
  return [...keys]
    .map((key) => ({ key, ...nameOf(key), counts: of(now, key), before: of(before, key) }))
    .toSorted((a, b) => b.counts.received - a.counts.received || (a.key < b.key ? -1 : 1))
}

function daysBetween({ from, to }: Days['period']): readonly LocalDate[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  return Array.from({ length: count }, (_, nth) => new Date(Date.parse(from) + nth * DAY_MS).toISOString().slice(0, 10))
}

/** Whether anything was counted for it in either period; who had nothing is not listed among those who had. */
const hadWork = ({ counts, before }: Pick<Standing, 'counts' | 'before'>): boolean =>
  [...Object.values(counts), ...Object.values(before)].some((count) => count !== 0)

function rankingOf(
  subject: BriefContent['rankings'][number]['subject'],
  standings: readonly Standing[],
  only?: string,
): BriefContent['rankings'][number] {
  const names = new Map(standings.map((one) => [one.unitId, one]))
  const ranked = rankUnits(standings).map((one) => {
    const { name = '', nameEn = '', path = null } = names.get(one.unitId) ?? {}
    return { ...one, name, nameEn, path }
  })
  return {
    subject,
    rankedFrom: RANKED_FROM,
    of: ranked.filter(({ place }) => place !== null).length,
    rows: ranked.filter((one) => (only === undefined ? hadWork(one) : one.unitId === only)),
  }
}

/** A district compares its subdistricts and departments, a subdistrict its communities; everybody learns its own place. */
async function rankingsOf(tx: Tx, composing: Composing, subject: BriefSubject): Promise<BriefContent['rankings']> {
  const { districtId, subdistricts, departments } = composing
  switch (subject.kind) {
    case 'district':
      return [rankingOf('subdistricts', subdistricts), rankingOf('departments', departments)]
    case 'subdistrict': {
      const communities = await listCommunities(tx, districtId, subject.path)
      const own = rankingOf('subdistricts', subdistricts, subject.id)
      return [own, rankingOf('communities', await standingsOf(tx, composing, communities))]
    }
    case 'department':
      return [rankingOf('departments', departments, subject.id)]
  }
}

const iso = (at: Instant): string => new Date(at).toISOString()

/** Community and grid: grids of different communities may have one name. */
function gridName(places: Places, path: string): string {
  const grids = places.gridsOf(path)
  const [last, above] = [grids.at(-1), grids.at(-2)]
  if (!last) return ''
  return last.level > 2 && above && !last.name.startsWith(above.name) ? `${above.name} ${last.name}` : last.name
}

async function ledgersOf(
  tx: Tx,
  { districtId, around, now }: Composing,
  subject: BriefSubject,
): Promise<Pick<BriefContent, 'overdue' | 'pending'>> {
  const { places, classes } = around
  const overdue = await listOverdue(tx, districtId, subject, now)
  const pending = await listPending(tx, districtId, subject)
  const matterOf = (row: (typeof overdue)[number] | (typeof pending)[number]) => {
    const entry = classes.of(row.class_ref)
    const holder = places.unitById(row.answerable_unit_id)
    return {
      ticketId: row.id,
      number: row.number,
      name: entry?.minor ?? '',
      nameEn: entry?.minorEn ?? '',
      grid: gridName(places, row.grid_path),
      holder: holder?.name ?? '',
      holderEn: holder?.nameEn ?? '',
      reportedAt: iso(row.reported_at),
      dueAt: row.due_at === null ? null : iso(row.due_at),
    }
  }
  const whyOf = (row: (typeof pending)[number]) => {
    const pause = row.clock.pauses.find(({ to }) => to === null)
    if (pause) return { pending: 'suspended' as const, reason: pause.reason, until: iso(pause.until) }
    if (row.pending) return { pending: 'asked' as const, reason: row.pending.reason, until: null }
    const until = row.due_at === null ? null : iso(row.due_at)
    return { pending: 'extended' as const, reason: row.extended_for ?? '', until }
  }
  return {
    overdue: {
      total: overdue[0]?.total ?? 0,
      rows: overdue.map((row) => ({
        ...matterOf(row),
        stage: row.clock_kind,
        late_days: Math.floor((now - row.due_at) / DAY_MS),
      })),
    },
    pending: {
      total: pending[0]?.total ?? 0,
      rows: pending.map((row) => {
        const why = whyOf(row)
        // Of a confidential class nothing that was written leaves the ticket.
        const isClosed = classes.of(row.class_ref)?.confidential ?? false
        return { ...matterOf(row), ...why, reason: isClosed ? null : withoutNumbers(why.reason) }
      }),
    },
  }
}

/** What the brief of one unit says. Its figures are those that the statistics screen tells of the same days. */
export async function composeBrief(tx: Tx, composing: Composing, subject: BriefSubject): Promise<BriefContent> {
  const { districtId, month, now, around, days, district } = composing
  const { places, classes, calendar } = around
  const sums = (groupBy: Asked['groupBy']) => sumsOf(tx, composing, subject, groupBy)
  const byUnit = await sums('unit')
  const [total, before] = [sumOf(byUnit.now.map(withoutKey)), sumOf(byUnit.before.map(withoutKey))]
  const levelOf = (unitId: string): number => places.unitById(unitId)?.level ?? 0
  const unnamed = () => ({ name: '', nameEn: '' })
  const byDay = new Map((await sums('day')).now.map((row) => [row.key, row]))
  const hot = await listHotSpots(tx, districtId, subject, days)
  const classNames = (code: string) => {
    const entry = classes.find(code)?.entry
    return { name: entry?.minor ?? '', nameEn: entry?.minorEn ?? '' }
  }
  const { unitIds, ...unit } = subject
  return {
    schema: BRIEF_SCHEMA,
    district,
    unit,
    unitIds: [...unitIds],
    month,
    preliminary: days.isPreliminary,
    utcOffset_min: calendar.utcOffsetMinutes,
    period: { ...days.period },
    beforePeriod: { ...days.before },
    asOf: iso(now),
    total,
    before,
    rates: Object.fromEntries(
      (Object.keys(RATES) as Rate[]).map((rate) => [rate, compareRate(rate, total, before)]),
    ) as BriefContent['rates'],
    channels: linesOf(await sums('channel'), unnamed) as BriefContent['channels'],
    classes: linesOf(await sums('class'), classNames),
    levels: linesOf({ now: byLevel(byUnit.now, levelOf), before: byLevel(byUnit.before, levelOf) }, unnamed).toSorted(
      (a, b) => Number(b.key) - Number(a.key),
    ),
    days: daysBetween(days.period).map((day) => {
      const { received = 0, settled = 0 } = byDay.get(day) ?? {}
      return { day, received, settled }
    }),
    rankings: await rankingsOf(tx, composing, subject),
    hotSpots: hot.map(({ path, class_code, received, before: earlier }) => ({
      path,
      grid: gridName(places, path),
      classCode: class_code,
      ...classNames(class_code),
      received,
      before: earlier,
    })),
    ...(await ledgersOf(tx, composing, subject)),
  }
}

import type { BodyOf, Consequence, putUnit, UnitView } from '@lianxin/contract'
import { hasTerritory, SUPERIOR_LEVEL } from '@lianxin/domain'

import { rehearse, asSystem } from '../../platform/db/attempt.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Lang } from '../../platform/language.ts'
import { Refusal } from '../../platform/refusal.ts'
import { endWithUnit } from './close-unit.ts'
import { marksOf, type Admin, type How } from './deps.ts'
import { conflict } from './may.ts'
import { describeUnit } from './settings/describe-unit.ts'
import { recordChange } from './settings/record.ts'
import { lockTree } from './store/division.ts'
import { findGrid, findUnit, findUnitByCode, findUnitOfGrid, listLine, upsertUnit } from './store/unit.ts'
import { trace } from './trace.ts'
import { consequencesOfUnit, givesUp } from './unit-consequences.ts'

type Body = BodyOf<typeof putUnit>
export type SavedUnit = UnitView & { readonly consequences: Consequence[] }

/**
 * Creates or changes a unit and says what follows. Level and territory follow from its grid. Fields left out keep their
 * value. A unit that gives tickets up names the unit that takes them over: none is left without an owner.
 * @throws Refusal grid.not_found, unit.not_found (parent, heir), unit.holds_tickets, organisation.conflict (code taken,
 *   second territorial unit, circle, heir that cannot take over)
 */
export async function saveUnit(admin: Admin, unitId: string, body: Body, how: How = {}): Promise<SavedUnit> {
  const { tx, by, now } = admin
  const { districtId } = by
  await lockTree(tx, districtId)
  const known = await findUnit(tx, districtId, unitId)
  const unit = await planUnit(tx, districtId, unitId, known, body, admin.lang)
  const heir = body.heirId === undefined ? undefined : await heirOf(admin, known ?? unit, body.heirId)
  if (known?.active) await checkSomebodyRemains(admin, known, unit)
  const consequences = await consequencesOfUnit(admin, known, unit, heir)
  const saved = { ...unit, consequences }
  if (how.dryRun) return rehearse(tx, () => upsertUnit(tx, districtId, unit).then(() => saved))

  const needed = consequences.find(({ kind }) => kind === 'heirNeeded')
  if (needed) throw new Refusal('unit.holds_tickets', { count: needed.count }, '/heirId')
  const giving = givesUp(known, unit)
  if (known && giving && heir) {
    const reason = unit.active ? '职责调整' : '单位停用'
    const handing = { districtId, from: known, heir, as: giving, reason: `${known.name}${reason}`, now }
    await asSystem(tx, () => admin.dependants.handOver(tx, handing))
  }
  const before = known ? await describeUnit(tx, districtId, known) : null
  if (known?.active && !unit.active) await endWithUnit(admin, known, how)
  await upsertUnit(tx, districtId, unit)
  const change = { key: unitId, label: unit.name, before, after: await describeUnit(tx, districtId, unit) }
  await recordChange(tx, by, { kind: 'unit', ...change, ...marksOf(how) }, now)
  await trace(tx, by, { at: now, kind: known ? 'unit.changed' : 'unit.created', subject: `unit:${unitId}` })
  return saved
}

/** The unit as it would be. @throws Refusal see `saveUnit` */
async function planUnit(
  tx: Tx,
  districtId: number,
  unitId: string,
  known: UnitView | undefined,
  body: Body,
  lang: Lang,
): Promise<UnitView> {
  const grid = await findGrid(tx, districtId, body.gridId)
  if (!grid) throw new Refusal('grid.not_found', {}, '/gridId')
  await checkParent(tx, districtId, unitId, body.parentId, lang)
  const sameCode = await findUnitByCode(tx, districtId, body.code)
  if (sameCode && sameCode.id !== unitId)
    throw conflict(
      lang,
      `编码 ${body.code} 已属于“${sameCode.name}”。`,
      `Code ${body.code} belongs to “${sameCode.name}”.`,
      '/code',
    )
  const active = body.active ?? known?.active ?? true
  if (body.kind === 'superior') checkAbove(body, grid.level, lang)
  if (active) await checkAlone(tx, districtId, { id: unitId, kind: body.kind, gridId: grid.id }, lang)
  return {
    id: unitId,
    name: body.name,
    nameEn: body.nameEn ?? known?.nameEn ?? '',
    kind: body.kind,
    level: body.kind === 'superior' ? SUPERIOR_LEVEL : grid.level,
    telephone: body.telephone ?? known?.telephone ?? '',
    parentId: body.parentId,
    gridId: grid.id,
    gridPath: grid.path,
    code: body.code,
    active,
  }
}

/** A superior unit stands above the whole district: at its root grid, and below nobody. */
function checkAbove({ parentId }: Body, gridLevel: number, lang: Lang): void {
  if (gridLevel !== 0)
    throw conflict(
      lang,
      '上级单位在全区之上，网格须选区一级的网格。',
      'A superior unit stands above the whole district: choose the grid of the district.',
      '/gridId',
    )
  if (parentId !== null)
    throw conflict(lang, '上级单位之上不再有单位。', 'A superior unit has no unit above it.', '/parentId')
}

type Placed = { readonly id: string; readonly kind: UnitView['kind']; readonly gridId: string }

/** A grid has one territorial unit, and the district one above it, so that passing up leads to one place. */
async function checkAlone(tx: Tx, districtId: number, { id, kind, gridId }: Placed, lang: Lang): Promise<void> {
  if (kind !== 'territorial' && kind !== 'superior') return
  const other = await findUnitOfGrid(tx, districtId, gridId, kind)
  if (!other || other.id === id) return
  throw kind === 'territorial'
    ? conflict(
        lang,
        `该网格已有属地单位“${other.name}”。`,
        `The grid has the territorial unit “${other.name}” already.`,
        '/gridId',
      )
    : conflict(lang, `本区已有上级单位“${other.name}”。`, `The district has “${other.name}” above it already.`, '/kind')
}

/** What has no other owner goes to a desk or territorial unit; the last one stays (每一寸土地上都有人负责). */
async function checkSomebodyRemains({ units, lang }: Admin, before: UnitView, after: UnitView): Promise<void> {
  const takes = (unit: UnitView): boolean => unit.active && hasTerritory(unit.kind)
  if (!takes(before) || takes(after)) return
  if ((await units.current()).all.some((unit) => unit.id !== before.id && takes(unit))) return
  throw conflict(
    lang,
    '这是最后一个派遣台或属地单位，停用后新事件将无人负责。',
    'This is the last desk or territorial unit; without it nobody would answer for new matters.',
    '/active',
  )
}

async function checkParent(
  tx: Tx,
  districtId: number,
  unitId: string,
  parentId: string | null,
  lang: Lang,
): Promise<void> {
  if (parentId === null) return
  const line = await listLine(tx, districtId, parentId)
  if (line.length === 0) throw new Refusal('unit.not_found', {}, '/parentId')
  if (line.includes(unitId))
    throw conflict(lang, '上级单位不能是本单位或其下级。', 'A unit may not lie below itself.', '/parentId')
}

/** The unit that takes tickets over: another one, with people in it; as a desk one that the area belongs to. */
async function heirOf({ tx, by, lang, units, dependants }: Admin, from: UnitView, heirId: string): Promise<UnitView> {
  const heir = await findUnit(tx, by.districtId, heirId)
  if (!heir?.active) throw new Refusal('unit.not_found', {}, '/heirId')
  const refused = (zh: string, en: string): Refusal => conflict(lang, zh, en, '/heirId')
  if (heir.id === from.id) throw refused('接收单位不能是本单位。', 'A unit does not take over from itself.')
  if (heir.kind === 'superior')
    throw refused(
      '上级单位不能接收，办不了的由区里上报。',
      'A superior unit does not take over; the district passes up.',
    )
  if (!(await units.current()).staffed.has(heir.id))
    throw refused(`“${heir.name}”没有在岗人员，不能接收。`, `“${heir.name}” has nobody at work and cannot take over.`)
  const desk = await asSystem(tx, () => dependants.countTickets(tx, by.districtId, from.id, 'desk'))
  if (desk > 0 && (!hasTerritory(heir.kind) || !from.gridPath.startsWith(heir.gridPath)))
    throw refused(
      `其中 ${desk} 件由本单位派遣，接收单位须是同一辖区或上级的派遣台、属地单位。`,
      `${desk} of them are dispatched by this unit; a desk or territorial unit of the same area or above must take over.`,
    )
  return heir
}

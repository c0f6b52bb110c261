import type { BodyOf, putUnit, UnitView } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { Lang } from '../../platform/language.ts'
import { Refusal } from '../../platform/refusal.ts'
import { conflict } from './may.ts'
import { lockTree } from './store/division.ts'
import { findGrid, findTerritorialUnit, findUnit, findUnitByCode, listLine, upsertUnit } from './store/unit.ts'
import { trace, type Tracer } from './trace.ts'

/**
 * Creates or changes a unit. Level and territory follow from its grid. Fields left out keep their value.
 * @throws Refusal grid.not_found, unit.not_found (parent), organisation.conflict (code taken, second territorial unit, circle)
 */
export async function saveUnit(
  tx: Tx,
  by: Tracer,
  unitId: string,
  body: BodyOf<typeof putUnit>,
  lang: Lang,
  now: Instant,
): Promise<UnitView> {
  const { districtId } = by
  await lockTree(tx, districtId)
  const known = await findUnit(tx, districtId, unitId)
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
  const holder = body.kind === 'territorial' && active ? await findTerritorialUnit(tx, districtId, grid.id) : undefined
  if (holder && holder.id !== unitId)
    throw conflict(
      lang,
      `该网格已有属地单位“${holder.name}”。`,
      `The grid has the territorial unit “${holder.name}” already.`,
      '/gridId',
    )
  const unit: UnitView = {
    id: unitId,
    name: body.name,
    nameEn: body.nameEn ?? known?.nameEn ?? '',
    kind: body.kind,
    level: grid.level,
    telephone: body.telephone ?? known?.telephone ?? '',
    parentId: body.parentId,
    gridId: grid.id,
    gridPath: grid.path,
    code: body.code,
    active,
  }
  await upsertUnit(tx, districtId, unit)
  await trace(tx, by, { at: now, kind: known ? 'unit.changed' : 'unit.created', subject: `unit:${unitId}` })
  return unit
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

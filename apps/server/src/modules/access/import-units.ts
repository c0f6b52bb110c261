import type { ReplyOf, importUnits } from '@lianxin/contract'
import { localDay, type Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import type { Tx } from '../../platform/db/database.ts'
import type { Lang } from '../../platform/language.ts'
import { Refusal } from '../../platform/refusal.ts'
import { planDivisions, type DivisionPlan, type DivisionRow, type Known } from './plan-divisions.ts'
import { recordChanges, type SettingChange } from './settings/record.ts'
import { unitSnapshot } from './settings/snapshots.ts'
import { insertAreaGrids, insertUnits, lockTree, readTree, renameDivisions } from './store/division.ts'
import { trace, type Tracer } from './trace.ts'

/** More would help nobody; the count tells the rest. */
const SHOWN_FAULTS = 50

/** Faults of the codes themselves; others are contradictions with what is stored. */
const OF_CODES: readonly string[] = ['codeMalformed', 'codeTwice', 'parentUnknown', 'parentNotAbove']

/** The lines of the history an import of divisions leaves. */
function historyOf(plan: DivisionPlan, tree: Known): SettingChange[] {
  const names = new Map([...tree.units, ...plan.units].map((unit) => [unit.id, unit.name]))
  const grids = new Map([...tree.grids, ...plan.grids].map((grid) => [grid.id, grid.name]))
  const before = new Map(tree.units.map((unit) => [unit.id, unit.name]))
  return [
    ...plan.units.map((unit): SettingChange => {
      const whole = { ...unit, kind: 'territorial' as const, nameEn: '', telephone: '', active: true }
      const after = unitSnapshot(whole, names.get(unit.parentId ?? '') ?? '', grids.get(unit.gridId) ?? '')
      return { kind: 'unit', key: unit.id, label: unit.name, before: null, after }
    }),
    ...plan.renamed.map(({ unitId, name }): SettingChange => {
      const was = before.get(unitId) ?? ''
      return { kind: 'unit', key: unitId, label: name, before: { name: was }, after: { name } }
    }),
  ]
}

/**
 * Imports divisions as territorial units on the grid tree: all rows or none.
 * @throws Refusal grid.code_invalid or organisation.conflict, with the faulty rows by their place
 */
export async function importDivisions(
  tx: Tx,
  by: Tracer,
  rows: readonly DivisionRow[],
  lang: Lang,
  now: Instant,
  batch: string = uuidv7(),
): Promise<ReplyOf<typeof importUnits>> {
  const { districtId } = by
  await lockTree(tx, districtId)
  const tree = await readTree(tx, districtId)
  const plan = planDivisions(rows, tree, uuidv7)
  const { faults, created, unchanged, renamed } = plan
  if (faults.length > 0) {
    const reason =
      lang === 'zh'
        ? `共 ${faults.length} 处问题，更正后重新导入；系统未写入任何数据。`
        : `${faults.length} problems; correct them and import again. Nothing was written.`
    const code = faults.some((fault) => OF_CODES.includes(fault.code)) ? 'grid.code_invalid' : 'organisation.conflict'
    throw new Refusal(code, { reason }, undefined, faults.slice(0, SHOWN_FAULTS))
  }
  await insertAreaGrids(tx, districtId, plan.grids, localDay(now, tree.offset_min))
  await insertUnits(tx, districtId, plan.units)
  await renameDivisions(tx, districtId, renamed)
  await recordChanges(
    tx,
    by,
    historyOf(plan, tree).map((change) => ({ ...change, batch })),
    now,
  )
  const counts = { created, changed: renamed.length, unchanged }
  await trace(tx, by, { at: now, kind: 'unit.imported', subject: `district:${districtId}`, data: counts })
  return counts
}

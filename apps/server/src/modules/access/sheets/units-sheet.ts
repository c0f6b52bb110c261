import { settingWord, type BodyOf, type putUnit } from '@lianxin/contract'
import { parseGridCode, UNIT_KINDS, type UnitKind } from '@lianxin/domain'

import { importDivisions } from '../import-units.ts'
import { saveUnit } from '../put-unit.ts'
import { unitSnapshot } from '../settings/snapshots.ts'
import { listUnitParts, type UnitParts } from '../store/sheet-rows.ts'
import { findUnitByCode, type Unit } from '../store/unit.ts'
import { asSystem } from '../../../platform/db/attempt.ts'
import { Faults, flagCell, idOfRow, wordCell } from './cells.ts'
import type { PlannedRow, Planning, SheetCells, SheetKind, SheetPlan, SheetRow } from './kind.ts'
import { sameSnapshot } from '../settings/record.ts'

const COLUMNS: SheetKind['columns'] = [
  {
    field: 'code',
    required: true,
    width: 22,
    help: [
      '区内唯一，用来认出这个单位，导入不能改编码。',
      'Unique; tells which unit it is. An import changes no codes.',
    ],
    example: '370890001',
  },
  { field: 'name', required: true, width: 28, help: ['单位全称。', 'Full name.'], example: '石桥镇' },
  { field: 'nameEn', width: 24, help: ['可留空。', 'May be empty.'], example: 'Shiqiao' },
  {
    field: 'unitKind',
    values: 'unitKind',
    help: [
      '属地管一片网格，部门管一类事，派遣台受理派单；上级单位在“组织”页设置。',
      'Territorial: an area; department: a kind of matter; desk: dispatches. A superior unit is set up on the page.',
    ],
    example: '属地',
  },
  {
    field: 'parentCode',
    width: 22,
    help: ['上级单位的编码，最高一级留空。', 'Code of the unit above; empty at the top.'],
    example: '370890',
  },
  {
    field: 'gridCode',
    width: 22,
    help: ['管辖网格的编码。新的镇街、社区留空即按单位编码建立。', 'Code of its grid. New divisions: leave empty.'],
    example: '370890001',
  },
  {
    field: 'dutyTelephone',
    width: 18,
    help: ['单位电话，居民可见。', 'Of the office; residents see it.'],
    example: '0537-1234567',
  },
  { field: 'active', values: 'flag', width: 8, help: ['停用填“否”。', 'No closes it.'], example: '是' },
]

function cellsOf(unit: Unit, parts: UnitParts, lang: 'zh' | 'en'): SheetCells {
  return {
    code: unit.code,
    name: unit.name,
    nameEn: unit.nameEn,
    unitKind: settingWord('unitKind', unit.kind, lang),
    parentCode: parts.codeOf.get(unit.parentId ?? '') ?? '',
    gridCode: parts.gridById.get(unit.gridId ?? '')?.code ?? '',
    dutyTelephone: unit.telephone,
    active: settingWord('flag', String(unit.active), lang),
  }
}

type Body = BodyOf<typeof putUnit>
interface Wanted {
  readonly row: number
  readonly known: Unit | undefined
  readonly code: string
  readonly kind: UnitKind
  readonly active: boolean
  readonly parentCode: string | null
  /** Null: the grid is made of the division's own code. */
  readonly gridId: string | null
  readonly texts: Pick<Body, 'name' | 'nameEn' | 'telephone'>
}

const isKind = (word: string | undefined): word is UnitKind => UNIT_KINDS.some((kind) => kind === word)
/** A division that gets a node of the grid tree of its own. */
function isDivision(code: string): boolean {
  const read = parseGridCode(code)
  return read.ok && read.value.level <= 2
}

/** Makes sense of one row; what is wrong goes to the faults. */
function readRow({ row, cells }: SheetRow, parts: UnitParts, faults: Faults): Wanted | undefined {
  const code = cells.code ?? ''
  const known = parts.byCode.get(code)
  const name = cells.name ?? ''
  if (code === '') return faults.required(row, 'code')
  if (code.length > 40) faults.add(row, 'code', '编码不能超过 40 个字符。', 'At most 40 characters.')
  if (name === '') faults.required(row, 'name')
  if (name.length > 100) faults.add(row, 'name', '名称不能超过 100 个字。', 'At most 100 characters.')
  const word = wordCell(faults, row, cells, 'unitKind', 'unitKind')
  const kind = word ?? known?.kind ?? (isDivision(code) ? 'territorial' : undefined)
  if (!isKind(kind)) return faults.required(row, 'unitKind')
  if (kind === 'superior' && known?.kind !== kind)
    faults.add(row, 'unitKind', '上级单位请在“组织”页设置。', 'Set up a superior unit on the page of the organisation.')
  const gridCode = cells.gridCode
  const grid = gridCode
    ? parts.gridByCode.get(gridCode)
    : gridCode === undefined && known
      ? undefined
      : parts.gridByCode.get(code)
  const makes = !known && !grid && kind === 'territorial' && isDivision(code) && (!gridCode || gridCode === code)
  const gridId = grid?.id ?? known?.gridId ?? null
  if (gridCode && !grid && !makes)
    faults.add(row, 'gridCode', `没有编码为“${gridCode}”的网格。`, `There is no grid “${gridCode}”.`)
  else if (gridId === null && !makes) faults.required(row, 'gridCode')
  const parentCode =
    cells.parentCode === undefined ? (parts.codeOf.get(known?.parentId ?? '') ?? null) : cells.parentCode || null
  return {
    row,
    known,
    code,
    kind,
    active: flagCell(faults, row, cells, 'active') ?? known?.active ?? true,
    parentCode,
    gridId: makes ? null : gridId,
    texts: {
      name,
      nameEn: cells.nameEn ?? known?.nameEn ?? '',
      telephone: cells.dutyTelephone ?? known?.telephone ?? '',
    },
  }
}

/** What rows contradict among each other and with the units that stay: parents, circles, two for one grid. */
function checkTogether(wanted: readonly Wanted[], parts: UnitParts, faults: Faults): void {
  const parentOf = new Map(
    [...parts.byCode.values()].map((unit) => [unit.code, parts.codeOf.get(unit.parentId ?? '') ?? null]),
  )
  const first = new Map<string, number>()
  for (const { row, code, parentCode } of wanted) {
    const other = first.get(code)
    if (other !== undefined) faults.add(row, 'code', `编码与第 ${other} 行重复。`, `Row ${other} has this code too.`)
    first.set(code, other ?? row)
    parentOf.set(code, parentCode)
  }
  for (const { row, code, parentCode } of wanted) {
    if (parentCode !== null && !parentOf.has(parentCode))
      faults.add(row, 'parentCode', `没有编码为“${parentCode}”的单位。`, `There is no unit “${parentCode}”.`)
    const seen = new Set([code])
    for (let at = parentCode; at !== null && at !== undefined; at = parentOf.get(at) ?? null) {
      if (seen.has(at)) {
        faults.add(row, 'parentCode', '上级单位绕了一圈，回到了本单位。', 'The units above lead back to this one.')
        break
      }
      seen.add(at)
    }
  }
  const holder = new Map<string, string>()
  const changed = new Map(wanted.map((one) => [one.code, one]))
  for (const unit of parts.byCode.values())
    if (unit.active && unit.kind === 'territorial' && unit.gridId !== null && !changed.has(unit.code))
      holder.set(unit.gridId, unit.name)
  for (const { row, kind, active, gridId, texts } of wanted) {
    if (kind !== 'territorial' || !active || gridId === null) continue
    const other = holder.get(gridId)
    if (other !== undefined)
      faults.add(row, 'gridCode', `该网格已有属地单位“${other}”。`, `The grid has “${other}” already.`)
    holder.set(gridId, texts.name)
  }
}

/** A unit with open tickets closes or moves on its own page, where the unit that takes over is named. */
async function checkTickets({ admin, tick }: Planning, wanted: readonly Wanted[], faults: Faults): Promise<void> {
  const { tx, by, dependants } = admin
  for (const [i, { row, known, kind, active, gridId }] of wanted.entries()) {
    if (i % 200 === 0) await tick(i, wanted.length)
    if (!known?.active) continue
    const closes = !active
    const moves = kind !== known.kind || gridId !== known.gridId
    if (!closes && !moves) continue
    const held = await asSystem(tx, () => dependants.countTickets(tx, by.districtId, known.id, closes ? 'any' : 'desk'))
    if (held === 0) continue
    const field = closes ? 'active' : kind !== known.kind ? 'unitKind' : 'gridCode'
    faults.add(
      row,
      field,
      `该单位有 ${held} 件在办事件。请在“组织”页修改，并指定接收单位。`,
      `It holds ${held} open tickets. Change it on the page of the organisation, where the unit that takes over is named.`,
    )
  }
}

async function plan(planning: Planning, rows: readonly SheetRow[]): Promise<SheetPlan> {
  const { admin, importId, tick } = planning
  const { tx, by } = admin
  const parts = await listUnitParts(tx, by.districtId)
  const faults = new Faults()
  const wanted: Wanted[] = []
  for (const [i, row] of rows.entries()) {
    if (i % 500 === 0) await tick(i, rows.length)
    const read = readRow(row, parts, faults)
    if (read) wanted.push(read)
  }
  checkTogether(wanted, parts, faults)
  await checkTickets(planning, wanted, faults)
  const nameOf = (code: string | null): string =>
    code === null ? '' : (wanted.find((one) => one.code === code)?.texts.name ?? parts.byCode.get(code)?.name ?? code)
  const names = new Map(wanted.map((one) => [one.code, one.texts.name]))
  const changed: { readonly wanted: Wanted; readonly planned: PlannedRow }[] = []
  for (const one of wanted) {
    const { known, code, kind, active, parentCode, gridId, texts } = one
    const parentName = names.get(parentCode ?? '') ?? nameOf(parentCode)
    const grid = parts.gridById.get(gridId ?? '')
    const telephone = texts.telephone ?? ''
    const nameEn = texts.nameEn ?? ''
    const after = {
      ...unitSnapshot(
        {
          id: '',
          level: 0,
          gridPath: '',
          code,
          kind,
          active,
          name: texts.name,
          nameEn,
          telephone,
          parentId: parentCode,
          gridId: gridId ?? code,
        },
        parentName,
        grid?.name ?? texts.name,
      ),
    }
    // Compared by codes: a unit above that is new has no id yet.
    const parent = parentCode === null ? null : { id: parentCode, name: parentName }
    const before = known
      ? {
          ...unitSnapshot(known, '', parts.gridById.get(known.gridId ?? '')?.name ?? ''),
          parent:
            known.parentId === null
              ? null
              : { id: parts.codeOf.get(known.parentId) ?? '', name: nameOf(parts.codeOf.get(known.parentId) ?? null) },
        }
      : null
    const next = { ...after, parent }
    if (before && sameSnapshot(before, next)) continue
    const planned = {
      row: one.row,
      action: known ? ('changed' as const) : ('created' as const),
      name: texts.name,
      before,
      after: next,
    }
    changed.push({ wanted: one, planned })
  }
  return {
    rows: changed.map(({ planned }) => planned),
    unchanged: wanted.length - changed.length,
    faults: faults.found,
    write: async () => {
      await write(planning, inOrder(changed.map(({ wanted: one }) => one)), importId)
      return {}
    },
  }
}

/** Units above come before those below. */
function inOrder(wanted: readonly Wanted[]): Wanted[] {
  const byCode = new Map(wanted.map((one) => [one.code, one]))
  const done = new Set<string>()
  const order: Wanted[] = []
  const visit = (one: Wanted): void => {
    if (done.has(one.code)) return
    done.add(one.code)
    const above = one.parentCode === null ? undefined : byCode.get(one.parentCode)
    if (above) visit(above)
    order.push(one)
  }
  for (const one of wanted) visit(one)
  return order
}

/** Divisions get their nodes of the tree first, many in one statement; then each unit by the rules of its page. */
async function write({ admin, tick }: Planning, wanted: readonly Wanted[], batch: string): Promise<void> {
  const { tx, by, lang, now } = admin
  const { districtId } = by
  const divisions = wanted.filter((one) => one.gridId === null)
  if (divisions.length > 0) {
    const rows = divisions.map(({ code, parentCode, texts }) => ({ code, name: texts.name, parentCode }))
    await importDivisions(tx, by, rows, lang, now, batch)
  }
  for (const [i, one] of wanted.entries()) {
    if (i % 20 === 0) await tick(i, wanted.length)
    const unit = await findUnitByCode(tx, districtId, one.code)
    const parent = one.parentCode === null ? undefined : await findUnitByCode(tx, districtId, one.parentCode)
    const gridId = one.gridId ?? unit?.gridId ?? ''
    const { code, kind, active, texts, row } = one
    const same = unit && one.gridId === null && unit.nameEn === (texts.nameEn ?? '') && unit.telephone === (texts.telephone ?? '') && active // oxfmt-ignore
    if (same) continue
    const body = { ...texts, code, kind, active, gridId, parentId: parent?.id ?? null }
    await saveUnit(admin, unit?.id ?? idOfRow(batch, 'unit', row), body, { batch })
  }
}

/** Units as a table. */
export const unitsSheet: SheetKind = {
  right: 'organisation.write',
  columns: COLUMNS,
  current: async (tx, districtId, lang) => {
    const parts = await listUnitParts(tx, districtId)
    return [...parts.byCode.values()].map((unit) => cellsOf(unit, parts, lang))
  },
  plan,
}

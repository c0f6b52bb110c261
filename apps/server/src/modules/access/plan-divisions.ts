import type { BodyOf, importUnits } from '@lianxin/contract'
import { parseGridCode } from '@lianxin/domain'

import type { RefusalFault } from '../../platform/refusal.ts'

export type DivisionRow = BodyOf<typeof importUnits>['rows'][number]

/** A node of the grid tree that is there already. */
export interface KnownGrid {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly parentId: string | null
  readonly path: string
  readonly level: number
}

export interface KnownUnit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly parentId: string | null
}

export interface Known {
  readonly grids: readonly KnownGrid[]
  readonly units: readonly KnownUnit[]
  readonly highestNode: number
  /** The district as the top of the tree, where the tree has none yet. */
  readonly top: { readonly code: string; readonly name: string }
}

export interface NewGrid extends KnownGrid {
  readonly node: number
}

export interface NewUnit extends KnownUnit {
  readonly gridId: string
  readonly level: number
  readonly gridPath: string
}

/** Everything an import writes; nothing of it where there is a fault. */
export interface DivisionPlan {
  readonly grids: readonly NewGrid[]
  readonly units: readonly NewUnit[]
  readonly renamed: readonly { readonly unitId: string; readonly code: string; readonly name: string }[]
  readonly created: number
  readonly unchanged: number
  readonly faults: readonly RefusalFault[]
}

const CODE_HINT = ['应为 6、9 或 12 位行政区划代码', 'it must be a division code of 6, 9 or 12 digits'] as const

type Wrong = readonly [field: 'code' | 'parentCode', code: string, zh: string, en: string]

/**
 * Decides what an import of divisions writes: for each new one an `area` node of the grid tree without a boundary (a
 * later import of boundaries finds it by its code) and its territorial unit. The tree has one top; rows without a parent
 * hang on it. The level is the depth in the tree: 0 for the top.
 * @param newId  makes ids
 */
export function planDivisions(rows: readonly DivisionRow[], known: Known, newId: () => string): DivisionPlan {
  const grids = new Map(known.grids.map((grid) => [grid.code, grid]))
  const codeOfGrid = new Map(known.grids.map((grid) => [grid.id, grid.code]))
  const units = new Map(known.units.map((unit) => [unit.code, unit]))
  const added: { grids: NewGrid[]; units: NewUnit[] } = { grids: [], units: [] }
  let node = known.highestNode

  const place = (code: string, name: string, parentCode: string | null): void => {
    const parent = parentCode === null ? undefined : grids.get(parentCode)
    let grid = grids.get(code)
    if (!grid) {
      node++
      const made = {
        id: newId(),
        code,
        name,
        parentId: parent?.id ?? null,
        node,
        path: `${parent?.path ?? ''}${node}.`,
      }
      grid = { ...made, level: parent ? parent.level + 1 : 0 }
      added.grids.push({ ...grid, node })
      grids.set(code, grid)
      codeOfGrid.set(grid.id, code)
    }
    if (units.has(code)) return
    const parentId = parentCode === null ? null : (units.get(parentCode)?.id ?? null)
    const { id: gridId, level, path: gridPath } = grid
    const unit = { id: newId(), code, name, kind: 'territorial', parentId, gridId, level, gridPath }
    added.units.push(unit)
    units.set(code, unit)
  }

  const topCode = known.grids.find((grid) => grid.parentId === null)?.code ?? known.top.code
  const own = rows.find((row) => row.code === topCode)
  place(topCode, own?.name ?? grids.get(topCode)?.name ?? known.top.name, null)
  const topAdded = added.units.length

  const parentOf = (row: DivisionRow): string | null => (row.code === topCode ? null : (row.parentCode ?? topCode))
  const faults = checkRows(rows, parentOf, (code) => grids.has(code))
  const renamed: { unitId: string; code: string; name: string }[] = []
  const before = new Map(known.units.map((unit) => [unit.code, unit]))
  const inOrder = rows.map((row, index) => ({ row, index })).sort((a, b) => a.row.code.length - b.row.code.length)
  if (faults.length === 0)
    for (const { row, index } of inOrder) {
      const wrong = clashOf(parentOf(row), before.get(row.code), grids.get(row.code), codeOfGrid)
      if (wrong) faults.push(faultAt(index, wrong))
      else if (row.code !== topCode) place(row.code, row.name, parentOf(row))
      const unit = before.get(row.code)
      if (unit && unit.name !== row.name) renamed.push({ unitId: unit.id, code: row.code, name: row.name })
    }
  const created = added.units.length - (own ? 0 : topAdded)
  return { ...added, renamed, created, unchanged: rows.length - created - renamed.length, faults }
}

const faultAt = (index: number, [field, code, zh, en]: Wrong): RefusalFault => ({
  pointer: `/rows/${index}/${field}`,
  code,
  zh,
  en,
})

/** What is wrong with the rows by themselves: codes, repetitions, parents that are nowhere or not above. */
function checkRows(
  rows: readonly DivisionRow[],
  parentOf: (row: DivisionRow) => string | null,
  isKnown: (code: string) => boolean,
): RefusalFault[] {
  const first = new Map<string, number>()
  rows.forEach((row, index) => void (first.has(row.code) || first.set(row.code, index)))
  return rows.flatMap((row, index) => {
    const { code } = row
    const parent = parentOf(row)
    const read = parseGridCode(code)
    const other = first.get(code) ?? index
    const wrongs: Wrong[] = []
    if (!read.ok || read.value.level > 2)
      wrongs.push([
        'code',
        'codeMalformed',
        `编码“${code}”不正确，${CODE_HINT[0]}。`,
        `Code “${code}” is wrong: ${CODE_HINT[1]}.`,
      ])
    if (other !== index)
      wrongs.push([
        'code',
        'codeTwice',
        `编码与第 ${other + 1} 行重复。`,
        `The code stands in row ${other + 1} already.`,
      ])
    if (parent !== null && !first.has(parent) && !isKnown(parent))
      wrongs.push([
        'parentCode',
        'parentUnknown',
        `没有上级“${parent}”，请一并导入。`,
        `There is no “${parent}”; import it too.`,
      ])
    else if (parent !== null && row.parentCode !== null && parent.length >= code.length)
      wrongs.push([
        'parentCode',
        'parentNotAbove',
        `“${parent}”不是上一级编码。`,
        `“${parent}” is no code of a level above.`,
      ])
    return wrongs.map((wrong) => faultAt(index, wrong))
  })
}

/** What of a row contradicts what is stored: an import adds and renames, it moves nothing. */
function clashOf(
  parentCode: string | null,
  unit: KnownUnit | undefined,
  grid: KnownGrid | undefined,
  codeOfGrid: ReadonlyMap<string, string>,
): Wrong | undefined {
  if (unit && unit.kind !== 'territorial')
    return [
      'code',
      'codeOfOther',
      `编码已属于部门“${unit.name}”。`,
      `The code belongs to the department “${unit.name}”.`,
    ]
  if (!grid) return undefined
  const now = grid.parentId === null ? null : (codeOfGrid.get(grid.parentId) ?? null)
  if (now === parentCode) return undefined
  return [
    'parentCode',
    'parentMoved',
    `现有上级为“${now ?? '无'}”，导入不改变隶属。`,
    `It lies below “${now ?? 'nothing'}”; an import moves nothing.`,
  ]
}

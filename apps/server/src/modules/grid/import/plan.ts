import type { GridRepair } from '@lianxin/contract'
import type { LocalDate, MultiPolygon } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import type { CoveredGrid } from '../coverage.ts'
import type { StoredGrid, StoredShape, StoredVersion } from '../store.ts'
import type { GridWrite, VersionWrite } from '../store-versions.ts'
import type { StoredFault } from './faults.ts'
import type { FourWords } from './interpret.ts'
import type { PlacedGrid } from './place.ts'
import { fitShapes, samePolygon, type Shape } from './repair.ts'

/** Everything an import will write, decided before anything is written. */
export interface ImportPlan {
  readonly inserts: readonly GridWrite[]
  readonly updates: readonly Pick<GridWrite, 'id' | 'name' | 'kind' | 'setting' | 'households'>[]
  readonly drafts: readonly VersionWrite[]
  /** Grids whose draft goes: it is replaced, or the file says what is in force already. */
  readonly dropDrafts: readonly string[]
  /** New grids, and known ones with a new boundary or new particulars. */
  readonly created: number
  readonly changed: number
  readonly repair: GridRepair
  readonly faults: readonly StoredFault[]
  /** The tree as it would be in force with the drafts. */
  readonly tree: readonly CoveredGrid[]
}

export interface Present {
  readonly grids: readonly StoredGrid[]
  readonly shapes: readonly StoredShape[]
  readonly highestNode: number
}

export interface ImportWords {
  readonly validFrom: LocalDate
  /** Where the boundaries come from, with the coordinate system. */
  readonly source: string
}

interface Outline {
  readonly polygon: MultiPolygon
  readonly version: StoredVersion
}

/** What is drawn of the present grids: by id the draft and what is in force. Derived outlines are not drawn. */
function drawnOf({ grids, shapes }: Present): Map<string, { active: Outline | null; draft: Outline | null }> {
  const polygons = new Map(shapes.map((shape) => [shape.versionId, shape.polygon]))
  const outline = (version: StoredVersion | null): Outline | null => {
    const polygon = version && polygons.get(version.id)
    return version && polygon ? { polygon, version } : null
  }
  return new Map(grids.map((grid) => [grid.id, { active: outline(grid.active), draft: outline(grid.draft) }]))
}

const NO_WORDS = { north: '', east: '', south: '', west: '' }

function wordsOf(given: FourWords, version: StoredVersion | null | undefined): typeof NO_WORDS {
  const { north, east, south, west } = version ?? NO_WORDS
  return { north, east, south, west, ...given }
}

function sameOutline(outline: Outline | null, polygon: MultiPolygon, words: typeof NO_WORDS): boolean {
  if (!outline || !samePolygon(outline.polygon, polygon)) return false
  return (['north', 'east', 'south', 'west'] as const).every((side) => outline.version[side] === words[side])
}

/** Ids, node numbers and paths of the new grids; parents come before their children. */
function insertsOf(placed: readonly PlacedGrid[], present: Present, validFrom: LocalDate): GridWrite[] {
  const byCode = new Map<string, { id: string; path: string }>(present.grids.map((grid) => [grid.code, grid]))
  let node = present.highestNode
  const inserts: GridWrite[] = []
  for (const { draft, parentCode, level, known } of placed) {
    if (known) continue
    const parent = parentCode === null ? undefined : byCode.get(parentCode)
    node++
    const grid: GridWrite = {
      id: uuidv7(),
      parentId: parent?.id ?? null,
      node,
      path: `${parent?.path ?? ''}${node}.`,
      level,
      kind: draft.kind,
      setting: draft.setting ?? 'urban',
      code: draft.code,
      name: draft.name,
      households: draft.households,
      validFrom,
    }
    inserts.push(grid)
    byCode.set(grid.code, grid)
  }
  return inserts
}

/**
 * Decides what an import writes: new grids, drafts of boundaries that differ from what is in force, particulars that
 * differ. Shapes of the whole district are fitted to each other; one in force that gets a corner gets a draft too.
 */
export function planImport(placed: readonly PlacedGrid[], present: Present, words: ImportWords): ImportPlan {
  const drawn = drawnOf(present)
  const inserts = insertsOf(placed, present, words.validFrom)
  const ids = new Map([...present.grids, ...inserts].map((grid) => [grid.code, grid.id]))
  const inFile = new Map(placed.map((grid) => [grid.draft.code, grid]))

  const shapes: Shape[] = []
  for (const grid of present.grids) {
    const now = drawn.get(grid.id)?.draft ?? drawn.get(grid.id)?.active
    if (now && !now.version.derived && !inFile.get(grid.code)?.draft.polygon)
      shapes.push({ code: grid.code, row: null, polygon: now.polygon })
  }
  for (const { draft } of placed)
    if (draft.polygon) shapes.push({ code: draft.code, row: draft.row, polygon: draft.polygon })
  const fitted = fitShapes(shapes)
  const polygons = new Map(shapes.map((shape, i) => [shape.code, fitted.polygons[i]!]))

  const drafts: VersionWrite[] = []
  const dropDrafts: string[] = []
  const keptDerived = new Set<string>()
  shapes.forEach((shape) => {
    const id = ids.get(shape.code)!
    const { active = null, draft = null } = drawn.get(id) ?? {}
    const polygon = polygons.get(shape.code)!
    const sides = wordsOf(inFile.get(shape.code)?.draft.words ?? {}, (draft ?? active)?.version)
    if (sameOutline(draft, polygon, sides)) return
    if (sameOutline(active, polygon, sides)) {
      if (active?.version.derived) keptDerived.add(id)
      if (draft) dropDrafts.push(id)
      return
    }
    if (draft) dropDrafts.push(id)
    const source = shape.row === null ? `${words.source}; fitted to neighbours` : words.source
    drafts.push({
      gridId: id,
      status: 'draft',
      polygon,
      words: sides,
      source,
      derived: false,
      validFrom: words.validFrom,
    })
  })

  const drafted = new Set([...drafts.map((draft) => draft.gridId), ...dropDrafts])
  const updates = updatesOf(placed)
  const updated = new Set(updates.map((grid) => grid.id))
  const changed = placed.filter(({ known }) => known && (drafted.has(known.id) || updated.has(known.id))).length
  const tree = [...present.grids, ...inserts].map((grid): CoveredGrid => ({
    id: grid.id,
    code: grid.code,
    parentId: grid.parentId,
    level: grid.level,
    kind: (inFile.get(grid.code)?.draft.kind ?? grid.kind) as CoveredGrid['kind'],
    drawn: keptDerived.has(grid.id) ? null : (polygons.get(grid.code) ?? null),
  }))
  return { inserts, updates, drafts, dropDrafts, created: inserts.length, changed, ...fitted, tree }
}

function updatesOf(placed: readonly PlacedGrid[]): ImportPlan['updates'] {
  return placed.flatMap(({ draft, known }) => {
    if (!known) return []
    const setting = draft.setting ?? known.setting
    const households = draft.households ?? known.households
    const same =
      known.name === draft.name &&
      known.kind === draft.kind &&
      known.setting === setting &&
      known.households === households
    return same ? [] : [{ id: known.id, name: draft.name, kind: draft.kind, setting, households }]
  })
}

import { parentCode as parentOfCode } from '@lianxin/domain'

import type { StoredGrid } from '../store.ts'
import { faultOf, type StoredFault } from './faults.ts'
import type { GridDraft } from './interpret.ts'

/** A grid of the file with its place in the tree. Parents come before their children. */
export interface PlacedGrid {
  readonly draft: GridDraft
  readonly parentCode: string | null
  readonly level: number
  /** The grid as it is now; null for a new one. */
  readonly known: StoredGrid | null
}

interface Placing {
  readonly placed: readonly PlacedGrid[]
  readonly faults: readonly StoredFault[]
}

const DEEPEST = 9

/**
 * Finds each grid's parent and level. The parent is the one named, else the one the code tells (its first digits),
 * else there is none: the top of the tree, of which a district has one. Where the file holds only the grids below a top
 * that does not exist yet, and all name the same one, that top is made without an outline of its own.
 * @param topName  name of a top that has to be made
 */
export function placeGrids(
  drafts: readonly GridDraft[],
  known: ReadonlyMap<string, StoredGrid>,
  topName: string,
): Placing {
  const faults: StoredFault[] = []
  const inFile = new Map<string, GridDraft>()
  for (const draft of drafts) {
    const other = inFile.get(draft.code)
    if (other) faults.push(faultOf('codeTwice', draft.row, draft.code, 'code', { other: other.row }))
    else inFile.set(draft.code, draft)
  }
  const codeById = new Map([...known.values()].map((grid) => [grid.id, grid.code]))
  const parentOf = (draft: GridDraft): string | null => draft.parentCode ?? silentParent(draft, known, codeById)
  const top = missingTop(inFile, known, parentOf, topName)
  if (top) inFile.set(top.code, top)
  const tops = [...known.values()].filter((grid) => grid.parentId === null).map((grid) => grid.code)
  const levels = new Map<string, number | null>()

  function levelOf(code: string): number | null {
    const done = levels.get(code)
    if (done !== undefined) return done
    const draft = inFile.get(code)
    if (!draft) return known.get(code)?.level ?? null
    levels.set(code, null) // whoever comes back here runs in a circle
    const parent = parentOf(draft)
    const above = parent === null ? -1 : levelOf(parent)
    const level = above === null ? null : above + 1
    levels.set(code, level)
    return level
  }

  const placed: PlacedGrid[] = []
  for (const draft of inFile.values()) {
    const before = faults.length
    const wrong = (kind: Parameters<typeof faultOf>[0], field: string, params = {}): void =>
      void faults.push(faultOf(kind, draft.row, draft.code, field, params))
    const parent = parentOf(draft)
    const stored = known.get(draft.code) ?? null
    const level = levelOf(draft.code)
    if (parent === null) {
      const other = tops.find((code) => code !== draft.code) ?? otherTop(inFile, draft, parentOf)
      if (other !== undefined) wrong('secondRoot', 'parentCode', { value: other })
    } else if (!inFile.has(parent) && !known.has(parent)) wrong('parentUnknown', 'parentCode', { value: parent })
    else if (level === null && runsInCircle(draft, inFile, parentOf)) wrong('parentCircle', 'parentCode')
    if (stored) {
      const now = stored.parentId === null ? null : (codeById.get(stored.parentId) ?? null)
      if (now !== parent) wrong('parentMoved', 'parentCode', { value: now ?? '–' })
    }
    if (level !== null && level > DEEPEST) wrong('levelTooDeep', 'parentCode')
    else if (level !== null && draft.level !== null && draft.level !== level)
      wrong('levelWrong', 'level', { wanted: level })
    if (faults.length === before && level !== null) placed.push({ draft, parentCode: parent, level, known: stored })
  }
  return { placed: placed.sort((a, b) => a.level - b.level || a.draft.row - b.draft.row), faults }
}

/** A known grid keeps its parent where the file is silent; of a new one the code tells it. */
function silentParent(
  draft: GridDraft,
  known: ReadonlyMap<string, StoredGrid>,
  codeById: ReadonlyMap<string, string>,
): string | null {
  const stored = known.get(draft.code)
  if (!stored) return parentOfCode(draft.code)
  return stored.parentId === null ? null : (codeById.get(stored.parentId) ?? null)
}

function otherTop(
  inFile: ReadonlyMap<string, GridDraft>,
  draft: GridDraft,
  parentOf: (draft: GridDraft) => string | null,
): string | undefined {
  const first = [...inFile.values()].find((other) => parentOf(other) === null)
  return first === draft ? undefined : first?.code
}

function runsInCircle(
  draft: GridDraft,
  inFile: ReadonlyMap<string, GridDraft>,
  parentOf: (draft: GridDraft) => string | null,
): boolean {
  const seen = new Set<string>()
  for (let at: GridDraft | undefined = draft; at;) {
    if (seen.has(at.code)) return true
    seen.add(at.code)
    const parent = parentOf(at)
    at = parent === null ? undefined : inFile.get(parent)
  }
  return false
}

function missingTop(
  inFile: ReadonlyMap<string, GridDraft>,
  known: ReadonlyMap<string, StoredGrid>,
  parentOf: (draft: GridDraft) => string | null,
  name: string,
): GridDraft | null {
  if (known.size > 0) return null
  const wanted = new Set<string>()
  for (const draft of inFile.values()) {
    const parent = parentOf(draft)
    if (parent === null) return null
    if (!inFile.has(parent)) wanted.add(parent)
  }
  const [code, ...others] = wanted
  if (code === undefined || others.length > 0 || !/^\d{6}$/.test(code)) return null
  return {
    row: 0,
    code,
    name,
    parentCode: null,
    level: 0,
    kind: 'area',
    setting: null,
    households: null,
    words: {},
    polygon: null,
  }
}

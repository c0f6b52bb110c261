import type { Position, SkippedLevel } from '@lianxin/domain'

import type { GridPlace, Places, UnitPlace } from './places.ts'

/** What a directory is made of; `staffedUnitIds` are the units in which somebody holds a post today. */
export interface DirectoryParts {
  readonly grids: readonly GridPlace[]
  readonly units: readonly UnitPlace[]
  readonly staffedUnitIds: ReadonlySet<string>
  readonly gridAt: (position: Position) => GridPlace | undefined
}

type Owner = { readonly unit: UnitPlace; readonly skipped: readonly SkippedLevel[] }

/** The paths of a grid and of all above it, lowest first: `1.4.17.` → `1.4.17.`, `1.4.`, `1.`. */
export function pathsUpward(path: string): readonly string[] {
  const nodes = path.split('.').filter(Boolean)
  return nodes.map((_, index) => `${nodes.slice(0, nodes.length - index).join('.')}.`)
}

/** Grids and units of a district, in memory. @throws where a district has no unit at all: nothing could own a ticket */
export class Directory implements Places {
  readonly fallbackDesk: UnitPlace
  readonly #gridsById: ReadonlyMap<string, GridPlace>
  readonly #gridsByPath: ReadonlyMap<string, GridPlace>
  readonly #unitsById: ReadonlyMap<string, UnitPlace>
  readonly #unitsByCode: ReadonlyMap<string, UnitPlace>
  readonly #unitsByPath: ReadonlyMap<string, readonly UnitPlace[]>
  readonly #staffed: ReadonlySet<string>
  readonly gridAt: (position: Position) => GridPlace | undefined

  constructor(parts: DirectoryParts) {
    this.#gridsById = new Map(parts.grids.map((grid) => [grid.id, grid]))
    this.#gridsByPath = new Map(parts.grids.map((grid) => [grid.path, grid]))
    this.#unitsById = new Map(parts.units.map((unit) => [unit.id, unit]))
    this.#unitsByCode = new Map(parts.units.map((unit) => [unit.code, unit]))
    const byPath = new Map<string, UnitPlace[]>()
    for (const unit of parts.units) byPath.set(unit.gridPath, [...(byPath.get(unit.gridPath) ?? []), unit])
    this.#unitsByPath = byPath
    this.#staffed = parts.staffedUnitIds
    this.gridAt = parts.gridAt
    const top = parts.units.toSorted((a, b) => a.level - b.level)
    const fallback = top.find(({ kind }) => kind === 'desk') ?? top.find(({ kind }) => kind === 'territorial')
    if (!fallback) throw new Error('the district has no desk and no territorial unit; set up its organisation first')
    this.fallbackDesk = fallback
  }

  gridById(id: string): GridPlace | undefined {
    return this.#gridsById.get(id)
  }

  gridsOf(path: string): readonly GridPlace[] {
    return pathsUpward(path)
      .toReversed()
      .flatMap((one) => this.#gridsByPath.get(one) ?? [])
  }

  unitById(id: string): UnitPlace | undefined {
    return this.#unitsById.get(id)
  }

  unitByCode(code: string): UnitPlace | undefined {
    return this.#unitsByCode.get(code)
  }

  ownerOf(path: string): Owner | undefined {
    return this.#owner(pathsUpward(path))
  }

  above(unit: UnitPlace): Owner | undefined {
    const paths = pathsUpward(unit.gridPath)
    // A department hands over to the territory of its own level; a territorial unit to the one above.
    return this.#owner(unit.kind === 'territorial' ? paths.slice(1) : paths, unit.id)
  }

  deskOf(path: string): UnitPlace {
    for (const one of pathsUpward(path)) {
      const desk = this.#unitsByPath.get(one)?.find(({ kind }) => kind === 'desk')
      if (desk) return desk
    }
    return this.fallbackDesk
  }

  twinsOf(unit: UnitPlace): readonly UnitPlace[] {
    if (unit.kind === 'department') return []
    const here = this.#unitsByPath.get(unit.gridPath) ?? []
    return here.filter((other) => other.id !== unit.id && other.kind !== 'department')
  }

  #owner(paths: readonly string[], except?: string): Owner | undefined {
    const skipped: SkippedLevel[] = []
    for (const path of paths) {
      const unit = this.#unitsByPath.get(path)?.find(({ kind, id }) => kind === 'territorial' && id !== except)
      if (!unit) continue
      if (this.#staffed.has(unit.id)) return { unit, skipped }
      skipped.push({ gridId: unit.gridId ?? '', reason: 'vacant' })
    }
    return undefined
  }
}

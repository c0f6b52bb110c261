import { hasTerritory, speaksForDistrict, type SkippedLevel } from '@lianxin/domain'

import type { UnitList, Units } from '../access/index.ts'
import { briefOf, findPlace, type GridIndex, type Grids, type StoredGrid } from '../grid/index.ts'
import type { Above, GridPlace, Owner, Places, PlaceSource, UnitPlace } from './places.ts'

/** The paths of a grid and of all above it, lowest first: `1.4.17.` → `1.4.17.`, `1.4.`, `1.`. */
export function pathsUpward(path: string): readonly string[] {
  const nodes = path.split('.').filter(Boolean)
  return nodes.map((_, index) => `${nodes.slice(0, nodes.length - index).join('.')}.`)
}

const placeOf = (grid: StoredGrid): GridPlace => ({ ...briefOf(grid), versionId: grid.active?.id ?? null })

/** The first unit in the order of levels, desks before territorial units. */
function fallbackOf(units: readonly UnitPlace[]): UnitPlace {
  const open = units.filter(({ active }) => active).toSorted((a, b) => a.level - b.level)
  const fallback = open.find(({ kind }) => kind === 'desk') ?? open.find(({ kind }) => kind === 'territorial')
  if (!fallback) throw new Error('the district has no desk and no territorial unit; set up its organisation first')
  return fallback
}

/** What is computed once for each state of the organisation. */
interface Derived {
  readonly fallback: UnitPlace
  readonly byCode: ReadonlyMap<string, UnitPlace>
  readonly superior: UnitPlace | undefined
}
const DERIVED = new WeakMap<UnitList, Derived>()

function derivedOf(units: UnitList): Derived {
  const known = DERIVED.get(units)
  if (known) return known
  const made = {
    fallback: fallbackOf(units.all),
    byCode: new Map(units.all.map((unit) => [unit.code, unit])),
    superior: units.all.find(({ kind, active }) => active && kind === 'superior'),
  }
  DERIVED.set(units, made)
  return made
}

/** Grids and units of a district as tickets ask for them, over what the modules of grids and access hold in memory. */
class Directory implements Places {
  readonly #grids: GridIndex
  readonly #units: UnitList
  readonly fallbackDesk: UnitPlace

  constructor(grids: GridIndex, units: UnitList) {
    this.#grids = grids
    this.#units = units
    this.fallbackDesk = derivedOf(units).fallback
  }

  gridAt(position: { readonly lon: number; readonly lat: number }): GridPlace | undefined {
    const located = this.#grids.gridAt(position)
    return located ? placeOf(located.grid) : undefined
  }

  gridById(id: string): GridPlace | undefined {
    const grid = this.#grids.gridById(id)
    return grid && placeOf(grid)
  }

  gridsOf(path: string): readonly GridPlace[] {
    return pathsUpward(path)
      .toReversed()
      .flatMap((one) => this.#grids.gridByPath(one) ?? [])
      .map(placeOf)
  }

  unitById(id: string): UnitPlace | undefined {
    return this.#units.find(id)
  }

  unitByCode(code: string): UnitPlace | undefined {
    return derivedOf(this.#units).byCode.get(code)
  }

  ownerOf(path: string): Owner | undefined {
    const { unit, skipped } = this.#nearest(this.#units.onPath(path, 'territorial'))
    return unit && { unit, skipped }
  }

  above(unit: UnitPlace): Above {
    if (unit.kind === 'superior') return { unit: undefined, skipped: [] }
    // A department hands over to the territory of its own level; a territorial unit to the one above.
    const path = unit.kind === 'territorial' ? (pathsUpward(unit.gridPath)[1] ?? '') : unit.gridPath
    const way = this.#units.onPath(path, 'territorial').filter(({ id }) => id !== unit.id)
    // Whoever speaks for the district goes on to the city; all others go through the district first, at last its desk.
    const { superior } = derivedOf(this.#units)
    return this.#nearest(superior && speaksForDistrict(unit) ? [...way, superior] : way)
  }

  deskOf(path: string): UnitPlace {
    return this.#units.onPath(path, 'desk')[0] ?? this.fallbackDesk
  }

  twinsOf(unit: UnitPlace): readonly UnitPlace[] {
    if (!hasTerritory(unit.kind)) return []
    const here = this.#units.onPath(unit.gridPath).filter(({ gridPath }) => gridPath === unit.gridPath)
    return here.filter((other) => other.id !== unit.id && hasTerritory(other.kind))
  }

  /** The first in which somebody works, and those left out before it. */
  #nearest(way: readonly UnitPlace[]): Above {
    const skipped: SkippedLevel[] = []
    for (const unit of way) {
      if (this.#units.staffed.has(unit.id)) return { unit, skipped }
      skipped.push({ gridId: unit.gridId ?? '', unitId: unit.id, reason: 'vacant' })
    }
    return { unit: undefined, skipped }
  }
}

/** Grids and units from the modules that own them. */
export function createPlaces(unitsOf: (districtId: number) => Units, grids: Grids): PlaceSource {
  return {
    open: async (_tx, districtId) => new Directory(await grids.of(districtId), await unitsOf(districtId).current()),
    findPlaceCode: findPlace,
  }
}

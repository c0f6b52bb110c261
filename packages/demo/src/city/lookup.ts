import { speaksForDistrict, type Context, type UnitRef } from '@lianxin/domain'

import type { DemoOrganisation, DemoUnit } from './organisation.ts'
import type { DemoGrid } from './tree.ts'

/** A unit and somebody who acts for it. `staffed` is false while nobody is in post there. */
export interface UnitWithPerson {
  readonly unit: UnitRef
  readonly personId: string
  readonly staffed: boolean
}

/** Questions the generated lives ask of their city. */
export interface CityLookup {
  readonly limits: Context['limits']
  readonly rootPath: string
  readonly desk: UnitWithPerson
  /** Somebody other than the holders, entitled to approve. */
  readonly approver: UnitWithPerson
  territorial(gridId: string): UnitWithPerson
  department(code: string): UnitWithPerson
  byUnit(unitId: string): UnitWithPerson
  /** One level up the territory, and from the district to the city; nobody above without a unit, or above the city. */
  upperOf(unitId: string | undefined): Context['upper']
}

export function lookupOf(grids: readonly DemoGrid[], organisation: DemoOrganisation): CityLookup {
  const personOf = new Map<string, string[]>()
  for (const post of organisation.posts)
    personOf.set(post.unitId, [...(personOf.get(post.unitId) ?? []), post.personId])
  const units = new Map(organisation.units.map((unit) => [unit.id, unit]))
  const byGrid = new Map(
    organisation.units.filter((unit) => unit.kind === 'territorial').map((unit) => [unit.gridId, unit]),
  )
  const byCode = new Map(organisation.units.map((unit) => [unit.code, unit]))
  const gridOf = new Map(grids.map((grid) => [grid.id, grid]))
  const root = grids[0]
  if (root === undefined) throw new Error('a city needs at least one grid')
  const withPerson = (unit: DemoUnit | undefined): UnitWithPerson => {
    if (unit === undefined) throw new Error('a generated life asked for a unit that does not exist')
    const people = personOf.get(unit.id) ?? []
    return { unit: { unitId: unit.id, level: unit.level }, personId: people.at(-1) ?? '', staffed: people.length > 0 }
  }
  const superior = organisation.units.find(({ kind }) => kind === 'superior')
  const desk = withPerson(byCode.get(`${root.code}-DESK`))
  return {
    limits: {
      acceptance: { amount: 2, unit: 'workHour' },
      handling: { amount: 5, unit: 'workDay' },
      verification: { amount: 2, unit: 'workDay' },
    },
    rootPath: root.path,
    desk,
    approver: desk,
    territorial: (gridId) => withPerson(byGrid.get(gridId)),
    department: (code) => withPerson(byCode.get(code)),
    byUnit: (unitId) => withPerson(units.get(unitId)),
    upperOf: (unitId) => {
      const unit = units.get(unitId ?? '')
      const parentId = gridOf.get(unit?.gridId ?? '')?.parentId ?? ''
      const isTop = unit !== undefined && speaksForDistrict(unit)
      const upper = unit?.kind === 'territorial' && !isTop ? byGrid.get(parentId) : isTop ? superior : undefined
      return { unit: upper ? { unitId: upper.id, level: upper.level } : null, skipped: [] }
    },
  }
}

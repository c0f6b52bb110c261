import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { importUnits, openSession } from '@lianxin/contract'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createAccess, PASSWORD, type Access } from './access.fixture.ts'
import { planDivisions, type DivisionRow, type Known } from './plan-divisions.ts'

const SHARED =
  process.env['LIANXIN_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../../../shared/data', import.meta.url))
const FOLDER = join(SHARED, 'divisions')

function read(file: string, parent: string): DivisionRow[] {
  const rows = parse<Record<string, string>>(readFileSync(join(FOLDER, file)), { columns: true, bom: true })
  return rows.map((row) => ({ code: row['code'] ?? '', name: row['name'] ?? '', parentCode: row[parent] ?? null }))
}

describe.runIf(existsSync(FOLDER))('the real divisions of Zhengzhou', () => {
  let access: Access
  beforeAll(async () => {
    access = await createAccess()
    for (const { link } of access.first) await access.useInvitation(link)
  })
  afterAll(() => access.end())

  it('import as units with their codes in one go, and once more without effect', async () => {
    const streets = read('streets_4101.csv', 'areaCode')
    const communities = read('villages_4101.csv', 'streetCode')
    expect([streets.length, communities.length]).toEqual([208, 3306])
    const areas = read('areas_4101.csv', 'none')
    const rows = [...communities, ...streets, ...areas]
    const { cookie = '' } = await access.call(openSession, { body: { loginName: 'system-admin', password: PASSWORD } })
    const first = await access.call(importUnits, { as: cookie, body: { rows } })
    expect(first.body).toEqual({ created: rows.length, changed: 0, unchanged: 0 })
    const again = await access.call(importUnits, { as: cookie, body: { rows } })
    expect(again.body).toEqual({ created: 0, changed: 0, unchanged: rows.length })

    const { all } = await access.units.current()
    const byCode = new Map(all.map((unit) => [unit.code, unit]))
    const byId = new Map(all.map((unit) => [unit.id, unit]))
    for (const row of rows) {
      const unit = byCode.get(row.code)
      const parent = byId.get(unit?.parentId ?? '')
      expect(unit?.name).toBe(row.name)
      expect(parent?.code).toBe(row.parentCode ?? '410100')
      expect(unit?.gridPath.startsWith(parent?.gridPath ?? '–')).toBe(true)
    }
    const levels = all.reduce<number[]>((counts, { level }) => {
      counts[level] = (counts[level] ?? 0) + 1
      return counts
    }, [])
    expect(levels).toEqual([1, areas.length, 208, 3306])
  })
})

describe('a plan of divisions', () => {
  const EMPTY: Known = { grids: [], units: [], highestNode: 0, top: { code: '370890', name: '区' } }
  const counted = () => {
    let next = 0
    return () => String(next++)
  }

  it('gives every unit a path below its parent whatever the order of the rows, and no number twice', () => {
    const code = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 }))
    fc.assert(
      fc.property(fc.uniqueArray(code, { selector: String, minLength: 1, maxLength: 30 }), (pairs) => {
        const street = (number: number): string => `37089000${number}`
        const wanted = new Map<string, DivisionRow>()
        for (const [number, community] of pairs) {
          if (community > 0) {
            const own = `${street(number)}00${community}`
            wanted.set(own, { code: own, name: own, parentCode: street(number) })
          }
          wanted.set(street(number), { code: street(number), name: 'x', parentCode: null })
        }
        const plan = planDivisions([...wanted.values()], EMPTY, counted())
        expect(plan.faults).toEqual([])
        expect(plan.created).toBe(wanted.size)
        const units = new Map(plan.units.map((unit) => [unit.id, unit]))
        expect(new Set(plan.units.map(({ gridPath }) => gridPath)).size).toBe(wanted.size + 1)
        expect(new Set(plan.grids.map(({ node }) => node)).size).toBe(wanted.size + 1)
        for (const unit of plan.units) {
          const parent = unit.parentId === null ? undefined : units.get(unit.parentId)
          expect(unit.code === '370890' || parent !== undefined).toBe(true)
          if (parent) expect([unit.gridPath.startsWith(parent.gridPath), unit.level]).toEqual([true, parent.level + 1])
        }
      }),
    )
  })

  it('takes the nodes that an import of boundaries made before', () => {
    const grid = { id: 'g', code: '370890', name: '区', parentId: null, path: '4.', level: 0 }
    const below = { id: 'h', code: '370890001', name: '街', parentId: 'g', path: '4.9.', level: 1 }
    const rows = [{ code: '370890001', name: '街', parentCode: '370890' }]
    const plan = planDivisions(rows, { ...EMPTY, grids: [grid, below], highestNode: 9 }, counted())
    expect(plan.grids).toEqual([])
    expect(plan.units).toMatchObject([{ gridPath: '4.' }, { gridPath: '4.9.', level: 1 }])
  })
})

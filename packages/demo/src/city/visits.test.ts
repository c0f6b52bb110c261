import { isVisitDue } from '@lianxin/domain'
import { expect, test } from 'vitest'

import { taibaiPartition } from '../partition/index.ts'
import { buildOrganisation } from './organisation.ts'
import { seeded } from './random.ts'
import { plantTree } from './tree.ts'
import { makeVisits } from './visits.ts'

const NOW = Date.parse('2026-03-05T09:00:00+08:00')
const draw = seeded(1)
const grids = plantTree(draw, taibaiPartition().grids, NOW)
const organisation = buildOrganisation(draw, grids, { helpersPerGrid: 4, vacancyShare: 0.02 }, NOW)
const make = () => makeVisits(seeded(7), grids, organisation, NOW)

test('each base grid has two to four plans; some are due, most are not, a few rest', () => {
  const { plans } = make()
  const base = grids.filter(({ level }) => level === 3)
  expect(new Set(plans.map(({ gridId }) => gridId))).toEqual(new Set(base.map(({ id }) => id)))
  expect(plans.length).toBeGreaterThanOrEqual(2 * base.length)
  expect(plans.length).toBeLessThanOrEqual(4 * base.length)
  const due = plans.filter((plan) => isVisitDue(plan, '2026-03-05')).length / plans.length
  expect(due).toBeGreaterThan(0.1)
  expect(due).toBeLessThan(0.5)
  expect(plans.some(({ restsSince }) => restsSince !== null)).toBe(true)
})

test('the same seed makes the same visits, all of the past, none with a name of the people of the district', () => {
  const { plans, visits } = make()
  expect(make()).toEqual({ plans, visits })
  expect(visits.filter(({ at, id }) => at > NOW || !Number.isInteger(at) || !/^[0-9a-f-]{36}$/.test(id))).toEqual([])
  const names = new Set(organisation.persons.map(({ name }) => name))
  expect(plans.filter(({ name, address }) => names.has(name) || names.has(address))).toEqual([])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { COMPARED, compareVersions, matters, type Version } from './compare.ts'

const version = fc.record(Object.fromEntries(COMPARED.map((field) => [field, fc.string()]))) as fc.Arbitrary<Version>

test('the same version twice shows only what the form would set', () => {
  fc.assert(
    fc.property(version, fc.subarray([...COMPARED]), (one, touched) => {
      const mine = Object.fromEntries(touched.map((field) => [field, 'mine']))
      const rows = compareVersions(one, { ...one }, mine)
      expect(rows.map(({ field }) => field)).toEqual(COMPARED.filter((field) => touched.includes(field)))
      expect(matters(rows)).toBe(false)
    }),
  )
})

test('every field somebody else changed is shown with both texts, and nothing else is called changed', () => {
  fc.assert(
    fc.property(version, version, (before, theirs) => {
      const rows = compareVersions(before, theirs, {})
      const changed = COMPARED.filter((field) => before[field] !== theirs[field])
      expect(rows.map(({ field }) => field)).toEqual(changed)
      for (const row of rows) expect([row.before, row.theirs]).toEqual([before[row.field], theirs[row.field]])
      expect(matters(rows)).toBe(changed.length > 0)
    }),
  )
})

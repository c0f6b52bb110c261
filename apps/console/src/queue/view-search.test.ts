import type { SavedView } from '@lianxin/contract'
import { expect, test } from 'vitest'

import type { QueueSearch } from './search.ts'
import { isUnchanged, searchOf, viewQueryOf } from './view-search.ts'

const search: QueueSearch = {
  list: 'open',
  state: 'dispatched,inProgress',
  classCode: 'E0102',
  due: 'within24',
  dueDay: '2026-03-31',
  from: '2026-03-01',
  to: '2026-03-05',
  bbox: '116,35,117,36',
  q: '路灯',
  sort: 'holder',
}
const saved = (of: QueueSearch): SavedView => ({
  id: 'v',
  name: '路灯',
  shared: false,
  own: true,
  makerName: '',
  changedAt: '',
  columns: [],
  query: viewQueryOf(of, 'open'),
})

test('a view opens the address it was saved from', () => {
  expect(searchOf(saved({ ...search, ticket: 'x', view: 'w' }))).toEqual({ ...search, view: 'v' })
})

test('a view counts as changed when the question is another, not when a ticket is open', () => {
  const view = saved(search)
  expect(isUnchanged(view, { ...search, ticket: 'x' }, 'open')).toBe(true)
  expect(isUnchanged(view, { ...search, q: '井盖' }, 'open')).toBe(false)
  const { q: _q, ...less } = search
  expect(isUnchanged(view, less, 'open')).toBe(false)
})

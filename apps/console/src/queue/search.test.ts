import { expect, test } from 'vitest'

import { filterOf, questionOf, readQueueSearch, usedFilters } from './search.ts'

test('an address is read as far as it is understood', () => {
  expect(readQueueSearch({ list: 'overdue', q: 12345, urgency: 'urgent', sort: 'due', nonsense: 'x' })).toEqual({
    list: 'overdue',
    q: '12345',
    urgency: 'urgent',
    sort: 'due',
  })
  expect(readQueueSearch({ list: 'gone', urgency: 'very', state: '', due: 'never', from: 'yesterday' })).toEqual({})
})

test('the open ticket and the name of the view are not part of the question', () => {
  expect(questionOf({ list: 'desk', ticket: 'a', view: 'v', q: 'b' }, 'open')).toEqual({ list: 'desk', q: 'b' })
  expect(questionOf({ ticket: 'a', sort: 'holder' }, 'open')).toEqual({ list: 'open', sort: 'holder' })
  expect(filterOf({ sort: 'holder' }, 'open')).toEqual({ list: 'open' })
})

test('days of the person at the screen become instants, the last day included', () => {
  const asked = filterOf({ from: '2026-03-01', to: '2026-03-05', dueDay: '2026-03-31' }, 'open')
  expect(asked).toEqual({
    list: 'open',
    from: new Date(2026, 2, 1).toISOString(),
    to: new Date(2026, 2, 6).toISOString(),
    dueBefore: new Date(2026, 3, 1).toISOString(),
  })
})

test('filters in use are told, the list and the order are none', () => {
  expect(usedFilters({ list: 'all', sort: 'due', ticket: 'a', channel: 'camera', bbox: '1,2,3,4' })).toEqual([
    'channel',
    'bbox',
  ])
})

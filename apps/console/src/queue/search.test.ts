import { expect, test } from 'vitest'

import { questionOf, readQueueSearch } from './search.ts'

test('an address is read as far as it is understood', () => {
  expect(readQueueSearch({ list: 'overdue', q: 12345, urgency: 'urgent', sort: 'due', nonsense: 'x' })).toEqual({
    list: 'overdue',
    q: '12345',
    urgency: 'urgent',
    sort: 'due',
  })
  expect(readQueueSearch({ list: 'gone', urgency: 'very', state: '' })).toEqual({})
})

test('the open ticket is not part of the question', () => {
  expect(questionOf({ list: 'desk', ticket: 'a', q: 'b' }, 'open')).toEqual({ list: 'desk', q: 'b' })
  expect(questionOf({ ticket: 'a' }, 'open')).toEqual({ list: 'open' })
})

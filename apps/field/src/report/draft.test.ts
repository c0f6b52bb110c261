import { expect, test } from 'vitest'

import { bodyOf, type Draft } from './draft.ts'

const draft: Draft = {
  id: '01900000-0000-7000-8000-000000000001',
  description: ' 井盖松动 ',
  address: '',
  classCode: null,
  position: null,
  gridId: 'g',
  urgent: false,
  settled: null,
  uploadIds: [],
  savedAt_ms: 0,
}

test('the grid goes along only without a position', () => {
  expect(bodyOf(draft, 'gridWorker')).toEqual({
    id: draft.id,
    channel: 'gridWorker',
    description: '井盖松动',
    gridId: 'g',
  })
  const located = bodyOf({ ...draft, position: { lon: 116, lat: 35 } }, 'gridWorker')
  expect(located).toMatchObject({ position: { lon: 116, lat: 35 } })
  expect(located).not.toHaveProperty('gridId')
})

test('settled on the spot needs the answer in words', () => {
  expect(bodyOf({ ...draft, settled: '  ' }, 'gridWorker')).not.toHaveProperty('selfResolved')
  expect(bodyOf({ ...draft, settled: '已修好' }, 'department').selfResolved).toEqual({ publicReply: '已修好' })
})

import { expect, test } from 'vitest'

import { bodyOf, draftOf, type Draft } from './draft.ts'

const draft: Draft = {
  id: '01900000-0000-7000-8000-000000000001',
  description: ' 井盖松动 ',
  address: '',
  classCode: null,
  position: null,
  gridId: 'g',
  urgent: false,
  settled: null,
  replaces: null,
  visit: null,
}
const made = { title: '路灯 · 一网格', description: '路灯，见照片。' }

test('the grid goes along only without a position', () => {
  expect(bodyOf(draft, 'gridWorker', made)).toEqual({ channel: 'gridWorker', description: '井盖松动', gridId: 'g' })
  const located = bodyOf({ ...draft, position: { lon: 116, lat: 35 } }, 'gridWorker', made)
  expect(located).toMatchObject({ position: { lon: 116, lat: 35 } })
  expect(located).not.toHaveProperty('gridId')
})

test('where nothing was written the class and the place say it', () => {
  const silent = bodyOf({ ...draft, description: ' ' }, 'gridWorker', { ...made, title: '长'.repeat(120) })
  expect(silent).toMatchObject({ title: '长'.repeat(100), description: made.description })
})

test('settled on the spot needs the answer in words', () => {
  expect(bodyOf({ ...draft, settled: '  ' }, 'gridWorker', made)).not.toHaveProperty('selfResolved')
  expect(bodyOf({ ...draft, settled: '已修好' }, 'department', made).selfResolved).toEqual({ publicReply: '已修好' })
})

test('a refused report comes back as it was', () => {
  const full: Draft = { ...draft, address: '湖东路', classCode: 'E0102', urgent: true, settled: '已办' }
  const body = bodyOf(full, 'gridWorker', made)
  expect(draftOf(full.id, { ...body })).toEqual({ ...full, description: '井盖松动', replaces: full.id })
})

import { expect, test } from 'vitest'

import type { Draft } from './draft.ts'
import { addressOf, bodyOf } from './send-report.ts'

const draft: Draft = {
  id: '01900000-0000-7000-8000-000000000001',
  description: '  路灯不亮 ',
  address: '',
  place: null,
  position: null,
  name: '',
  telephone: '',
  confidential: false,
  notifyBySms: true,
  uploadIds: [],
  savedAt_ms: 0,
}
const place = { code: 'QR0001', name: '3 号楼', address: '太白湖路 18 号院', scanned: true }

test('words alone are a whole report', () => {
  expect(bodyOf(draft)).toEqual({ id: draft.id, description: '路灯不亮', channel: 'residentPage' })
})

test('a scanned sign says the place, words add to it', () => {
  expect(bodyOf({ ...draft, place, address: '2 单元门口' })).toMatchObject({
    channel: 'residentQr',
    placeCode: 'QR0001',
    address: '太白湖路 18 号院 3 号楼 2 单元门口',
  })
})

test('a place found by searching is no scanned sign, and its name is not said twice', () => {
  const found = { code: '370', name: '第七网格', address: '太白湖新区 第七网格', scanned: false }
  expect(bodyOf({ ...draft, place: found }).channel).toBe('residentPage')
  expect(addressOf({ place: found, address: '' })).toBe('太白湖新区 第七网格')
})

test('a reporter is named only as far as they wish', () => {
  expect(bodyOf({ ...draft, telephone: ' 0537-1 ', confidential: true }).reporter).toEqual({
    telephone: '0537-1',
    notifyBySms: true,
    confidential: true,
  })
})

import { uuidv7 } from 'uuidv7'

import type { Asked } from './town.ts'

/** How the matrix calls an operation. */
export type Address = Pick<Asked, 'params' | 'query' | 'body'>

const ID = uuidv7()
const DAY = '2026-03-05'
/** Bodies that lack everything: whoever may call is told so, and nothing happens. */
const EMPTY = { body: {} }
const FROM = '2026-03-05T00:00:00Z'

/**
 * How to call each operation so that nothing comes of it: parameters name nothing that exists, bodies are empty where
 * the shape forbids it. An operation that is not here fails the matrix.
 */
export const ADDRESSES: Readonly<Record<string, Address>> = {
  'session.open': EMPTY,
  'session.read': {},
  'session.choosePost': EMPTY,
  'session.close': {},
  'demo.listPeople': {},
  'demo.enter': EMPTY,
  'account.readLink': { params: { token: 'x'.repeat(40) } },
  'account.useLink': { params: { token: 'x'.repeat(40) }, ...EMPTY },
  'account.enrolTotp': {},
  'account.confirmTotp': EMPTY,
  'account.list': {},
  'account.invite': { params: { accountId: ID }, ...EMPTY },
  'account.change': { params: { accountId: ID }, ...EMPTY },
  'trace.list': {},
  'unit.list': {},
  'unit.put': { params: { unitId: ID }, ...EMPTY },
  'unit.import': EMPTY,
  'person.list': {},
  'person.put': { params: { personId: ID }, ...EMPTY },
  'post.put': { params: { postId: ID }, ...EMPTY },
  'duty.list': { query: { from: FROM, to: FROM } },
  'duty.put': { params: { shiftId: ID }, ...EMPTY },
  'duty.remove': { params: { shiftId: ID } },
  'grid.list': {},
  'grid.read': { params: { gridId: ID } },
  'grid.outlines': { query: { level: 0 } },
  'grid.tile': { params: { level: '3', z: '14', x: '1', y: '1' } },
  'grid.locate': { query: { lon: 116, lat: 35 } },
  'grid.card': { params: { gridId: ID } },
  'grid.import': EMPTY,
  'grid.readImport': { params: { importId: ID } },
  'grid.export': { query: { format: 'csv' } },
  'grid.coverage': { body: {} },
  'grid.activate': EMPTY,
  'grid.putStaff': { params: { assignmentId: ID }, ...EMPTY },
  'grid.listBreaches': { query: { on: DAY } },
  'place.read': { params: { code: 'NO-SUCH-SIGN' } },
  'place.outline': { params: { code: 'NO-SUCH-SIGN' } },
  'baseMap.read': {},
  'place.search': { query: { q: '湖' } },
  'catalogue.read': {},
  'catalogue.import': EMPTY,
  'catalogue.draft': {},
  'catalogue.putClass': { params: { version: '99', code: 'E0101' }, ...EMPTY },
  'catalogue.activate': { params: { version: '99' } },
  'calendar.read': {},
  'calendar.putYear': { params: { year: '2027' }, ...EMPTY },
  'calendar.putHours': EMPTY,
  'calendar.due': { query: { from: FROM, amount: 1, unit: 'hour' } },
  'ticket.list': {},
  'ticket.counts': {},
  'ticket.map': {},
  'ticket.read': { params: { ticketId: ID } },
  'ticket.command': { params: { ticketId: ID }, ...EMPTY },
  'ticket.readReporter': { params: { ticketId: ID }, ...EMPTY },
  'ticket.similar': { query: { text: '垃圾' } },
  'ticket.suggestClasses': { query: { text: '路灯' } },
  'ticket.nearby': { params: { ticketId: ID } },
  'ticket.listOfReporter': { params: { ticketId: ID }, ...EMPTY },
  'ticket.tellPresence': { params: { ticketId: ID }, ...EMPTY },
  'photo.read': { params: { ticketId: ID, photoId: ID } },
  'voice.read': { params: { ticketId: ID, voiceId: ID } },
  'intake.report': EMPTY,
  'intake.submit': EMPTY,
  'intake.notice': {},
  'messaging.preview': { params: { ticketId: ID }, ...EMPTY },
  'messaging.deliveries': { params: { ticketId: ID } },
  'messaging.templates': {},
  'messaging.putTemplate': { params: { kind: 'reported' }, ...EMPTY },
  'messaging.resetTemplate': { params: { kind: 'reported' } },
  'messaging.unitChannels': {},
  'messaging.putUnitChannel': { params: { unitId: ID, adapter: 'wecom' }, ...EMPTY },
  'follow.notices': { params: { number: '260305000001' }, query: { token: 'ABCDEFGHJK' } },
  'follow.putNotices': { params: { number: '260305000001' }, query: { token: 'ABCDEFGHJK' }, ...EMPTY },
  'follow.read': { params: { number: '260305000001' }, query: { token: 'ABCDEFGHJK' } },
  'follow.command': { params: { number: '260305000001' }, query: { token: 'ABCDEFGHJK' }, ...EMPTY },
  'follow.photo': { params: { number: '260305000001', photoId: ID }, query: { token: 'ABCDEFGHJK' } },
}

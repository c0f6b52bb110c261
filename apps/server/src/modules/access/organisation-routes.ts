import * as contract from '@lianxin/contract'

import { adminOf, type AccessDeps } from './deps.ts'
import { importDivisions } from './import-units.ts'
import { listPersons } from './list-persons.ts'
import { removeShift, savePerson, savePost, saveShift } from './put-staff.ts'
import { saveUnit } from './put-unit.ts'
import { listShifts } from './store/duty.ts'
import { listUnitRows } from './store/unit.ts'
import { instantText } from './view.ts'
import { sessionOf } from '../../platform/session.ts'

const DONE = { done: true } as const
const PERSON_LIMIT = 100

export function serveOrganisation(deps: AccessDeps): void {
  const { units } = deps

  deps.route(contract.listUnits, async ({ tx, session, query }) => ({
    items: await listUnitRows(tx, sessionOf({ session }).districtId, query),
  }))

  deps.route(contract.putUnit, async (call) => {
    call.afterCommit(() => units.invalidate())
    return saveUnit(adminOf(call, deps), call.params.unitId, call.body, call.query)
  })

  deps.route(contract.importUnits, async ({ tx, session, body, lang, now, afterCommit }) => {
    afterCommit(() => units.invalidate())
    return importDivisions(tx, sessionOf({ session }), body.rows, lang, now)
  })

  deps.route(contract.listPersons, async ({ tx, session, query }) => ({
    items: await listPersons(tx, sessionOf({ session }).districtId, { ...query, limit: query.limit ?? PERSON_LIMIT }),
  }))

  deps.route(contract.putPerson, (call) => {
    call.afterCommit(() => units.invalidate())
    return savePerson(adminOf(call, deps), call.params.personId, call.body, call.query)
  })

  deps.route(contract.putPost, async (call) => {
    call.afterCommit(() => units.invalidate())
    const consequences = await savePost(adminOf(call, deps), call.params.postId, call.body, call.query)
    return { ...DONE, consequences }
  })
}

export function serveDuty(deps: AccessDeps): void {
  deps.route(contract.listDuty, async ({ tx, session, query }) => {
    const span = { from: Date.parse(query.from), to: Date.parse(query.to) }
    const wanted = query.unitId === undefined ? span : { ...span, unitId: query.unitId }
    const shifts = await listShifts(tx, sessionOf({ session }).districtId, wanted)
    return {
      items: shifts.map((shift) => ({
        ...shift,
        startsAt: instantText(shift.startsAt),
        endsAt: instantText(shift.endsAt),
      })),
    }
  })

  deps.route(contract.putDuty, async ({ tx, session, params, body, lang, now }) => {
    await saveShift(tx, sessionOf({ session }), params.shiftId, body, lang, now)
    return DONE
  })

  deps.route(contract.removeDuty, async ({ tx, session, params, now }) => {
    await removeShift(tx, sessionOf({ session }), params.shiftId, now)
    return DONE
  })
}

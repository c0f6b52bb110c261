import type { VisitPlanView } from '@lianxin/contract'
import { DAY_MS, visitCondition, visitDueOn, type LocalDate, type VisitSchedule } from '@lianxin/domain'

import type { GridIndex } from '../grid/index.ts'
import type { ListedPlan, StoredPlan } from './store.ts'

/** The columns that decide when to go, in the words of the domain. */
export function scheduleOf(row: StoredPlan): VisitSchedule {
  return {
    cadence_days: row.cadence_days,
    agreedOn: row.agreed_on,
    lastDoneOn: row.last_done_on,
    triedOn: row.tried_on,
    restsSince: row.rests_since,
    endedOn: row.ended_on,
  }
}

/** The other way round, with the day that follows. */
export function columnsOf(plan: VisitSchedule) {
  return {
    cadence_days: plan.cadence_days,
    agreed_on: plan.agreedOn,
    last_done_on: plan.lastDoneOn,
    tried_on: plan.triedOn,
    rests_since: plan.restsSince,
    ended_on: plan.endedOn,
    due_on: visitDueOn(plan),
  }
}

/** A plan as it is told, on that day. */
export function planView(row: ListedPlan, index: GridIndex, today: LocalDate): VisitPlanView {
  const { ticket_id: ticketId, ticket_number: number } = row
  return {
    id: row.id,
    gridId: row.grid_id,
    gridName: index.gridById(row.grid_id)?.name ?? '',
    subjectKind: row.subject_kind,
    name: row.name,
    address: row.address,
    service: row.service,
    cadence_days: row.cadence_days,
    agreedOn: row.agreed_on,
    condition: visitCondition(scheduleOf(row), today),
    dueOn: row.due_on,
    dueIn_days: row.due_on === null ? null : Math.round((Date.parse(row.due_on) - Date.parse(today)) / DAY_MS),
    lastDoneOn: row.last_done_on,
    triedOn: row.tried_on,
    restsSince: row.rests_since,
    endedOn: row.ended_on,
    ticket: ticketId !== null && number !== null ? { id: ticketId, number } : null,
    revision: row.revision,
  }
}

import type { ResponsibilityActKind } from '@lianxin/contract'
import { passTime, type Instant, type ResponsibilityState } from '@lianxin/domain'

import { systemScope } from '../../../platform/db/scope.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { claimDue, updateCase } from './store.ts'

function doneByTime(before: ResponsibilityState): ResponsibilityActKind {
  if (before === 'proposed') return 'heard'
  return before === 'appealed' ? 'unanswered' : 'expired'
}

/**
 * Lets time do its part: the hearing ends, a measure ends, an appeal ends that nobody answered. Each exactly once: a case
 * is taken under a lock and no longer found afterwards. Killed in between, the next run goes on; safe beside itself in other processes.
 * @returns how many were moved
 */
export async function moveCases(deps: OversightDeps, districtId: number, now: Instant): Promise<number> {
  for (let moved = 0; ; moved += 1) {
    const found = await deps.db.withScope(systemScope(districtId), async (tx) => {
      const row = await claimDue(tx, districtId, now)
      if (!row) return false
      const after = passTime(row.body, now)
      if (after === row.body) throw new Error(`case ${row.id} was due and nothing comes of it`)
      const kind = doneByTime(row.body.state)
      const commandId = tickets.ruleCommandId(`${kind} ${row.id} ${row.revision}`)
      await updateCase(tx, districtId, {
        case: row,
        after,
        seq: row.revision + 1,
        kind,
        commandId,
        at: now,
        by: null,
        reason: '',
        measure: null,
        upheld: null,
      })
      return true
    })
    if (!found) return moved
  }
}

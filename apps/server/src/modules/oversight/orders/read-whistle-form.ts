import type { readWhistleForm, ReplyOf } from '@lianxin/contract'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { listDepartments } from './whistle-store.ts'

/** `whistle.form`: departments only, by name; of units there are tens of thousands. */
export async function readFormForStaff(
  call: Call<typeof readWhistleForm>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof readWhistleForm>> {
  const { districtId, unitId } = sessionOf(call)
  const { whistle: limits } = await deps.settings.of(call.tx, districtId)
  const units = await listDepartments(call.tx, districtId)
  return { limits, departments: units.filter(({ id }) => id !== unitId) }
}

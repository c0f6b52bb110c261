import type { putResponsibilityRules, readResponsibilityRules, RulesView } from '@lianxin/contract'
import { isLadder, isUsableLimit } from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { insertRules, readRules, type RulesInForce } from './store-rules.ts'
import { iso } from './view.ts'

function rulesView({ version, rules, change }: RulesInForce): RulesView {
  return {
    version,
    rules: { ...rules, ladder: rules.ladder.map((rung) => ({ ...rung })) },
    changedAt: change && iso(change.at),
    changedBy: change?.by ?? null,
    reason: change?.reason ?? null,
  }
}

/** `responsibility.readRules`. */
export async function readForStaff(call: Call<typeof readResponsibilityRules>): Promise<RulesView> {
  return rulesView(await readRules(call.tx, sessionOf(call).districtId))
}

/** `responsibility.putRules`: the next version; sent again it is the same. */
export async function changeRules(call: Call<typeof putResponsibilityRules>): Promise<RulesView> {
  const { tx, now, body } = call
  const { districtId, personId } = sessionOf(call)
  const { version, rules } = body
  const reason = body.reason.trim()
  if (!isLadder(rules.ladder)) throw new Refusal('responsibility.rules_invalid', {}, '/rules/ladder')
  for (const name of ['hearWithin', 'appealWithin', 'answerWithin'] as const)
    if (!isUsableLimit(rules[name])) throw new Refusal('responsibility.rules_invalid', {}, `/rules/${name}`)
  const before = await readRules(tx, districtId)
  const isAgain = before.version === version + 1 && before.change?.reason === reason && sameRules(before.rules, rules)
  if (isAgain) return rulesView(before)
  const isNew =
    before.version === version &&
    (await insertRules(tx, districtId, { version: version + 1, rules, reason }, { personId, now }))
  if (!isNew) throw new Refusal('responsibility.rules_stale')
  return rulesView(await readRules(tx, districtId))
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, inOrder(one)])
}
/** Whatever order the database keeps their names in. */
const sameRules = (a: unknown, b: unknown): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

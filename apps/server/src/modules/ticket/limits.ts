import type { Changed, Consequence, DistrictLimits, putLimits, readLimits, ReplyOf } from '@lianxin/contract'
import { ladderOf } from '@lianxin/domain'

import { asSystem } from '../../platform/db/attempt.ts'
import type { DistrictSettings } from '../../platform/db/district-settings.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { marksOf, settings as history, type Admin, type How } from '../access/index.ts'
import { countDue } from './hand-over.ts'
import { withDefaults, type SettingsBook } from './settings.ts'
import { readDistrict, updateSettings } from './store.ts'

const DAY_MS = 86_400_000
const FAR = Date.UTC(9999, 0)

/** The limits a district goes by: its own, else the usual ones. */
function limitsOf(given: DistrictSettings): DistrictLimits {
  const { limits, inquiryAnswer, whistle, reopenWindow_ms } = withDefaults('', given)
  return {
    ...limits,
    inquiryAnswer,
    whistleSign: whistle.sign,
    whistleContact: whistle.contact,
    reopenWindow_days: Math.round(reopenWindow_ms / DAY_MS),
    ...ladderOf(given.alarmLadder),
  }
}

/** The same as the settings keep it. */
function settingsOf(limits: DistrictLimits): DistrictSettings {
  return {
    acceptanceLimit: limits.acceptance,
    handlingLimit: limits.handling,
    verificationLimit: limits.verification,
    inquiryAnswerLimit: limits.inquiryAnswer,
    whistleLimits: { sign: limits.whistleSign, contact: limits.whistleContact },
    reopenWindow_days: limits.reopenWindow_days,
    alarmLadder: {
      nearDue_percent: limits.nearDue_percent,
      nearDue_h: limits.nearDue_h,
      remindAfter_workDays: limits.remindAfter_workDays,
      criticiseAfter_workDays: limits.criticiseAfter_workDays,
    },
  }
}

export async function showLimits(call: Call<typeof readLimits>): Promise<ReplyOf<typeof readLimits>> {
  const { settings } = await readDistrict(call.tx, sessionOf(call).districtId)
  return { limits: limitsOf(settings), usual: limitsOf({}) }
}

/** Replaces the limits, with their line of the history. @returns what follows */
async function save(
  { tx, by, now }: Pick<Admin, 'tx' | 'by' | 'now'>,
  limits: DistrictLimits,
  how: How,
): Promise<Consequence[]> {
  const { districtId } = by
  const before = limitsOf((await readDistrict(tx, districtId)).settings)
  const clocks = ['acceptance', 'handling', 'verification'] as const
  const isOther = clocks.some((one) => !history.sameSnapshot(before[one], limits[one]))
  const kept = isOther ? await asSystem(tx, () => countDue(tx, districtId, now, FAR)) : 0
  const consequences = history.counted('ticketsKeepDates', 'info', kept)
  if (how.dryRun) return consequences
  await updateSettings(tx, districtId, settingsOf(limits))
  const change = { kind: 'limits', key: 'limits', label: '', before, after: limits } as const
  await history.recordChange(tx, by, { ...change, ...marksOf(how) }, now)
  return consequences
}

/** `limits.put`: new clocks and inquiries go by them; reminders of running clocks are planned anew by their job. */
export async function changeLimits(call: Call<typeof putLimits>, book: SettingsBook): Promise<Changed> {
  const by = sessionOf(call)
  const consequences = await save({ tx: call.tx, by, now: call.now }, call.body, call.query)
  call.afterCommit(() => book.forget(by.districtId))
  return { done: true, consequences }
}

/** How limits are taken back to what they were. */
export function limitKinds(book: SettingsBook): history.RestoreKinds {
  return {
    limits: {
      right: 'calendar.write',
      restore: (admin, { before }, how) => save(admin, { ...limitsOf({}), ...before }, how),
      afterwards: (districtId) => book.forget(districtId),
    },
  }
}

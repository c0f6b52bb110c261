import { QUIET_HOURS, WHISTLE_LIMITS, type QuietHours, type TimeLimit, type WhistleLimits } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { DistrictSettings } from '../../platform/db/schema.ts'
import { DistrictCache } from '../catalogue/index.ts'
import { readDistrict } from './store.ts'

/** Limits and rules of a district with every default filled in. */
export interface Settings {
  readonly districtName: string
  readonly hotline: string
  readonly limits: { readonly acceptance: TimeLimit; readonly handling: TimeLimit; readonly verification: TimeLimit }
  readonly reopenWindow_ms: number
  readonly urgentMaySkip: boolean
  /** How long the level asked has for its answer to an inquiry. */
  readonly inquiryAnswer: TimeLimit
  /** Within what a called department signs and makes contact. */
  readonly whistle: WhistleLimits
  readonly reporterRetention_days: number
  /** A deadline this near is shown as near. */
  readonly nearDue: TimeLimit
  /** Hours without SMS; the default of the domain where a district says nothing. */
  readonly quietHours: QuietHours
}

/** Desk: 2 working hours to accept; 5 working days where no class says otherwise; 2 working days to verify. */
const LIMITS = {
  acceptance: { amount: 2, unit: 'workHour' },
  handling: { amount: 5, unit: 'workDay' },
  verification: { amount: 2, unit: 'workDay' },
} as const satisfies Settings['limits']
/** A reporter may ask for rework for 15 days (usual in 12345 rules). */
const REOPEN_WINDOW_DAYS = 15
/** Names and telephones are emptied two years after the report. */
const REPORTER_RETENTION_DAYS = 730
/** Two working days for an answer to an inquiry: our choice, the rule of function 58 names none. */
const INQUIRY_ANSWER = { amount: 2, unit: 'workDay' } as const
const NEAR_DUE = { amount: 4, unit: 'workHour' } as const
const HOTLINE = '12345'
const DAY_MS = 86_400_000

/** Fills in what a district has not set. */
export function withDefaults(districtName: string, given: DistrictSettings): Settings {
  return {
    districtName,
    hotline: given.hotline ?? HOTLINE,
    limits: {
      acceptance: given.acceptanceLimit ?? LIMITS.acceptance,
      handling: given.handlingLimit ?? LIMITS.handling,
      verification: given.verificationLimit ?? LIMITS.verification,
    },
    reopenWindow_ms: (given.reopenWindow_days ?? REOPEN_WINDOW_DAYS) * DAY_MS,
    urgentMaySkip: given.urgentMaySkip ?? true,
    inquiryAnswer: given.inquiryAnswerLimit ?? INQUIRY_ANSWER,
    whistle: { ...WHISTLE_LIMITS, ...given.whistleLimits },
    reporterRetention_days: given.reporterRetention_days ?? REPORTER_RETENTION_DAYS,
    nearDue: NEAR_DUE,
    quietHours: given.quietHours ?? QUIET_HOURS,
  }
}

/** The settings of the districts as this process holds them. */
export class SettingsBook {
  readonly #cache = new DistrictCache<Settings>()

  of(tx: Tx, districtId: number): Promise<Settings> {
    return this.#cache.get(districtId, async () => {
      const row = await readDistrict(tx, districtId)
      return withDefaults(row.name, row.settings)
    })
  }

  /** Drops what is held, after a change has committed. */
  forget(districtId: number): void {
    this.#cache.forget(districtId)
  }
}
